import { expect, test } from 'vitest';
import { robustFit, type Row } from '../../../../sim/strategy/fit/robust-fit.ts';
import { Random } from '../../../../sim/random.ts';

const free = { prior: null, least: -1e6, most: 1e6 };

function line(noise: (i: number) => number): Row[] {
  return Array.from({ length: 60 }, (_, i) => ({ unknowns: [0, 1], factors: [1, i], value: 5 + 0.1 * i + noise(i), group: 0, run: 0 }));
}

test('a line through exact points', () => {
  const { values, residuals } = robustFit(line(() => 0), [free, free], 1);
  expect(values[0]).toBeCloseTo(5, 9);
  expect(values[1]).toBeCloseTo(0.1, 9);
  expect(Math.max(...residuals.map(Math.abs))).toBeLessThan(1e-9);
});

test('a fifth of the points far off count for nothing', () => {
  const random = new Random(3, 1);
  const { values, weights } = robustFit(line((i) => (i % 5 === 2 ? 40 : 0.05 * random.normal())), [free, free], 1);
  expect(values[1]).toBeCloseTo(0.1, 2);
  expect(weights.filter((weight) => weight === 0)).toHaveLength(12);
});

test('a limit holds, and the rest is solved with it', () => {
  const { values } = robustFit(line(() => 0), [free, { ...free, most: 0.05 }], 1);
  expect(values[1]).toBe(0.05);
  expect(values[0]).toBeCloseTo(5 + 0.05 * 29.5, 1);
});

test('what the rows do not say comes from the prior, with its width', () => {
  const { values, deviations } = robustFit(line(() => 0), [free, free, { prior: { mean: 7, deviation: 2 }, least: -100, most: 100 }], 1);
  expect(values[2]).toBeCloseTo(7, 6);
  expect(deviations[2]).toBeCloseTo(2, 6);
});

test('deviations are those of repeated draws, also where the noise of neighbours hangs together', () => {
  for (const together of [0, 0.6]) {
    const found: number[] = [];
    const said: number[] = [];
    for (let seed = 0; seed < 300; seed++) {
      const random = new Random(seed, 5);
      let before = 0;
      const { values, deviations } = robustFit(line(() => (before = together * before + 0.3 * random.normal())), [free, free], 1);
      found.push(values[1]! - 0.1);
      said.push(deviations[1]!);
    }
    const spread = Math.sqrt(found.reduce((sum, x) => sum + x * x, 0) / found.length);
    const mean = said.reduce((sum, x) => sum + x, 0) / said.length;
    expect(mean / spread).toBeGreaterThan(0.75);
    expect(mean / spread).toBeLessThan(1.35);
  }
});
