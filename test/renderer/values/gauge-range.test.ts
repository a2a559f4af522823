import { describe, expect, it } from 'vitest';
import { stripOf } from '../../../renderer/live/strips.ts';
import { barOf, gaugeRange } from '../../../renderer/values/gauge-range.ts';

describe('gauges', () => {
  it('span all that a channel can be, in the unit that is shown', () => {
    const { min, max } = gaugeRange(stripOf('Speed'));
    expect(min).toBe(0);
    expect(max).toBeGreaterThan(300);
    expect(gaugeRange(stripOf('Throttle'))).toEqual({ min: 0, max: 100 });
  });

  it('grow from nought, to either side, or from the lower end where there is none', () => {
    expect(barOf(25, { min: 0, max: 100 })).toEqual({ from: 0, to: 0.25 });
    expect(barOf(-25, { min: -100, max: 100 })).toEqual({ from: 0.375, to: 0.5 });
    expect(barOf(50, { min: -100, max: 100 })).toEqual({ from: 0.5, to: 0.75 });
    expect(barOf(60, { min: 20, max: 100 })).toEqual({ from: 0, to: 0.5 });
  });

  it('are full or empty beyond their ends, and empty for what is not known', () => {
    expect(barOf(1e9, { min: 0, max: 100 })).toEqual({ from: 0, to: 1 });
    expect(barOf(-1, { min: 0, max: 100 })).toEqual({ from: 0, to: 0 });
    expect(barOf(NaN, { min: 0, max: 100 })).toEqual({ from: 0, to: 0 });
  });
});
