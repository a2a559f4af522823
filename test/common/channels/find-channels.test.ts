import { expect, test } from 'vitest';
import { CHANNELS } from '../../../common/channels.ts';
import { findChannels } from '../../../common/channels/find-channels.ts';

const names = (text: string): string[] => findChannels(text).map((channel) => channel.name);

test('no text finds all, in the order of the catalogue', () => {
  expect(findChannels(' ')).toEqual(CHANNELS);
});

test('every channel is the first one found by its own name, in any case', () => {
  for (const { name } of CHANNELS) {
    expect(names(name)[0]).toBe(name);
    expect(names(name.toLowerCase())[0]).toBe(name);
  }
});

test('a group finds all of its channels', () => {
  for (const group of new Set(CHANNELS.map((channel) => channel.group))) {
    expect(names(group)).toEqual(expect.arrayContaining(CHANNELS.filter((channel) => channel.group === group).map(({ name }) => name)));
  }
});

test.each([
  ['yaw rate', 'Vaz'],
  ['brake temp rear left', 'BrakeTempRL'],
  ['tyre pressure fr', 'TyrePressureFR'],
  ['steering wheel', 'SteerInput'],
  ['slipstream', 'Tow'],
  ['kg/h', 'FuelFlow'],
])('"%s" finds %s', (text, name) => {
  expect(names(text)).toContain(name);
});

test('names come before what is only said of a channel, and every word must match', () => {
  const found = names('throttle');
  expect(found.slice(0, 2)).toEqual(['Throttle', 'EngineThrottle']);
  expect(names('throttle banana')).toEqual([]);
  expect(names('temp (')).toEqual([]);
});
