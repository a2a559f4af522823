import type { TyreCoefficients, TyreModel } from '../../common/strategy.ts';

const NEEDED = {
  lin: ['k_0', 'k_1_lin'],
  quad: ['k_0', 'k_1_quad', 'k_2_quad'],
  cub: ['k_0', 'k_1_cub', 'k_2_cub', 'k_3_cub'],
  ln: ['k_0', 'k_1_ln', 'k_2_ln'],
} as const satisfies Record<TyreModel, readonly (keyof TyreCoefficients)[]>;

/** Numbers that a packed tyre takes in a table: four coefficients, whether they are those of a logarithm, and the cliff. */
export const PACKED = 7;

/** The coefficients that `model` needs and `tyre` has not; a cliff has an age and a coefficient. */
export function missingCoefficients(model: TyreModel, tyre: TyreCoefficients): (keyof TyreCoefficients)[] {
  const cliff = tyre.cliff_age === undefined && tyre.k_cliff === undefined ? [] : (['cliff_age', 'k_cliff'] as const);
  return [...NEEDED[model], ...cliff].filter((name) => tyre[name] === undefined);
}

/** Puts a tyre into `table` from `at`, as `packedLoss` reads it. A missing coefficient becomes NaN. */
export function packTyre(model: TyreModel, tyre: TyreCoefficients, table: Float64Array, at: number): void {
  table.fill(0, at, at + PACKED);
  NEEDED[model].forEach((name, i) => (table[at + i] = tyre[name] ?? NaN));
  table[at + 4] = model === 'ln' ? 1 : 0;
  table[at + 5] = tyre.cliff_age ?? Infinity;
  table[at + 6] = tyre.k_cliff ?? 0;
}

/** `tyreLoss` of the tyre that lies in `table` from `at`. */
export function packedLoss(table: Float64Array, at: number, age: number): number {
  const loss =
    table[at + 4] === 1
      ? table[at]! + table[at + 1]! * Math.log(table[at + 2]! * age + 1)
      : table[at]! + (table[at + 1]! + (table[at + 2]! + table[at + 3]! * age) * age) * age;
  const past = age - table[at + 5]!;
  return past > 0 ? loss + table[at + 6]! * past * past : loss;
}

/**
 * Time lost to a tyre of `age` laps, s against the base lap. The age is that at the start of the lap: 0 on a fresh set.
 *
 * - lin: k_0 + k_1_lin·a
 * - quad: k_0 + k_1_quad·a + k_2_quad·a²
 * - cub: k_0 + k_1_cub·a + k_2_cub·a² + k_3_cub·a³
 * - ln: k_0 + k_1_ln·ln(k_2_ln·a + 1)
 *
 * A set with a cliff loses k_cliff·(a − cliff_age)² more once it is older than that.
 *
 * Source: Heilmeier, Graf, Lienkamp: A Race Simulation for Strategy Decisions in Circuit Motorsports, ITSC 2018
 * (10.1109/itsc.2018.8570012), and TUMFTM's race-simulation. A missing coefficient makes the loss NaN:
 * ask `missingCoefficients` first.
 */
export function tyreLoss(model: TyreModel, tyre: TyreCoefficients, age: number): number {
  const table = new Float64Array(PACKED);
  packTyre(model, tyre, table, 0);
  return packedLoss(table, 0, age);
}
