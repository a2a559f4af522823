import { expect, test } from 'vitest';
import { missingCoefficients, tyreLoss } from '../../../sim/strategy/tyre.ts';

const tyre = {
  k_0: 0.5,
  k_1_lin: 0.1,
  k_1_quad: 0.2,
  k_2_quad: 0.03,
  k_1_cub: 0.4,
  k_2_cub: 0.05,
  k_3_cub: 0.006,
  k_1_ln: 2,
  k_2_ln: 0.25,
};

test.each([
  ['lin', 0, 0.5],
  ['lin', 4, 0.9],
  ['quad', 0, 0.5],
  ['quad', 4, 0.5 + 0.8 + 0.48],
  ['cub', 0, 0.5],
  ['cub', 4, 0.5 + 1.6 + 0.8 + 0.384],
  ['ln', 0, 0.5],
  ['ln', 4, 0.5 + 2 * Math.LN2],
] as const)('%s loses at age %i what its formula says', (model, age, loss) => {
  expect(tyreLoss(model, tyre, age)).toBeCloseTo(loss, 12);
});

test('each model names the coefficients it misses', () => {
  expect(missingCoefficients('cub', { k_0: 0, k_1_quad: 1, k_2_quad: 1 })).toEqual(['k_1_cub', 'k_2_cub', 'k_3_cub']);
  expect(missingCoefficients('lin', { k_0: 0, k_1_lin: 0 })).toEqual([]);
});

test('past its cliff a set loses more with the square of the laps beyond it', () => {
  const cliff = { ...tyre, cliff_age: 15, k_cliff: 0.03 };
  for (const model of ['lin', 'ln'] as const) {
    expect(tyreLoss(model, cliff, 15)).toBe(tyreLoss(model, tyre, 15));
    expect(tyreLoss(model, cliff, 18)).toBeCloseTo(tyreLoss(model, tyre, 18) + 0.27, 12);
  }
  expect(missingCoefficients('lin', { k_0: 0, k_1_lin: 0, cliff_age: 15 })).toEqual(['k_cliff']);
});
