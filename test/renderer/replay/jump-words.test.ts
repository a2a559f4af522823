import { expect, test } from 'vitest';
import { readLap, readTime } from '../../../renderer/replay/jump-words.ts';

const LAPS = Array.from({ length: 54 }, (_, lap) => ({ lap })).filter(({ lap }) => lap !== 7);

test.each<[string, number | string]>([
  ['0', 0],
  [' 53 ', 53],
  ['60', 'Lap 60 is past the end: this race has 53 laps. Give a lap from 0 to 53.'],
  ['1e9', 'Lap 1000000000 is past the end: this race has 53 laps. Give a lap from 0 to 53.'],
  ['-3', 'Lap -3 is before the start. Give a lap from 0 to 53.'],
  ['7', 'Lap 7 is not in the store. Give another from 0 to 53.'],
  ['abc', '“abc” is no lap. Give one from 0 to 53.'],
  ['1.5', '“1.5” is no lap. Give one from 0 to 53.'],
  ['', 'Nothing is no lap. Give one from 0 to 53.'],
])('lap %j', (typed, expected) => {
  expect(readLap(typed, LAPS)).toEqual(typeof expected === 'number' ? { to: expected } : { wrong: expected });
});

const NEXT = 'Give one such as 12:30, 1:02:03 or 750 (seconds), from 0:00:00 to 1:30:01.';

test.each<[string, number | string]>([
  ['0', 0],
  ['750', 750],
  ['12:30', 750],
  ['1:02:03.5', 3723.5],
  ['12:30,25', 750.25],
  ['0:12:30.00', 750],
  ['1:30:01', 5400.4],
  ['2:00:00', `2:00:00 is past the end of the race. ${NEXT}`],
  ['-5', `“-5” is no race time. ${NEXT}`],
  ['abc', `“abc” is no race time. ${NEXT}`],
  ['1:2:3:4', `“1:2:3:4” is no race time. ${NEXT}`],
  ['', `Nothing is no race time. ${NEXT}`],
])('race time %j', (typed, expected) => {
  expect(readTime(typed, 0, 5400.4)).toEqual(typeof expected === 'number' ? { to: expected } : { wrong: expected });
});

test('a race time before the first that there is', () => {
  expect(readTime('10', 60.5, 120)).toEqual({ wrong: expect.stringMatching(/^0:00:10 is before the start of the race\./) });
  expect(readTime('60', 60.5, 120)).toEqual({ to: 60.5 });
});
