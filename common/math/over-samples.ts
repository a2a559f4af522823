import type { MathGrid } from './plan.ts';

/** Functions over all samples of a lap. None looks past samples that are missing or not known. */

/** Calls `visit` with the first sample of each run of known values and the one behind its last. */
function runs(values: Float64Array, { breaks }: MathGrid, visit: (from: number, to: number) => void): void {
  let from = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) {
      if (from < i) visit(from, i);
      from = i + 1;
    } else if (breaks[i] === 1) {
      visit(from, i + 1);
      from = i + 1;
    }
  }
  if (from < values.length) visit(from, values.length);
}

const unknown = (length: number): Float64Array => new Float64Array(length).fill(NaN);

/** dx/dy by central differences, at the ends of a run to its neighbour. */
export function derivative(grid: MathGrid, x: Float64Array, y: Float64Array): Float64Array {
  const out = unknown(x.length);
  runs(x, grid, (from, to) => {
    for (let i = from; i < to; i++) {
      const [before, after] = [Math.max(from, i - 1), Math.min(to - 1, i + 1)];
      const way = y[after]! - y[before]!;
      if (way !== 0) out[i] = (x[after]! - x[before]!) / way;
    }
  });
  return out;
}

/** ∫x dy from the beginning of the lap by the trapezoidal rule; what is not known adds nothing. */
export function integral(grid: MathGrid, x: Float64Array, y: Float64Array): Float64Array {
  const out = unknown(x.length);
  let sum = 0;
  runs(x, grid, (from, to) => {
    for (let i = from; i < to; i++) {
      const piece = i > from ? ((x[i]! + x[i - 1]!) * (y[i]! - y[i - 1]!)) / 2 : 0;
      if (!Number.isNaN(piece)) sum += piece;
      out[i] = sum;
    }
  });
  return out;
}

/** By how much the cut-off of one of two passes lies above that of both together. */
const TWO_PASSES = Math.sqrt(Math.SQRT2 - 1);

/**
 * A first-order low-pass (bilinear transform, Oppenheim and Schafer, "Discrete-Time Signal Processing", 3rd ed., 7.2) forward and then backward, so that
 * nothing is moved in time: the amplitude of a frequency f becomes 1 / (1 + (√2 − 1) (tan πfT / tan πf₀T)²), which is 1/√2 at the cut-off f₀.
 */
export function lowpass(grid: MathGrid, x: Float64Array, cutoff: number): Float64Array {
  if (cutoff * grid.interval >= 0.5) return x.slice();
  const k = Math.tan(Math.PI * cutoff * grid.interval) / TWO_PASSES;
  const [pass, keep] = [k / (1 + k), (1 - k) / (1 + k)];
  const out = unknown(x.length);
  runs(x, grid, (from, to) => {
    let [input, output] = [x[from]!, x[from]!];
    for (let i = from; i < to; i++) {
      out[i] = output = pass * (x[i]! + input) + keep * output;
      input = x[i]!;
    }
    [input, output] = [out[to - 1]!, out[to - 1]!];
    for (let i = to - 1; i >= from; i--) {
      const value = out[i]!;
      out[i] = output = pass * (value + input) + keep * output;
      input = value;
    }
  });
  return out;
}

/** Mean of the samples from half a width before to half a width behind along `y`. */
export function smooth(grid: MathGrid, x: Float64Array, y: Float64Array, width: number): Float64Array {
  const out = unknown(x.length);
  const half = width / 2 + width * 1e-9;
  runs(x, grid, (from, to) => {
    let [first, last, sum] = [from, from, 0];
    for (let i = from; i < to; i++) {
      while (last < to && !(y[last]! > y[i]! + half)) sum += x[last++]!;
      while (first < i && y[first]! < y[i]! - half) sum -= x[first++]!;
      out[i] = sum / (last - first);
    }
  });
  return out;
}

/** What was at `y` − `by`, on a straight line between two samples. */
export function shifted({ breaks }: MathGrid, x: Float64Array, y: Float64Array, by: number): Float64Array {
  const out = unknown(x.length);
  let at = 0;
  for (let i = 0; i < x.length; i++) {
    const wanted = y[i]! - by;
    while (at + 1 < x.length && y[at + 1]! <= wanted) at++;
    if (y[at] === wanted) out[i] = x[at]!;
    else if (y[at]! < wanted && at + 1 < x.length && breaks[at] === 0) out[i] = x[at]! + ((x[at + 1]! - x[at]!) * (wanted - y[at]!)) / (y[at + 1]! - y[at]!);
  }
  return out;
}

/** Mean, least, greatest or standard deviation of all samples that are known, at each of them. */
export function ofLap(x: Float64Array, what: 'mean' | 'min' | 'max' | 'deviation'): Float64Array {
  let [count, sum, min, max] = [0, 0, Infinity, -Infinity];
  for (const value of x) {
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / count;
  let squares = 0;
  if (what === 'deviation') for (const value of x) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  const found = { mean, min, max, deviation: Math.sqrt(squares / count) }[what];
  return new Float64Array(x.length).fill(count === 0 ? NaN : found);
}
