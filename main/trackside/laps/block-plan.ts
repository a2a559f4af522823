import { ALL_ZERO, missCosts, SCALES } from './miss-tables.ts';
import { FILTERS, missesOf, newTrend } from './trend-filter.ts';

/** Samples that share a filter and a scale. */
export const BLOCK = 128;
export const FILTER_BITS = 4;
export const SCALE_BITS = 8;
/** Of a block that is not like the one before it. */
export const HEAD_BITS = 2 + FILTER_BITS + SCALE_BITS;
/** Of how far a scale is from the one before it, where the filter is the same. */
export const STEP_BITS = 4;
export const FARTHEST = 1 << (STEP_BITS - 1);
export const SHORT_HEAD_BITS = 2 + STEP_BITS;
/** Every so many blocks all filters are tried, else the three that were used last, and one other. */
const LOOK_AROUND = 16;
/** A scale is four to a bit of the misses' mean length, and no more than so many from it. */
const NEAR = 8;

/** How a block is written. */
export interface Block {
  filter: number;
  scale: number;
}

let folded = new Int32Array(1 << 14);
const trial = new Int32Array(BLOCK);
const lengths = new Int32Array(33);

export const isNear = (step: number): boolean => step >= -FARTHEST && step < FARTHEST;

/** Chooses filter and scale of each block; `misses` are what the filters miss by, folded, one a sample, valid until the next call. */
export function planBlocks(column: Int32Array): { blocks: Block[]; misses: Int32Array } {
  if (folded.length < column.length) folded = new Int32Array(column.length * 2);
  const blocks: Block[] = [];
  let trend = newTrend(column[0]);
  let filter = 0;
  // The two before it.
  let former = 1;
  let formerly = 2;
  let scale = ALL_ZERO;
  let best = newTrend();
  let tried = newTrend();
  for (let from = 0, b = 0; from < column.length; from += BLOCK, b++) {
    const to = Math.min(from + BLOCK, column.length);
    const misses = folded.subarray(from, to);
    best.set(trend);
    let bits = missesOf(column, from, to, filter, best, misses);
    const current = filter;
    for (let other = 0; other < FILTERS && bits > HEAD_BITS; other++) {
      if (other === current || (b % LOOK_AROUND > 1 && other !== b % FILTERS && other !== former && other !== formerly)) continue;
      tried.set(trend);
      const needs = missesOf(column, from, to, other, tried, trial) + HEAD_BITS;
      if (needs >= bits) continue;
      bits = needs - HEAD_BITS;
      filter = other;
      misses.set(trial.subarray(0, to - from));
      [best, tried] = [tried, best];
    }
    if (filter !== current) {
      if (filter !== former) formerly = former;
      former = current;
    }
    [trend, best] = [best, trend];
    scale = bits === 0 ? ALL_ZERO : scaleOf(misses, scale, filter === current && b > 0);
    blocks.push({ filter, scale });
  }
  return { blocks, misses: folded };
}

/** The scale with which misses take the fewest bits, what it takes to say it counted; `before` is the one of the block before, `same` whether that has the same filter. */
function scaleOf(misses: Int32Array, before: number, same: boolean): number {
  lengths.fill(0);
  let sum = 0;
  let longest = 0;
  for (let i = 0; i < misses.length; i++) {
    const length = 32 - Math.clz32(misses[i]!);
    lengths[length]!++;
    sum += length;
    if (length > longest) longest = length;
  }
  const middle = 1 + Math.round((4 * sum) / misses.length);
  let scale = before;
  let bits = before === ALL_ZERO || !same ? Infinity : costOf(before, longest) + 1;
  for (let near = Math.max(1, middle - NEAR); near <= Math.min(SCALES - 1, middle + NEAR); near++) {
    const needs = costOf(near, longest) + (same && isNear(near - before) ? SHORT_HEAD_BITS : HEAD_BITS);
    if (needs >= bits) continue;
    bits = needs;
    scale = near;
  }
  return scale;
}

/** Of the misses whose `lengths` are counted, bits. */
function costOf(scale: number, longest: number): number {
  const each = missCosts()[scale]!;
  let bits = 0;
  for (let length = 0; length <= longest; length++) bits += lengths[length]! * each[length]!;
  return bits;
}
