import { expect, test } from 'vitest';
import { CHANNELS, channelIndex } from '../../../common/channels.ts';
import { Sensors } from '../../../sim/car/sensors.ts';

/** What a sensor reads of a constant for so many seconds. */
function readings(name: string, truth: number, seconds: number, rate = 100, sensors = new Sensors(7, 2)): number[] {
  const channel = channelIndex(name);
  return Array.from({ length: seconds * rate }, () => sensors.read(1, channel, truth, rate));
}

test('a sensor is off by the deviation of the catalogue, with no bias', () => {
  for (const [name, truth] of [['RPM', 11_000], ['Speed', 60], ['TyreTempInnerFL', 90], ['SuspTravelRR', -12]] as const) {
    const { noise } = CHANNELS[channelIndex(name)]!;
    const values = readings(name, truth, 100).filter((value) => value !== CHANNELS[channelIndex(name)]!.min);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expect(mean, name).toBeCloseTo(truth, -Math.log10(noise / 5));
    expect(deviation / noise, name).toBeGreaterThan(0.9);
    expect(deviation / noise, name).toBeLessThan(1.15);
  }
});

test('it reads in the steps of a converter and never beyond its range', () => {
  const { min, max } = CHANNELS[channelIndex('TyreLoadFL')]!;
  const step = (max - min) / 65_536;
  for (const value of readings('TyreLoadFL', 3000, 10)) expect(Math.abs((value - min) / step - Math.round((value - min) / step))).toBeLessThan(1e-6);
  for (const value of readings('Throttle', 100, 10)) expect(value).toBeLessThanOrEqual(100);
  for (const value of readings('Throttle', 0, 10)) expect(value).toBeGreaterThanOrEqual(0);
});

test('what is counted or computed is read as it is', () => {
  expect(new Set(readings('Gear', 5, 20))).toEqual(new Set([5]));
  expect(new Set(readings('LapTime', 12.345, 20))).toEqual(new Set([12.345]));
});

test('drop-outs are rare and short: the sensor holds, or gives its lowest', () => {
  const { min } = CHANNELS[channelIndex('OilTemp')]!;
  const kinds = { held: 0, lowest: 0 };
  let longest = 0;
  const hours = 50;
  const sensors = new Sensors(3, 2);
  let run = 0;
  let before = NaN;
  for (const value of readings('OilTemp', 100, hours * 3600, 10, sensors)) {
    run = value === before ? run + 1 : 0;
    // Five equal readings in a row: noise alone gives that once in many hours.
    if (run === 5) kinds[value === min ? 'lowest' : 'held']++;
    longest = Math.max(longest, run);
    before = value;
  }
  expect(kinds.held + kinds.lowest).toBeGreaterThan(hours / 3);
  expect(kinds.held + kinds.lowest).toBeLessThan(hours * 2);
  expect(kinds.held).toBeGreaterThan(5);
  expect(kinds.lowest).toBeGreaterThan(5);
  expect(longest).toBeLessThanOrEqual(21);
});

test('equal seeds read the same, other seeds and cars do not', () => {
  expect(readings('RPM', 9000, 5)).toEqual(readings('RPM', 9000, 5));
  expect(readings('RPM', 9000, 5, 100, new Sensors(8, 2))).not.toEqual(readings('RPM', 9000, 5));
  const sensors = new Sensors(7, 2);
  expect(sensors.read(0, channelIndex('RPM'), 9000, 100)).not.toBe(sensors.read(1, channelIndex('RPM'), 9000, 100));
});
