/** Samples that share a predictor and a parameter. */
const BLOCK = 128;
/** What a sample is taken to be, from those before it: the last; on a line with the last two; on a parabola with the last three; the mean of the last two. */
const PREDICTORS = 4;
const LINE = 1;
const PARABOLA = 2;
/** A quotient of as many ones or more is not written: the residual follows in whole. */
const MOST_ONES = 16;
const WHOLE = (1 << MOST_ONES) - 1;
const HEAD_BITS = 8;
const SPARSE = 4;
/** A block is sparse when one in so many of its residuals is 0. */
const SPARSE_SHARE = 2;
/** In place of a parameter: every residual of the block is 0. */
const ALL_ZERO = 31;
const LARGEST_PARAMETER = 28;
/** Bits of the longest sample, and what a read of 32 bits may overrun. */
const LONGEST = MOST_ONES + 32;
const OVERRUN = 8;

let scratch = new Uint8Array(1 << 16);
let view = new DataView(scratch.buffer);
const residuals = Array.from({ length: PREDICTORS }, () => new Int32Array(BLOCK));

function reserve(bytes: number): void {
  if (bytes <= scratch.length) return;
  scratch = new Uint8Array(bytes * 2);
  view = new DataView(scratch.buffer);
}

/**
 * Packs a column. For each block of 128 samples a byte: the predictor in 2 bits, whether it is sparse in 1, the parameter `k` in 5.
 * Then for each sample what the predictor missed by, folded to 0, -1, 1, -2 … → 0, 1, 2, 3 … and written as Rice does: its upper
 * bits as so many ones and a zero, its lower `k` as they are. In a sparse block a bit says first whether it is 0; what is not is
 * written less 1. Bits fill each byte from the low end. Valid until the next call.
 */
export function packRice(column: Int32Array): Uint8Array<ArrayBuffer> {
  reserve(Math.ceil((column.length * (LONGEST + 1) + Math.ceil(column.length / BLOCK) * HEAD_BITS) / 8) + OVERRUN);
  scratch[0] = 0;
  let at = 0;
  for (let from = 0; from < column.length; from += BLOCK) {
    const count = Math.min(BLOCK, column.length - from);
    const predictor = predict(column, from, count);
    const block = residuals[predictor]!;
    const dense = parameterOf(block, count, 0);
    if (dense === ALL_ZERO) {
      at = put(at, predictor | (ALL_ZERO << 3), HEAD_BITS);
      continue;
    }
    const isSparse = zerosIn(block, count) * SPARSE_SHARE >= count;
    const k = isSparse ? parameterOf(block, count, 1) : dense;
    at = put(at, predictor | (isSparse ? SPARSE : 0) | (k << 3), HEAD_BITS);
    at = putBlock(at, block, count, k, isSparse ? 1 : 0);
  }
  return scratch.subarray(0, (at + 7) >> 3);
}

function zerosIn(block: Int32Array, count: number): number {
  let zeros = 0;
  for (let i = 0; i < count; i++) if (block[i] === 0) zeros++;
  return zeros;
}

/** Fills `residuals`, folded, and returns the predictor whose misses have the fewest bits. */
function predict(column: Int32Array, from: number, count: number): number {
  const [last, line, parabola, mean] = residuals as [Int32Array, Int32Array, Int32Array, Int32Array];
  let a = from > 0 ? column[from - 1]! : 0;
  let b = from > 1 ? column[from - 2]! : 0;
  let c = from > 2 ? column[from - 3]! : 0;
  // Leading zeros: the more there are, the shorter the misses.
  let lastZeros = 0;
  let lineZeros = 0;
  let parabolaZeros = 0;
  let meanZeros = 0;
  for (let i = 0; i < count; i++) {
    const value = column[from + i]!;
    const d1 = (value - a) | 0;
    const d2 = (value - 2 * a + b) | 0;
    const d3 = (value - 3 * a + 3 * b - c) | 0;
    const dm = (value - ((a >> 1) + (b >> 1))) | 0;
    lastZeros += Math.clz32((last[i] = (d1 << 1) ^ (d1 >> 31)));
    lineZeros += Math.clz32((line[i] = (d2 << 1) ^ (d2 >> 31)));
    parabolaZeros += Math.clz32((parabola[i] = (d3 << 1) ^ (d3 >> 31)));
    meanZeros += Math.clz32((mean[i] = (dm << 1) ^ (dm >> 31)));
    c = b;
    b = a;
    a = value;
  }
  const most = Math.max(lastZeros, lineZeros, parabolaZeros, meanZeros);
  if (most === lastZeros) return 0;
  if (most === lineZeros) return LINE;
  return most === parabolaZeros ? PARABOLA : 3;
}

/** The parameter with which a block takes the fewest bits; `less` is 1 for a sparse block, else 0. */
function parameterOf(block: Int32Array, count: number, less: 0 | 1): number {
  let sum = 0;
  let written = 0;
  for (let i = 0; i < count; i++) {
    const folded = block[i]! >>> 0;
    if (folded < less) continue;
    sum += folded - less;
    written++;
  }
  if (sum === 0) return less === 0 ? ALL_ZERO : 0;
  let k = Math.min(LARGEST_PARAMETER, Math.max(0, 32 - Math.clz32((sum * 0.69) / written)));
  let bits = bitsOf(block, count, k, less);
  // A few large ones lift the mean far above most.
  for (; k > 0; k--) {
    const fewer = bitsOf(block, count, k - 1, less);
    if (fewer >= bits) break;
    bits = fewer;
  }
  return k;
}

