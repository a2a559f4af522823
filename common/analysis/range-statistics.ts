/** What the samples of a channel between two cursors come to, in its unit. */
export interface RangeStatistics {
  /** Samples. */
  count: number;
  min: number;
  max: number;
  mean: number;
  /** Last sample less the first. */
  delta: number;
  /** Standard deviation of these samples, not an estimate for others. */
  deviation: number;
  /** Of the straight line that fits best (least squares), for each unit of x; NaN for fewer than two places. */
  slope: number;
}

/** Statistics of the samples at `from` ≤ x ≤ `to`; a sample that is NaN at x or y does not count. Null where there is none. */
export function rangeStatistics(xs: ArrayLike<number>, ys: ArrayLike<number>, from: number, to: number): RangeStatistics | null {
  let count = 0;
  let min = Infinity;
  let max = -Infinity;
  let first = NaN;
  let last = NaN;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < xs.length; i++) {
    const y = ys[i]!;
    if (!(xs[i]! >= from && xs[i]! <= to) || Number.isNaN(y)) continue;
    if (count++ === 0) first = y;
    last = y;
    sumX += xs[i]!;
    sumY += y;
    if (y < min) min = y;
    if (y > max) max = y;
  }
  if (count === 0) return null;
  const meanX = sumX / count;
  const mean = sumY / count;
  let squaresX = 0;
  let squaresY = 0;
  let products = 0;
  for (let i = 0; i < xs.length; i++) {
    if (!(xs[i]! >= from && xs[i]! <= to) || Number.isNaN(ys[i]!)) continue;
    const x = xs[i]! - meanX;
    const y = ys[i]! - mean;
    squaresX += x * x;
    squaresY += y * y;
    products += x * y;
  }
  return { count, min, max, mean, delta: last - first, deviation: Math.sqrt(squaresY / count), slope: squaresX > 0 ? products / squaresX : NaN };
}
