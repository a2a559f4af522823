import { expect, test } from 'vitest';
import { CHANNELS, fromSteps, toSteps } from '../../common/channels.ts';

test('names are unique, and every range fits 32 bits of its resolution', () => {
  expect(new Set(CHANNELS.map((channel) => channel.name)).size).toBe(CHANNELS.length);
  expect(CHANNELS.length).toBeGreaterThanOrEqual(25);
  for (const { name, min, max, resolution, description } of CHANNELS) {
    expect(min, name).toBeLessThan(max);
    expect(Math.max(Math.abs(min), Math.abs(max)) / resolution, name).toBeLessThan(2 ** 31);
    expect(description.length, name).toBeGreaterThan(5);
  }
});

test('steps give the decimal back without binary noise', () => {
  for (const resolution of [1, 0.1, 0.01, 0.001, 0.0001]) {
    for (const steps of [0, 1, 3, -7, 123457, -999999]) {
      const value = fromSteps(steps, resolution);
      expect(toSteps(value, resolution)).toBe(steps);
      expect(String(value).length).toBeLessThan(12);
    }
  }
});

test('what is no number or too large stays a whole number of 32 bits', () => {
  expect(toSteps(NaN, 0.1)).toBe(0);
  expect(toSteps(1e300, 0.1)).toBe(0x7fffffff);
  expect(toSteps(-1e300, 0.1)).toBe(-0x80000000);
});
