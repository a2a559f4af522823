import { describe, expect, test } from 'vitest';
import { rangeStatistics } from '../../../common/analysis/range-statistics.ts';

describe('range statistics', () => {
  test('by hand: five samples, three of them in the range', () => {
    const found = rangeStatistics([0, 1, 2, 3, 4], [100, 2, 4, 9, -100], 1, 3)!;
    expect(found).toMatchObject({ count: 3, min: 2, max: 9, mean: 5, delta: 7, slope: 3.5 });
    expect(found.deviation).toBeCloseTo(Math.sqrt(26 / 3), 12);
  });

  test('a straight line has its slope, and samples that are not known do not count', () => {
    const xs = Array.from({ length: 100 }, (_, i) => 5000 + i / 10);
    const ys = xs.map((x, i) => (i === 50 ? NaN : 3 - 0.25 * x));
    const found = rangeStatistics(xs, ys, 5000, 5009.9)!;
    expect(found.count).toBe(99);
    expect(found.slope).toBeCloseTo(-0.25, 10);
  });

  test('one sample has no slope, none has nothing', () => {
    expect(rangeStatistics([1], [7], 0, 2)).toMatchObject({ count: 1, min: 7, max: 7, mean: 7, delta: 0, deviation: 0, slope: NaN });
    expect(rangeStatistics([1], [7], 2, 3)).toBeNull();
    expect(rangeStatistics([1, 2], [NaN, NaN], 0, 3)).toBeNull();
  });
});
