import { describe, expect, it } from 'vitest';
import { SLOTS, decimate, gridOver, slotPositions } from '../../../renderer/charts/decimate.ts';
import type { Grid, Line, Point } from '../../../renderer/charts/decimate.ts';

function line(samples: readonly (readonly [time: number, value: number])[]): Line {
  const time = Float64Array.from(samples, ([at]) => at);
  return { time, x: time, y: Float32Array.from(samples, ([, value]) => value), from: 0, to: samples.length };
}

const grid: Grid = { first: 10, width: 1, buckets: 4 };
const slots = (out: readonly Point[], bucket: number): Point[] => out.slice(bucket * SLOTS, bucket * SLOTS + SLOTS);

describe('decimate', () => {
  it('keeps first, lowest, highest and last of a bucket in the order in which they came', () => {
    const out: Point[] = [];
    const used = decimate(line([[10, 5], [10.2, 9], [10.4, 6], [10.6, 1], [10.8, 4]]), grid, 1, 1, out);
    expect(used).toBe(5);
    expect(slots(out, 0)).toEqual([5, 9, 1, 4]);
  });

  it('gives a lone sample one point and leaves empty buckets to be passed over', () => {
    const out: Point[] = [];
    decimate(line([[10.5, 3], [12.5, 4]]), grid, 3, 2, out);
    expect(out).toEqual([6, ...Array(7).fill(undefined), 8, ...Array(7).fill(undefined)]);
  });

  it('breaks the line with null, never NaN, where samples are missing', () => {
    const out: Point[] = [];
    decimate(line([[10.5, 3], [13.5, 4]]), grid, 0.02, 1, out);
    expect(slots(out, 1)).toEqual([null, null, null, null]);
    expect(slots(out, 2)).toEqual([null, null, null, null]);
    expect(slots(out, 3)[0]).toBe(4);
    decimate(line([[10.5, NaN]]), grid, 1, 1, out);
    expect(out[0]).toBeNull();
  });

  it('takes nothing from outside the grid', () => {
    const out: Point[] = [];
    expect(decimate(line([[9.9, 1], [11, 2], [14, 3]]), grid, 9, 1, out)).toBe(1);
    expect(out.filter((point) => point !== undefined)).toEqual([2]);
  });

  it('keeps every extreme of a long line', () => {
    const samples = Array.from({ length: 5000 }, (_, i) => [i * 0.01, Math.sin(i * i)] as const);
    const wide = gridOver(0, 50, 200);
    const out: Point[] = [];
    decimate(line(samples), wide, 0.02, 1, out);
    const kept = out.filter((point): point is number => typeof point === 'number');
    const values = samples.map(([, value]) => Math.fround(value));
    expect(Math.min(...kept)).toBe(Math.min(...values));
    expect(Math.max(...kept)).toBe(Math.max(...values));
    expect(out.length).toBe(wide.buckets * SLOTS);
  });
});

describe('the grid', () => {
  it('keeps its buckets in place while the view moves', () => {
    const before = gridOver(100, 160, 400);
    const after = gridOver(100.7, 160.7, 400);
    expect(after.width).toBeCloseTo(before.width, 12);
    expect(after.first * after.width).toBeLessThanOrEqual(100.7);
    expect((after.first + after.buckets) * after.width).toBeGreaterThanOrEqual(160.7);
  });

  it('stays below the number of points that uPlot would thin out itself', () => {
    expect(gridOver(0.3, 60.3, 400).buckets * SLOTS).toBeLessThan(400 * SLOTS);
  });

  it('has ascending slots inside their buckets', () => {
    const xs: number[] = [];
    slotPositions(grid, xs);
    expect(xs.slice(0, 5)).toEqual([10.125, 10.375, 10.625, 10.875, 11.125]);
  });
});