function bitsOf(block: Int32Array, count: number, k: number, less: 0 | 1): number {
  let bits = less === 0 ? 0 : count;
  for (let i = 0; i < count; i++) {
    const folded = block[i]! >>> 0;
    if (folded < less) continue;
    const ones = (folded - less) >>> k;
    bits += ones < MOST_ONES ? ones + 1 + k : LONGEST;
  }
  return bits;
}

function putBlock(start: number, block: Int32Array, count: number, k: number, less: 0 | 1): number {
  let at = start;
  for (let i = 0; i < count; i++) {
    const folded = block[i]! >>> 0;
    if (less === 1) {
      at = put(at, folded === 0 ? 0 : 1, 1);
      if (folded === 0) continue;
    }
    const rest = folded - less;
    const ones = rest >>> k;
    if (ones < MOST_ONES) at = putLow(put(at, (1 << ones) - 1, ones + 1), rest, k);
    else at = putLow(put(at, WHOLE, MOST_ONES), rest, 32);
  }
  return at;
}

/** Writes the lower bits of a number. */
function putLow(at: number, value: number, width: number): number {
  if (width <= 16) return put(at, value & ((1 << width) - 1), width);
  const high = value >>> 16;
  return put(put(at, value & 0xffff, 16), width === 32 ? high : high & ((1 << (width - 16)) - 1), width - 16);
}

/** Writes up to 17 bits at a place counted in bits; what lies beyond becomes 0. Returns where they end. */
function put(at: number, bits: number, width: number): number {
  const byte = at >> 3;
  view.setUint32(byte, scratch[byte]! | (bits << (at & 7)), true);
  return at + width;
}

/** The reverse of `packRice`, into a column of the right length. Throws RangeError for bytes that cannot be of so many samples. */
export function unpackRice(packed: Uint8Array, column: Int32Array): void {
  reserve(packed.length + OVERRUN);
  scratch.set(packed);
  scratch.fill(0, packed.length, packed.length + OVERRUN);
  const end = packed.length * 8;
  let at = 0;
  for (let from = 0; from < column.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, column.length);
    if (at + HEAD_BITS > end) throw cutShort();
    const head = view.getUint32(at >> 3, true) >>> (at & 7);
    at += HEAD_BITS;
    const k = (head >> 3) & 31;
    if (k === ALL_ZERO) column.fill(0, from, to);
    else if (k > LARGEST_PARAMETER) throw new RangeError('a block is of no known kind');
    else at = readBlock(at, end, column, from, to, k, (head & SPARSE) === 0 ? 0 : 1);
    addPrediction(column, from, to, head & 3);
  }
  if ((at + 7) >> 3 !== packed.length) throw new RangeError(`a column is ${packed.length} bytes, its samples take ${(at + 7) >> 3}`);
}

const cutShort = (): RangeError => new RangeError('a column is cut short');

function readBlock(start: number, end: number, column: Int32Array, from: number, to: number, k: number, less: 0 | 1): number {
  const bytes = view;
  const mask = (1 << k) - 1;
  let at = start;
  for (let i = from; i < to; i++) {
    if (at >= end) throw cutShort();
    let word = bytes.getUint32(at >> 3, true) >>> (at & 7);
    if (less === 1) {
      at++;
      if ((word & 1) === 0) {
        column[i] = 0;
        continue;
      }
      word = bytes.getUint32(at >> 3, true) >>> (at & 7);
    }
    let folded = 0;
    if ((word & WHOLE) === WHOLE) {
      at += MOST_ONES;
      if (at + 32 > end) throw cutShort();
      folded = wide(at, 32);
      at += 32;
    } else {
      const ones = 31 - Math.clz32(~word & (word + 1));
      // 25 bits of the word are there wherever it begins.
      folded = (ones << k) | (ones + k < 25 ? (word >>> (ones + 1)) & mask : wide(at + ones + 1, k));
      at += ones + 1 + k;
    }
    folded += less;
    column[i] = (folded >>> 1) ^ -(folded & 1);
  }
  return at;
}

/** Up to 32 bits at a place that is counted in bits. */
function wide(at: number, width: number): number {
  const low = (view.getUint32(at >> 3, true) >>> (at & 7)) & 0xffff;
  const next = at + 16;
  const high = (view.getUint32(next >> 3, true) >>> (next & 7)) & 0xffff;
  const word = low | (high << 16);
  return width === 32 ? word : word & ((1 << width) - 1);
}

function addPrediction(column: Int32Array, from: number, to: number, predictor: number): void {
  let a = from > 0 ? column[from - 1]! : 0;
  let b = from > 1 ? column[from - 2]! : 0;
  let c = from > 2 ? column[from - 3]! : 0;
  if (predictor === 0) {
    for (let i = from; i < to; i++) column[i] = a = (column[i]! + a) | 0;
    return;
  }
  for (let i = from; i < to; i++) {
    const by = predictor === LINE ? 2 * a - b : predictor === PARABOLA ? 3 * a - 3 * b + c : (a >> 1) + (b >> 1);
    c = b;
    b = a;
    column[i] = a = (column[i]! + by) | 0;
  }
}
