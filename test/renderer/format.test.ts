import { describe, expect, it } from 'vitest';
import { axisTime, bitRate, fixed, gapTime, lapTime, raceTime } from '../../renderer/format.ts';

describe('times', () => {
  it('writes lap times as the field does', () => {
    expect([81.4, 47.112, 59.9996, 119.9999, null].map(lapTime)).toEqual(['1:21.400', '47.112', '1:00.000', '2:00.000', '–']);
  });

  it('writes race time with hours', () => {
    expect([0, 1491.9, 3661].map(raceTime)).toEqual(['0:00:00', '0:24:51', '1:01:01']);
  });

  it('writes axis times', () => {
    expect([axisTime(65), axisTime(-5), axisTime(65.25, true)]).toEqual(['1:05', '−0:05', '1:05.3']);
  });

  it('writes gaps with a plus, in minutes once they are long', () => {
    expect([1.842, 62.44, 119.97, null].map(gapTime)).toEqual(['+1.842', '+1:02.4', '+2:00.0', '–']);
  });
});

describe('numbers', () => {
  it('choose the unit of a bit rate', () => {
    expect([1_800_000, 64_000, 12].map(bitRate)).toEqual(['1.8 Mbit/s', '64 kbit/s', '12 bit/s']);
  });

  it('carry a real minus, and none on nought', () => {
    expect([fixed(-0.59, 2), fixed(-0.001, 2), fixed(3, 0)]).toEqual(['−0.59', '0.00', '3']);
  });
});
