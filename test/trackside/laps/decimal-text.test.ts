import { expect, test } from 'vitest';
import { fromSteps } from '../../../common/channels.ts';
import { decimalsOf, MAX_NUMBER, writeAny, writeDecimal } from '../../../main/trackside/laps/decimal-text.ts';

const view = new DataView(new ArrayBuffer(MAX_NUMBER));
const textOf = (end: number): string => Buffer.from(view.buffer, 0, end).toString('latin1');
const written = (steps: number, resolution: number): string => {
  const decimals = decimalsOf(resolution);
  return textOf(decimals < 0 ? writeAny(view, 0, steps, resolution) : writeDecimal(view, 0, steps, decimals));
};

const EDGES = [0, 1, 9, 10, 99, 100, 101, 999, 1000, 9999, 10000, 10001, 99999, 100000, 12345678, 99999999, 100000000, 0x7fffffff];

test.each([1, 0.1, 0.01, 0.001, 0.0001, 0.25, 0.05, 0.002, 5, 1 / 3, 1e-6])('steps of %d are written as the shortest decimal', (resolution) => {
  for (const steps of [...EDGES, ...EDGES.map((n) => -n), -0x80000000]) {
    const value = fromSteps(steps, resolution) + 0;
    const shortest = Number.isInteger(resolution) || !Number.isInteger(value) ? String(value) : `${value}.0`;
    expect(written(steps, resolution)).toBe(shortest === '-0' ? '0' : shortest);
  }
});
