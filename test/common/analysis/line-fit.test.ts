import { describe, expect, test } from 'vitest';
import { lineFit, studentT } from '../../../common/analysis/line-fit.ts';

const points = (xs: readonly number[], ys: readonly number[], group = 'a') => xs.map((x, i) => ({ x, y: ys[i]!, group }));

describe('a line through lap times', () => {
  test('the slope of exact laps is found, without doubt', () => {
    const fit = lineFit(points([0, 1, 2, 3, 4], [80, 80.05, 80.1, 80.15, 80.2]))!;
    expect([fit.slope, fit.slopeWithin, fit.within(2)]).toEqual([expect.closeTo(0.05, 10), expect.closeTo(0, 5), expect.closeTo(0, 5)]);
    expect([fit.x, fit.y, fit.count]).toEqual([2, expect.closeTo(80.1, 10), 5]);
  });

  test('slope and band of scattered points are those worked out by hand', () => {
    const fit = lineFit(points([1, 2, 3, 4, 5], [2, 4, 5, 4, 5]))!;
    expect(fit.slope).toBeCloseTo(0.6, 10);
    expect([fit.x, fit.y]).toEqual([3, 4]);
    const scatter = Math.sqrt(2.4 / 3);
    expect(fit.slopeWithin).toBeCloseTo((3.1824 * scatter) / Math.sqrt(10), 2);
    expect(fit.within(3)).toBeCloseTo((3.1824 * scatter) / Math.sqrt(5), 2);
    expect(fit.within(5)).toBeGreaterThan(fit.within(3));
  });

  test('a slow driver on old tyres does not make the slope: each has a height of its own', () => {
    const fit = lineFit([...points([0, 1, 2, 3], [80, 80.1, 80.2, 80.3]), ...points([10, 11, 12, 13], [90, 90.1, 90.2, 90.3], 'b')])!;
    expect(fit.slope).toBeCloseTo(0.1, 10);
  });

  test('the true slope lies in the interval about 95 times of a hundred', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const noise = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    let inside = 0;
    for (let run = 0; run < 1000; run++) {
      const xs = Array.from({ length: 12 }, (_, i) => i);
      const { slope, slopeWithin } = lineFit(points(xs, xs.map((x) => 80 + 0.07 * x + 0.2 * noise())))!;
      if (Math.abs(slope - 0.07) <= slopeWithin) inside++;
    }
    expect(inside).toBeGreaterThan(930);
    expect(inside).toBeLessThan(970);
  });

  test('too few points have no line, or no interval', () => {
    expect(lineFit([])).toBeNull();
    expect(lineFit(points([3, 3], [80, 81]))).toBeNull();
    expect(lineFit(points([3, 4], [80, 81]))!.slopeWithin).toBeNaN();
  });

  test.each([[1, 12.706], [2, 4.303], [3, 3.182], [5, 2.571], [10, 2.228], [30, 2.042], [1000, 1.962]])('Student t of %d degrees of freedom', (freedom, t) => {
    expect(Math.abs(studentT(freedom) / t - 1)).toBeLessThan(0.002);
  });
});
