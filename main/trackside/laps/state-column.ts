import { BLOCK, FARTHEST, FILTER_BITS, HEAD_BITS, isNear, planBlocks, SCALE_BITS, SHORT_HEAD_BITS, STEP_BITS } from './block-plan.ts';
import { ALL_ZERO, FIRST_BEYOND, missTable, plainBits, SCALES, STATE_BITS, VALUE_FIRST, VALUE_MORE, WHOLE } from './miss-tables.ts';
import { addTrend, fold, newTrend, unfold } from './trend-filter.ts';

const STATES = 1 << STATE_BITS;
/** Of the number that says how long the first sample is. */
const LENGTH_BITS = 6;
/** No sample is longer, whatever the bytes. */
const LONGEST = STATE_BITS + 36;
/** What a reader may look at beyond the last bit: a block that is not there. */
const OVERRUN = (BLOCK * LONGEST) / 8 + 16;
/** Bits that can be written at once. */
const MOST_AT_ONCE = 24;
/** Bits of a word that are there wherever it begins. */
const SURE = 25;

let scratch = new Uint8Array(1 << 16);
let view = new DataView(scratch.buffer);
/** Of the writer, which goes from the end to the beginning: the first byte that is written, the bits that wait, how many, and the coder's state. */
const pen = new Int32Array(4) as Int32Array & [number, number, number, number];
const [AT, PENDING, COUNT, STATE] = [0, 1, 2, 3] as const;

function reserve(bytes: number): void {
  if (bytes <= scratch.length) return;
  scratch = new Uint8Array(bytes * 2);
  view = new DataView(scratch.buffer);
}

/**
 * Packs a column. A filter expects each sample from those before it (`trend-filter.ts`); what it missed by, folded, is written by a
 * coder of 1024 states with the table of its scale (`miss-tables.ts`). Read forward: zeros and a one up to where it begins, so that the
 * end is the end of a byte; the coder's state in 10 bits; the first sample, folded, after its length in 6 bits; then blocks of 128 samples. A block
 * begins with `1` where filter and scale are as before (0 at first), with `01` and the scale's step + 8 in 4 bits where only the scale differs, else with
 * `00`, the filter in 4 bits and the scale in 8. Unless the scale says that every miss is 0, there follow for each sample the bits of the next
 * state, then those that tell its value. Bits fill each byte from the low end. The coder ends in state 0. Valid until the next call.
 */
export function packStates(column: Int32Array): Uint8Array<ArrayBuffer> {
  if (column.length === 0) return scratch.subarray(0, 0);
  const { blocks, misses } = planBlocks(column);
  reserve(Math.ceil((column.length * LONGEST + blocks.length * HEAD_BITS) / 8) + OVERRUN);
  const end = scratch.length;
  pen[AT] = end;
  pen[PENDING] = 0;
  pen[COUNT] = 0;
  pen[STATE] = STATES;
  for (let b = blocks.length - 1; b >= 0; b--) {
    const { filter, scale } = blocks[b]!;
    const from = b * BLOCK;
    if (scale !== ALL_ZERO) putBlock(misses, from, Math.min(from + BLOCK, column.length), scale);
    const before = blocks[b - 1];
    const step = before?.filter === filter ? scale - before.scale : Infinity;
    if (step === 0) put(1, 1);
    else if (isNear(step)) put(2 | ((step + FARTHEST) << 2), SHORT_HEAD_BITS);
    else put((filter << 2) | (scale << (2 + FILTER_BITS)), HEAD_BITS);
  }
  const first = fold(column[0]!);
  const length = 32 - Math.clz32(first);
  putLong(first, length);
  put(length, LENGTH_BITS);
  put(pen[STATE] - STATES, STATE_BITS);
  put(1, 1);
  // Zeros up to the beginning of a byte.
  put(0, 7);
  return scratch.subarray(pen[AT], end);
}

function putBlock(misses: Int32Array, from: number, to: number, scale: number): void {
  const { bits: bitsOf, next, states } = missTable(scale);
  const plain = plainBits(scale);
  const bytes = view;
  let at = pen[AT];
  let pending = pen[PENDING];
  let count = pen[COUNT];
  let state = pen[STATE];
  for (let i = to - 1; i >= from; i--) {
    const miss = misses[i]!;
    const whole = miss >>> plain;
    const value = whole < FIRST_BEYOND ? whole : FIRST_BEYOND;
    const bits = (state + bitsOf[value]!) >> 16;
    const low = state & ((1 << bits) - 1);
    state = states[next[value]! + (state >> bits)]!;
    const width = plain + VALUE_MORE[value]!;
    if (value === FIRST_BEYOND || bits + width > MOST_AT_ONCE) {
      pen[AT] = at;
      pen[PENDING] = pending;
      pen[COUNT] = count;
      if (value === FIRST_BEYOND) putLong(miss, 32);
      else putLong(miss - (VALUE_FIRST[value]! << plain), width);
      put(low, bits);
      at = pen[AT];
      pending = pen[PENDING];
      count = pen[COUNT];
      continue;
    }
    const total = count + bits + width;
    pending = (pending << (bits + width)) | ((miss - (VALUE_FIRST[value]! << plain)) << bits) | low;
    count = total & 7;
    bytes.setInt32(at - 4, (pending >>> count) << (32 - (total & 24)), true);
    at -= total >> 3;
    pending &= (1 << count) - 1;
  }
  pen[AT] = at;
  pen[PENDING] = pending;
  pen[COUNT] = count;
  pen[STATE] = state;
}

