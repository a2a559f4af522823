import { describe, expect, test } from 'vitest';
import { binsOver, timeInBins } from '../../../common/analysis/histogram.ts';

const durations = (n: number, each: number): Float64Array => new Float64Array(n).fill(each);

describe('a histogram weighted by time', () => {
  test('by hand: six samples of 10 ms in bins of 10', () => {
    const bins = binsOver(3, 31, 10, false);
    expect(bins).toEqual({ from: 0, width: 10, count: 4 });
    expect([...timeInBins([3, 9.99, 10, 19, 31, NaN], durations(6, 0.01), bins)]).toEqual([0.02, 0.02, 0, 0.01]);
  });

  test('what jumps is counted around its values', () => {
    const bins = binsOver(1, 3, 1, true);
    expect(bins).toEqual({ from: 0.5, width: 1, count: 3 });
    expect([...timeInBins([1, 2, 2, 3], [1, 2, 3, 4], bins)]).toEqual([1, 5, 4]);
  });

  test('values on an edge that binary numbers miss lie in the bin that begins there', () => {
    const bins = binsOver(0, 0.9, 0.1, false);
    expect([...timeInBins([0.1, 0.2, 0.3, 0.6, 0.7, 0.9], durations(6, 1), bins)]).toEqual([0, 1, 1, 1, 0, 0, 1, 1, 0, 1]);
  });

  test('below zero too, and one value alone has a bin', () => {
    expect(binsOver(-2.5, -0.5, 1, false)).toEqual({ from: -3, width: 1, count: 3 });
    expect(binsOver(7, 7, 2, false)).toEqual({ from: 6, width: 2, count: 1 });
  });

  test('the area is the time: of 9,999 samples at 5 ms, whatever the width', () => {
    const values = Float64Array.from({ length: 9999 }, (_, i) => 40 * Math.sin(i / 70) + 5 * Math.cos(i * 1.7));
    for (const width of [0.3, 1, 7, 100]) {
      const times = timeInBins(values, durations(9999, 0.005), binsOver(Math.min(...values), Math.max(...values), width, false));
      expect(times.reduce((sum, time) => sum + time, 0)).toBeCloseTo(49.995, 9);
    }
  });
});
