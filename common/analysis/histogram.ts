/** Intervals of equal width that a channel's values are sorted into. */
export interface Bins {
  /** Lower edge of the first, in the values' unit. */
  from: number;
  width: number;
  count: number;
}

/** A value that lies on an edge but for the noise of its last binary digit belongs to the bin above it. */
const EDGE = 1e-9;

/**
 * Bins that hold `low` to `high`.
 * @param centred for values that jump: whole multiples of the width are the middles of the bins, not their edges
 */
export function binsOver(low: number, high: number, width: number, centred: boolean): Bins {
  const shift = centred ? width / 2 : 0;
  const from = Math.floor((low + shift) / width + EDGE) * width - shift;
  return { from, width, count: Math.floor((high - from) / width + EDGE) + 1 };
}

/**
 * How long a channel was in each bin: the durations of its samples, s, added up. What lies outside of the bins and what is not a number does not
 * count, so that the sum over all bins is the time that is known.
 */
export function timeInBins(values: ArrayLike<number>, durations: ArrayLike<number>, { from, width, count }: Bins): Float64Array {
  const times = new Float64Array(count);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor((values[i]! - from) / width + EDGE);
    if (bin >= 0 && bin < count) times[bin]! += durations[i]!;
  }
  return times;
}