function putLong(value: number, width: number): void {
  if (width > 16) put((value >>> 16) & ((1 << (width - 16)) - 1), width - 16);
  put(value & ((1 << Math.min(width, 16)) - 1), Math.min(width, 16));
}

/**
 * Writes up to 24 bits before what is written: whole bytes as soon as there are, what is left waits in `pen`. The bytes before are
 * overwritten.
 */
function put(bits: number, width: number): void {
  const total = pen[COUNT] + width;
  const all = (pen[PENDING] << width) | bits;
  const count = total & 7;
  view.setInt32(pen[AT] - 4, (all >>> count) << (32 - (total & 24)), true);
  pen[AT] -= total >> 3;
  pen[PENDING] = all & ((1 << count) - 1);
  pen[COUNT] = count;
}

/** The reverse of `packStates`, into a column of the right length. Throws RangeError for bytes that cannot be of so many samples. */
export function unpackStates(packed: Uint8Array, column: Int32Array): void {
  if (column.length === 0 && packed.length === 0) return;
  reserve(packed.length + OVERRUN);
  scratch.set(packed);
  scratch.fill(0, packed.length, packed.length + OVERRUN);
  const end = packed.length * 8;
  const begin = 32 - Math.clz32(scratch[0]! & -scratch[0]!);
  if (begin === 0) throw new RangeError('a column has no beginning');
  place[1] = (view.getUint32(0, true) >>> begin) & (STATES - 1);
  const length = wide(begin + STATE_BITS, LENGTH_BITS);
  if (length > 32) throw new RangeError('the first sample of a column is too long');
  const at = begin + STATE_BITS + LENGTH_BITS;
  place[0] = at + length;
  let filter = 0;
  let scale = ALL_ZERO;
  const trend = newTrend(unfold(wide(at, length)));
  for (let from = 0; from < column.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, column.length);
    if (place[0] >= end) throw cutShort();
    const head = view.getUint32(place[0] >> 3, true) >>> (place[0] & 7);
    if ((head & 1) === 1) place[0]++;
    else if ((head & 2) !== 0) {
      place[0] += SHORT_HEAD_BITS;
      scale += ((head >> 2) & ((1 << STEP_BITS) - 1)) - FARTHEST;
    } else {
      place[0] += HEAD_BITS;
      filter = (head >> 2) & ((1 << FILTER_BITS) - 1);
      scale = (head >> (2 + FILTER_BITS)) & ((1 << SCALE_BITS) - 1);
    }
    if (scale < 0 || scale >= SCALES) throw new RangeError('a block is of no known kind');
    if (scale === ALL_ZERO) column.fill(0, from, to);
    else readBlock(column, from, to, missTable(scale).read, plainBits(scale));
    if (place[0] > end) throw cutShort();
    addTrend(column, from, to, filter, trend);
  }
  if (place[0] !== end || place[1] !== 0) throw new RangeError(`a column is ${packed.length} bytes, its samples take ${(place[0] + 7) >> 3}`);
}

const cutShort = (): RangeError => new RangeError('a column is cut short');
/** Where the reader is, in bits, and the coder's state. */
const place = new Int32Array(2) as Int32Array & [number, number];

function readBlock(column: Int32Array, from: number, to: number, table: Int32Array, plain: number): void {
  const bytes = view;
  let at = place[0];
  let state = place[1];
  let i = from;
  while (i < to) {
    const entry = table[state]!;
    const bits = entry & 15;
    const width = plain + ((entry >> 14) & 31);
    const word = bytes.getUint32(at >> 3, true) >>> (at & 7);
    const needs = bits + width;
    state = ((entry >> 4) & (STATES - 1)) + (word & ((1 << bits) - 1));
    if (needs > SURE) {
      column[i++] = unfold(isWhole(entry) ? wide(at + bits, 32) : ((entry >> 19) << plain) + wide(at + bits, width));
      at += isWhole(entry) ? bits + 32 : needs;
      continue;
    }
    column[i++] = unfold(((entry >> 19) << plain) + ((word >>> bits) & ((1 << width) - 1)));
    at += needs;
    // Most often the word has the next one too: it need not be read again, for which the place would have to be known.
    const second = table[state]!;
    const bits2 = second & 15;
    const width2 = plain + ((second >> 14) & 31);
    if (needs + bits2 + width2 > SURE || i >= to) continue;
    const rest = word >>> needs;
    state = ((second >> 4) & (STATES - 1)) + (rest & ((1 << bits2) - 1));
    column[i++] = unfold(((second >> 19) << plain) + ((rest >>> bits2) & ((1 << width2) - 1)));
    at += bits2 + width2;
  }
  place[0] = at;
  place[1] = state;
}

const isWhole = (entry: number): boolean => ((entry >> 14) & 31) === WHOLE;

/** Up to 32 bits at a place that is counted in bits. */
function wide(at: number, width: number): number {
  const low = (view.getUint32(at >> 3, true) >>> (at & 7)) & 0xffff;
  const next = at + 16;
  const high = (view.getUint32(next >> 3, true) >>> (next & 7)) & 0xffff;
  const word = low | (high << 16);
  return width === 32 ? word : word & ((1 << width) - 1);
}
