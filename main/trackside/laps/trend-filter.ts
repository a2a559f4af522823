/** Bits of a state after the point. */
const FRACTION = 14;
const ONE = 1 << FRACTION;
const REST = ONE - 1;

/** How many differences a filter takes, and how much of what went before it keeps in mind: nothing, 0, to nearly all, 1. */
const KINDS: readonly (readonly [order: 1 | 2 | 3 | 4, memory: number])[] = [
  [1, 0], [2, 0], [3, 0], [1, 0.6], [2, 0.3], [2, 0.5], [2, 0.65], [2, 0.8], [2, 0.9], [2, 0.95], [3, 0.3], [3, 0.5], [3, 0.75], [3, 0.85], [4, 0.5], [4, 0.7],
];

/** Filters there are; each is known by its number. */
export const FILTERS = KINDS.length;

const BINOMIALS = [[], [1, 0, 0, 0], [2, 1, 0, 0], [3, 3, 1, 0], [4, 6, 4, 1]];
const orders = Int32Array.from(KINDS, ([order]) => order);
/** By what share of a miss level, slope and bend are put right, so that a miss is forgotten as its share is: (z - memory)^order. */
const levels = gains(0);
const slopes = gains(1);
const bends = gains(2);
const twists = gains(3);

function gains(n: 0 | 1 | 2 | 3): Int32Array {
  return Int32Array.from(KINDS, ([order, memory]) => Math.round(BINOMIALS[order]![n]! * (1 - memory) ** (n + 1) * ONE));
}

/**
 * Where a column is and where it goes: the last sample; how far ahead of it the next one is expected, in 2^-14 steps; the
 * slope and the bend, likewise. All wrap at 32 bits: what is expected may be far off then, but it is the same for writer and reader.
 */
export type Trend = Int32Array<ArrayBuffer>;
export const newTrend = (last = 0): Trend => Int32Array.of(last, 0, 0, 0, 0);

/** 0, -1, 1, -2 … → 0, 1, 2, 3 …, as 32 bits. */
export const fold = (value: number): number => (value << 1) ^ (value >> 31);
export const unfold = (folded: number): number => (folded >>> 1) ^ -(folded & 1);

/** Drops of a state what a filter of a lower order does not put right. */
function fit(trend: Trend, order: number): void {
  if (order < 2) trend[2] = 0;
  if (order < 3) trend[3] = 0;
  if (order < 4) trend[4] = 0;
}

/**
 * What a filter misses samples by, folded to 0, -1, 1, -2 … → 0, 1, 2, 3 …, into `misses`. Moves `trend` on, and returns the
 * sum of the misses' lengths in bits.
 */
export function missesOf(column: Int32Array, from: number, to: number, filter: number, trend: Trend, misses: Int32Array): number {
  const order = orders[filter]!;
  const [level, slope, bend, twist] = [levels[filter]! - ONE, slopes[filter]!, bends[filter]!, twists[filter]!];
  fit(trend, order);
  let last = trend[0]!;
  let ahead = trend[1]!;
  let rise = trend[2]!;
  let turn = trend[3]!;
  let spin = trend[4]!;
  let zeros = 0;
  if (order === 1) {
    for (let i = from; i < to; i++) {
      const value = column[i]!;
      const miss = (value - (last + (ahead >> FRACTION))) | 0;
      const folded = fold(miss);
      misses[i - from] = folded;
      zeros += Math.clz32(folded);
      ahead = ((ahead & REST) + Math.imul(level, miss)) | 0;
      last = value;
    }
  } else {
    for (let i = from; i < to; i++) {
      const value = column[i]!;
      const miss = (value - (last + (ahead >> FRACTION))) | 0;
      const folded = fold(miss);
      misses[i - from] = folded;
      zeros += Math.clz32(folded);
      ahead = ((ahead & REST) + rise + Math.imul(level, miss)) | 0;
      rise = (rise + turn + Math.imul(slope, miss)) | 0;
      turn = (turn + spin + Math.imul(bend, miss)) | 0;
      spin = (spin + Math.imul(twist, miss)) | 0;
      last = value;
    }
  }
  trend[0] = last;
  trend[1] = ahead;
  trend[2] = rise;
  trend[3] = turn;
  trend[4] = spin;
  return 32 * (to - from) - zeros;
}

/** The reverse: makes samples of the misses, not folded, that are in their place. */
export function addTrend(column: Int32Array, from: number, to: number, filter: number, trend: Trend): void {
  const order = orders[filter]!;
  const [level, slope, bend, twist] = [levels[filter]! - ONE, slopes[filter]!, bends[filter]!, twists[filter]!];
  fit(trend, order);
  let last = trend[0]!;
  let ahead = trend[1]!;
  let rise = trend[2]!;
  let turn = trend[3]!;
  let spin = trend[4]!;
  if (order === 1) {
    for (let i = from; i < to; i++) {
      const miss = column[i]!;
      column[i] = last = (last + (ahead >> FRACTION) + miss) | 0;
      ahead = ((ahead & REST) + Math.imul(level, miss)) | 0;
    }
  } else {
    for (let i = from; i < to; i++) {
      const miss = column[i]!;
      column[i] = last = (last + (ahead >> FRACTION) + miss) | 0;
      ahead = ((ahead & REST) + rise + Math.imul(level, miss)) | 0;
      rise = (rise + turn + Math.imul(slope, miss)) | 0;
      turn = (turn + spin + Math.imul(bend, miss)) | 0;
      spin = (spin + Math.imul(twist, miss)) | 0;
    }
  }
  trend[0] = last;
  trend[1] = ahead;
  trend[2] = rise;
  trend[3] = turn;
  trend[4] = spin;
}
