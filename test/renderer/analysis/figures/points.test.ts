import { describe, expect, test } from 'vitest';
import { nearestPoint } from '../../../../renderer/analysis/figures/nearest-point.ts';
import { addDots, emptyRaster } from '../../../../renderer/analysis/figures/raster.ts';
import { peakNear } from '../../../../renderer/analysis/figures/spectrum-drawing.ts';

const points = (...xy: [x: number, y: number, at: number][]) => ({
  ...{ x: Float32Array.from(xy, ([x]) => x), y: Float32Array.from(xy, ([, y]) => y), at: Float32Array.from(xy, ([, , at]) => at), colour: new Float32Array() },
});

describe('the picture of a scatter', () => {
  const identity = { x: { origin: 0, per: 1 }, y: { origin: 0, per: 1 } };
  const rows = (raster: ReturnType<typeof emptyRaster>): string[] =>
    Array.from({ length: raster.height }, (_, row) => [...raster.pixels.subarray(row * raster.width, (row + 1) * raster.width)].join(''));

  test('dots have their size, later ones lie over earlier ones, and those at the edge are cut', () => {
    const raster = emptyRaster(5, 4);
    addDots(raster, Float32Array.of(1, 2, 4), Float32Array.of(1, 1, 3), identity, 2, (i) => i + 1);
    expect(rows(raster)).toEqual(['00000', '01220', '01220', '00003']);
  });

  test('what lies outside, or is not a number, is not drawn', () => {
    const raster = emptyRaster(3, 3);
    addDots(raster, Float32Array.of(-5, 9, NaN, 1), Float32Array.of(1, 1, 1, -7), identity, 3, () => 1);
    expect(raster.pixels.every((pixel) => pixel === 0)).toBe(true);
  });
});

describe('the point under a hand', () => {
  const scatter = { laps: ['a', 'b'], points: [points([0, 0, 100], [10, 10, 200]), points([1, 0, 300])] };
  const at = (x: number, y: number) => ({ x, y, perX: 0.1, perY: 0.1 });

  test('is the nearest, in pixels of the page, and none that is far', () => {
    expect(nearestPoint(scatter, at(9.5, 9.5), null)).toBe(200);
    expect(nearestPoint(scatter, at(0.6, 0), null)).toBe(300);
    expect(nearestPoint(scatter, at(5, 5), null)).toBeNull();
  });

  test('is one of the lap that is looked at where two are about as near', () => {
    expect(nearestPoint(scatter, at(0.6, 0), 'a')).toBe(100);
    expect(nearestPoint(scatter, at(0.95, 0), 'a')).toBe(300);
  });
});

test('the peak near a frequency is the highest within reach, and where nothing is near the next one', () => {
  const spectrum = { step: 0.5, amplitudes: Float64Array.of(9, 1, 3, 2, 5, 0), blocks: 1, duration: 1 };
  expect(peakNear(spectrum, 1, 0.5)).toEqual({ hertz: 1, amplitude: 3 });
  expect(peakNear(spectrum, 1.4, 1)).toEqual({ hertz: 2, amplitude: 5 });
  expect(peakNear(spectrum, 0.6, 0)).toEqual({ hertz: 0.5, amplitude: 1 });
  expect(peakNear(spectrum, 0, Infinity)).toEqual({ hertz: 2, amplitude: 5 });
  expect(peakNear(null, 1, 1)).toBeNull();
});
