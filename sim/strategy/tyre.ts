import type { TyreCoefficients, TyreModel } from '../../common/strategy.ts';

const NEEDED = {
  lin: ['k_0', 'k_1_lin'],
  quad: ['k_0', 'k_1_quad', 'k_2_quad'],
  cub: ['k_0', 'k_1_cub', 'k_2_cub', 'k_3_cub'],
  ln: ['k_0', 'k_1_ln', 'k_2_ln'],
} as const satisfies Record<TyreModel, readonly (keyof TyreCoefficients)[]>;

/** The coefficients that `model` needs and `tyre` has not. */
export function missingCoefficients(model: TyreModel, tyre: TyreCoefficients): (keyof TyreCoefficients)[] {
  return NEEDED[model].filter((name) => tyre[name] === undefined);
}

/**
 * Time lost to a tyre of `age` laps, s against the base lap. The age is that at the start of the lap: 0 on a fresh set.
 *
 * - lin: k_0 + k_1_lin·a
 * - quad: k_0 + k_1_quad·a + k_2_quad·a²
 * - cub: k_0 + k_1_cub·a + k_2_cub·a² + k_3_cub·a³
 * - ln: k_0 + k_1_ln·ln(k_2_ln·a + 1)
 *
 * Source: Heilmeier, Graf, Lienkamp: A Race Simulation for Strategy Decisions in Circuit Motorsports, ITSC 2018
 * (10.1109/itsc.2018.8570012), and TUMFTM's race-simulation. A missing coefficient makes the loss NaN:
 * ask `missingCoefficients` first.
 */
export function tyreLoss(model: TyreModel, tyre: TyreCoefficients, age: number): number {
  switch (model) {
    case 'lin':
      return tyre.k_0 + (tyre.k_1_lin ?? NaN) * age;
    case 'quad':
      return tyre.k_0 + ((tyre.k_1_quad ?? NaN) + (tyre.k_2_quad ?? NaN) * age) * age;
    case 'cub':
      return tyre.k_0 + ((tyre.k_1_cub ?? NaN) + ((tyre.k_2_cub ?? NaN) + (tyre.k_3_cub ?? NaN) * age) * age) * age;
    case 'ln':
      return tyre.k_0 + (tyre.k_1_ln ?? NaN) * Math.log((tyre.k_2_ln ?? NaN) * age + 1);
  }
}
