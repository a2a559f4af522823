import { describe, expect, it } from 'vitest';
import { CentreLine, fitInto, fitX, fitY } from '../../../renderer/map/centre-line.ts';
import type { XY } from '../../../renderer/map/centre-line.ts';

const square: XY[] = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
];

function place(line: CentreLine, distance: number, offset = 0): number[] {
  const out = new Float64Array(2);
  line.place(distance, offset, out);
  return [...out].map((value) => Math.round(value * 1000) / 1000);
}

describe('CentreLine', () => {
  it('finds places along the lap, round and round', () => {
    const line = new CentreLine(square, 400);
    expect(place(line, 50)).toEqual([50, 0]);
    expect(place(line, 150)).toEqual([100, 50]);
    expect(place(line, 390)).toEqual([0, 10]);
    expect(place(line, 450)).toEqual([50, 0]);
    expect(place(line, -10)).toEqual([0, 10]);
  });

  it('puts a positive offset to the left', () => {
    const line = new CentreLine(square, 400);
    expect(place(line, 50, 5)).toEqual([50, 5]);
    expect(place(line, 150, 5)).toEqual([95, 50]);
  });

  it('stretches its chords to the length of the lap', () => {
    expect(place(new CentreLine(square, 440), 55)).toEqual([50, 0]);
  });
});

describe('fitInto', () => {
  const flat: XY[] = [
    [0, 0],
    [400, 0],
    [400, 50],
    [0, 50],
  ];

  it('turns a long circuit upright in a tall panel, inside its margins', () => {
    const fit = fitInto(flat, 100, 440, 10, 20);
    expect(fit.scale).toBeGreaterThan(0.95);
    for (const [x, y] of flat) {
      expect(fitX(fit, x, y)).toBeGreaterThanOrEqual(9.99);
      expect(fitX(fit, x, y)).toBeLessThanOrEqual(90.01);
      expect(fitY(fit, x, y)).toBeGreaterThanOrEqual(19.99);
      expect(fitY(fit, x, y)).toBeLessThanOrEqual(420.01);
    }
  });

  it('does not mirror: left of the driving direction stays left', () => {
    const fit = fitInto(square, 200, 200, 0, 0);
    const cross =
      (fitX(fit, 100, 0) - fitX(fit, 0, 0)) * (fitY(fit, 100, 100) - fitY(fit, 100, 0)) -
      (fitY(fit, 100, 0) - fitY(fit, 0, 0)) * (fitX(fit, 100, 100) - fitX(fit, 100, 0));
    expect(cross).toBeLessThan(0);
  });
});
