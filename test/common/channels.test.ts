import { expect, test } from 'vitest';
import { CHANNEL_GROUPS, CHANNELS, channelSteps, fillFromSteps, fromSteps, SOURCE_RATES, toSteps } from '../../common/channels.ts';

test('there are at least 150 channels, with names of their own that SQL and a spreadsheet take', () => {
  expect(CHANNELS.length).toBeGreaterThanOrEqual(150);
  expect(new Set(CHANNELS.map((channel) => channel.name)).size).toBe(CHANNELS.length);
  for (const { name } of CHANNELS) expect(name).toMatch(/^[A-Z][A-Za-z0-9]*$/);
});

test('every range fits 32 bits of its resolution, and holds 0', () => {
  for (const { name, min, max, resolution } of CHANNELS) {
    expect(min, name).toBeLessThan(max);
    expect(min, name).toBeLessThanOrEqual(0);
    expect(Math.max(Math.abs(min), Math.abs(max)) / resolution, name).toBeLessThan(2 ** 31);
  }
});

test('every channel says what it is in a sentence, and is in a group', () => {
  for (const { name, group, description } of CHANNELS) {
    expect(description.split(' ').length, name).toBeGreaterThan(2);
    expect(description, name).toMatch(/^[A-Z].*[^.]$/);
    expect(CHANNEL_GROUPS, name).toContain(group);
  }
});

test('every rate is a whole number of physics steps apart, and no sensor has more noise than range', () => {
  for (const { name, rate, noise, min, max } of CHANNELS) {
    expect(SOURCE_RATES, name).toContain(rate);
    for (const steps of [500, 1000]) expect(steps % Math.min(rate, steps), name).toBe(0);
    expect(noise, name).toBeGreaterThanOrEqual(0);
    expect(noise, name).toBeLessThan((max - min) / 50);
  }
});

test('the four wheels of a quantity follow each other as FL, FR, RL, RR', () => {
  const names = CHANNELS.map((channel) => channel.name);
  for (const name of names.filter((each) => each.endsWith('FL'))) {
    const stem = name.slice(0, -2);
    const at = names.indexOf(name);
    expect(names.slice(at, at + 4)).toEqual(['FL', 'FR', 'RL', 'RR'].map((wheel) => stem + wheel));
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

test('a channel by its place is cut into the same steps as by its resolution', () => {
  CHANNELS.forEach(({ name, min, max, resolution }, c) => {
    const halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.49999999999999994, -0.49999999999999994, 0x7fffffff - 0.5, -0x80000000 - 0.5].map((steps) => steps * resolution);
    for (const value of [min, max, min / 3, max / 7, -0, ...halves, 1e12, -1e12, Infinity, -Infinity, NaN]) {
      expect(channelSteps(c, value), `${name} ${value}`).toBe(toSteps(value, resolution));
    }
  });
});

test('many samples at once are the values that each is alone', () => {
  const steps = Int32Array.of(0, 1, -1, 7, 12_345, -0x80000000, 0x7fffffff);
  for (const resolution of [0.0001, 0.001, 0.01, 0.1, 0.25, 1, 5]) {
    const values = new Float64Array(steps.length);
    fillFromSteps(values, steps, resolution);
    expect([...values]).toEqual([...steps].map((step) => fromSteps(step, resolution)));
  }
});
