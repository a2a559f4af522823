import { expect, it, test } from 'vitest';
import { checkDrivers, readDrivers } from '../../../sim/driver/driver-file.ts';

test('a file of drivers says as much or as little as it likes', () => {
  const drivers = [{ number: 7, name: 'Ada Keane' }, { number: 0, name: 'Bo', team: 'Fen Racing', skill: 0, consistency: 1 }];
  expect(readDrivers(drivers)).toEqual(drivers);
  expect(readDrivers([])).toEqual([]);
});

it.each<[string, unknown, RegExp]>([
  ['no list', { number: 7 }, /the drivers are not a list\. Write \[/],
  ['a number for an entry', [7], /entry 1: must be an object/],
  ['no name', [{ number: 7 }], /entry 1: name: must be text/],
  ['an empty name', [{ number: 7, name: '' }], /entry 1: name: must not be empty/],
  ['a name of two lines', [{ number: 7, name: 'A\nB' }], /entry 1: name: must be one line/],
  ['half a number', [{ number: 7, name: 'A' }, { number: 7.5, name: 'B' }], /entry 2: number: must be a whole number/],
  ['a number that no car carries', [{ number: 1000, name: 'A' }], /entry 1: number: must be from 0 to 999/],
  ['skill beyond 1', [{ number: 7, name: 'A', skill: 1.01 }], /entry 1: skill: must be from 0 to 1/],
  ['consistency in words', [{ number: 7, name: 'A', consistency: 'high' }], /entry 1: consistency: must be a number/],
  ['a field too many', [{ number: 7, name: 'A', nickname: 'B' }], /entry 1: .*nickname/],
  ['too many entries', Array.from({ length: 41 }, (_, number) => ({ number, name: 'A' })), /41 entries, and 40 are the most/],
])('is refused in one line with %s', (_, document, line) => {
  expect(() => readDrivers(document)).toThrow(expect.objectContaining({ code: 'E_DRIVERS', message: expect.stringMatching(line) as string }));
  expect(() => readDrivers(document)).toThrow(/^[^\n]+$/);
});

it.each<[string, number, RegExp | undefined]>([
  ['room', 2, undefined],
  ['too few cars', 1, /2 drivers for 1 cars/],
])('is held against the race: %s', (_, cars, line) => {
  const check = () => checkDrivers([{ number: 1, name: 'A' }, { number: 2, name: 'B' }], cars);
  if (line) expect(check).toThrow(line);
  else expect(check).not.toThrow();
});

test('no number twice', () => {
  const check = () => checkDrivers([{ number: 1, name: 'A' }, { number: 2, name: 'B' }, { number: 1, name: 'C' }], 20);
  expect(check).toThrow(expect.objectContaining({ code: 'E_DRIVERS', message: 'entry 3 (C): number 1 is that of entry 1 (A). Give each a number of its own.' }));
});
