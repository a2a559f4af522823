import { choleskySolve, cholesky, inverse } from './symmetric.ts';

/** What a number can be, before anything was measured: a mean and a deviation (null: anything), and hard limits. */
export interface Unknown {
  prior: { mean: number; deviation: number } | null;
  least: number;
  most: number;
}

/** An equation: value = Σ factors · unknowns + noise, where rows of one group have noise of one size. */
export interface Row {
  unknowns: readonly number[];
  factors: readonly number[];
  value: number;
  group: number;
  /** Rows of the same run that follow one another may have noise that hangs together; −1 for a row that stands alone. */
  run: number;
}

export interface Solution {
  values: Float64Array;
  /** Standard deviation of each value. */
  deviations: Float64Array;
  /** What each row is off by, and how much it counts, 0 to 1. */
  residuals: Float64Array;
  weights: Float64Array;
  /** Noise of each group: the standard deviation that its middle rows speak of. */
  scatter: Float64Array;
}

/** Residuals beyond so many deviations count for nothing (Tukey's bisquare), and in the first rounds for less and less (Huber). */
const BISQUARE = 4.685;
const HUBER = 1.345;
const HUBER_ROUNDS = 8;
const MOST_ROUNDS = 40;
/** Rows of the common scatter that a group's own is mixed with. */
const COMMON = 30;
/** No group is taken to scatter by less: lap times are not as exact as the equations would have them. */
const FLOOR = 0.1;
/** Mean square of what the bisquare leaves of normal noise: rows that scatter by less than is taken are not believed. */
const USUAL = 0.6;
/** Median of the absolute deviations to the standard deviation of a normal distribution. */
const MAD = 1.4826;

/**
 * Least squares that outliers cannot pull, with weak prior knowledge and hard limits.
 *
 * Iterated reweighting: Huber's weights, then Tukey's bisquare, each row against the scatter of its group. Deviations are those of an M-estimator
 * (P. Huber, Robust Statistics, 1981, 7.6), widened where the noise of rows that follow one another hangs together. An unknown that comes to lie beyond
 * its limit stays there and the others are solved again; its deviation is that which it had without the limit.
 */
export function robustFit(rows: readonly Row[], unknowns: readonly Unknown[], groups: number): Solution {
  const size = unknowns.length;
  const solver = new Solver(rows, unknowns);
  const scatter = new Float64Array(groups).fill(1);
  const weights = new Float64Array(rows.length).fill(1);
  let values = solver.solve(weights, scatter);
  let residuals = solver.residuals(values);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    spread(rows, residuals, size, scatter);
    rows.forEach(({ group }, i) => (weights[i] = weight(residuals[i]! / scatter[group]!, round < HUBER_ROUNDS)));
    const next = solver.solve(weights, scatter);
    const change = next.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i]!)), 0);
    values = next;
    residuals = solver.residuals(values);
    if (round >= HUBER_ROUNDS && change < 1e-7) break;
  }
  return { values, deviations: solver.deviations(residuals, scatter), residuals, weights, scatter };
}

function weight(u: number, huber: boolean): number {
  const size = Math.abs(u);
  if (huber) return size <= HUBER ? 1 : HUBER / size;
  return size >= BISQUARE ? 0 : (1 - (size / BISQUARE) ** 2) ** 2;
}

/** Fills in the scatter of each group, mixed with that of all, so that few rows cannot claim to be exact. */
function spread(rows: readonly Row[], residuals: Float64Array, unknowns: number, scatter: Float64Array): void {
  const few = Math.sqrt(rows.length / Math.max(1, rows.length - unknowns));
  const all = few * MAD * middle(residuals.map(Math.abs));
  for (let group = 0; group < scatter.length; group++) {
    const own = residuals.filter((_, i) => rows[i]!.group === group).map(Math.abs);
    const variance = own.length === 0 ? 0 : (few * MAD * middle(own)) ** 2;
    scatter[group] = Math.max(FLOOR, Math.sqrt((own.length * variance + COMMON * all * all) / (own.length + COMMON)));
  }
}

function middle(values: Float64Array): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted();
  const at = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[at]! : (sorted[at - 1]! + sorted[at]!) / 2;
}

class Solver {
  readonly #rows: readonly Row[];
  readonly #unknowns: readonly Unknown[];

  constructor(rows: readonly Row[], unknowns: readonly Unknown[]) {
    this.#rows = rows;
    this.#unknowns = unknowns;
  }

  solve(weights: Float64Array, scatter: Float64Array): Float64Array {
    const size = this.#unknowns.length;
    const right = new Float64Array(size);
    const matrix = this.#normal((row, i) => weights[i]! / scatter[row.group]! ** 2, right);
    this.#unknowns.forEach(({ prior }, k) => {
      if (!prior) return;
      matrix[k * size + k]! += prior.deviation ** -2;
      right[k]! += prior.mean * prior.deviation ** -2;
    });
    let values = choleskySolve(cholesky(matrix, size), right);
    const fixed = new Set<number>();
    for (;;) {
      const worst = this.#beyond(values, fixed);
      if (worst < 0) return values;
      fixed.add(worst);
      values = this.#solveWithout(matrix, right, values, fixed);
    }
  }

  /** The unknown that is farthest beyond a limit, −1 for none. */
  #beyond(values: Float64Array, fixed: ReadonlySet<number>): number {
    let worst = -1;
    let most = 1e-12;
    this.#unknowns.forEach(({ least, most: limit }, k) => {
      const by = Math.max(least - values[k]!, values[k]! - limit);
      if (fixed.has(k) || by <= most) return;
      worst = k;
      most = by;
    });
    return worst;
  }

  #solveWithout(matrix: Float64Array, right: Float64Array, values: Float64Array, fixed: ReadonlySet<number>): Float64Array {
    const size = this.#unknowns.length;
    const reduced = matrix.slice();
    const rest = right.slice();
    for (const k of fixed) {
      const { least, most } = this.#unknowns[k]!;
      const at = Math.max(least, Math.min(most, values[k]!));
      for (let i = 0; i < size; i++) {
        if (!fixed.has(i)) rest[i]! -= matrix[i * size + k]! * at;
        reduced[i * size + k] = 0;
        reduced[k * size + i] = 0;
      }
      reduced[k * size + k] = 1;
      rest[k] = at;
    }
    return choleskySolve(cholesky(reduced, size), rest);
  }

  residuals(values: Float64Array): Float64Array {
    return Float64Array.from(this.#rows, ({ unknowns, factors, value }) => unknowns.reduce((left, k, i) => left - factors[i]! * values[k]!, value));
  }

  /** Of each unknown, without the limits. */
  deviations(residuals: Float64Array, scatter: Float64Array): Float64Array {
    const size = this.#unknowns.length;
    const rows = this.#rows;
    let squares = 0;
    let slopes = 0;
    rows.forEach(({ group }, i) => {
      const u = residuals[i]! / scatter[group]!;
      squares += (weight(u, false) * u) ** 2;
      const near = (u / BISQUARE) ** 2;
      if (near < 1) slopes += (1 - near) * (1 - 5 * near);
    });
    const slope = Math.max(0.05, slopes / Math.max(1, rows.length));
    const noise = Math.max(USUAL, squares / Math.max(1, rows.length - size)) * this.#hangsTogether(residuals, scatter);
    const data = this.#normal((row) => scatter[row.group]! ** -2, new Float64Array(size));
    const bread = data.map((value) => value * slope);
    const meat = data.map((value) => value * noise);
    this.#unknowns.forEach(({ prior }, k) => {
      if (!prior) return;
      bread[k * size + k]! += prior.deviation ** -2;
      meat[k * size + k]! += prior.deviation ** -2;
    });
    const inverted = inverse(cholesky(bread, size));
    return Float64Array.from({ length: size }, (_, k) => {
      let variance = 0;
      for (let i = 0; i < size; i++) {
        let sum = 0;
        for (let j = 0; j < size; j++) sum += meat[i * size + j]! * inverted[j * size + k]!;
        variance += inverted[i * size + k]! * sum;
      }
      return Math.sqrt(variance);
    });
  }

  /** By what the variance of a mean is larger than that of independent rows: (1 + ρ) / (1 − ρ), with ρ from rows that follow one another. */
  #hangsTogether(residuals: Float64Array, scatter: Float64Array): number {
    let together = 0;
    let alone = 0;
    this.#rows.forEach(({ run, group }, i) => {
      const before = this.#rows[i - 1];
      if (!before || run < 0 || before.run !== run) return;
      const clipped = (at: number, of: number): number => Math.max(-3, Math.min(3, residuals[at]! / scatter[of]!));
      together += clipped(i, group) * clipped(i - 1, before.group);
      alone += (clipped(i, group) ** 2 + clipped(i - 1, before.group) ** 2) / 2;
    });
    const rho = alone === 0 ? 0 : Math.max(0, Math.min(0.8, together / alone));
    return (1 + rho) / (1 - rho);
  }

  /** Σ weight · row · rowᵀ; adds Σ weight · row · value to `right`. */
  #normal(weightOf: (row: Row, i: number) => number, right: Float64Array): Float64Array {
    const size = this.#unknowns.length;
    const matrix = new Float64Array(size * size);
    this.#rows.forEach((row, i) => {
      const counts = weightOf(row, i);
      const { unknowns, factors, value } = row;
      unknowns.forEach((k, a) => {
        right[k]! += counts * factors[a]! * value;
        unknowns.forEach((l, b) => (matrix[k * size + l]! += counts * factors[a]! * factors[b]!));
      });
    });
    return matrix;
  }
}
