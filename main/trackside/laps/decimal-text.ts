import { fromSteps } from '../../../common/channels.ts';

/** The most bytes that one number takes: what JavaScript writes in the worst case, and the overrun of the last word. */
export const MAX_NUMBER = 36;

const DOT = 0x2e;
const MINUS = 0x2d;
const GROUP = 10_000;

const asWhole = (n: number): string => String(n);
const asGroup = (n: number): string => String(n).padStart(4, '0');
/** What follows the point, without trailing zeros but the first. */
const asFraction = (decimals: number) => (n: number): string => String(n).padStart(decimals, '0').replace(/(?<=.)0+$/, '');

/** ASCII digits in little-endian words. */
function wordsOf(count: number, text: (n: number) => string): Int32Array {
  return Int32Array.from({ length: count }, (_, n) => Buffer.from(text(n).padEnd(4, '\0')).readInt32LE());
}

function lengthsOf(count: number, text: (n: number) => string): Uint8Array {
  return Uint8Array.from({ length: count }, (_, n) => text(n).length);
}

// Plain typed arrays in module scope: as members of objects they cost twice the time.
const WHOLE = wordsOf(GROUP, asWhole);
const WHOLE_LENGTH = lengthsOf(GROUP, asWhole);
const PADDED = wordsOf(GROUP, asGroup);
const FRACTION_1 = wordsOf(10, asFraction(1));
const FRACTION_1_LENGTH = lengthsOf(10, asFraction(1));
const FRACTION_2 = wordsOf(100, asFraction(2));
const FRACTION_2_LENGTH = lengthsOf(100, asFraction(2));
const FRACTION_3 = wordsOf(1000, asFraction(3));
const FRACTION_3_LENGTH = lengthsOf(1000, asFraction(3));
const FRACTION_4 = wordsOf(GROUP, asFraction(4));
const FRACTION_4_LENGTH = lengthsOf(GROUP, asFraction(4));

/** Digits after the point for a resolution of 1, 0.1 ... 0.0001; -1 for any other. */
export function decimalsOf(resolution: number): number {
  return [1, 0.1, 0.01, 0.001, 0.0001].indexOf(resolution);
}

/**
 * Writes an int32 of steps of 10^-`decimals` (0 to 4) in ASCII and returns where it ends; up to three bytes beyond are
 * overwritten. With decimals there is always a point, `71.0`: SQL then sees a REAL and does not divide whole numbers
 * without a remainder.
 */
export function writeDecimal(out: DataView, at: number, steps: number, decimals: number): number {
  let units = steps | 0;
  if (units < 0) {
    out.setUint8(at++, MINUS);
    if (units === -0x80000000) return writeAny(out, at, 0x80000000, 10 ** -decimals);
    units = -units | 0;
  }
  if (decimals === 0) return writeWhole(out, at, units);
  // Constant divisors, so that the compiler multiplies instead.
  let whole = 0;
  if (decimals === 1) {
    whole = (units / 10) | 0;
    return writeFraction(out, writeWhole(out, at, whole), units - whole * 10, FRACTION_1, FRACTION_1_LENGTH);
  }
  if (decimals === 2) {
    whole = (units / 100) | 0;
    return writeFraction(out, writeWhole(out, at, whole), units - whole * 100, FRACTION_2, FRACTION_2_LENGTH);
  }
  if (decimals === 3) {
    whole = (units / 1000) | 0;
    return writeFraction(out, writeWhole(out, at, whole), units - whole * 1000, FRACTION_3, FRACTION_3_LENGTH);
  }
  whole = (units / GROUP) | 0;
  return writeFraction(out, writeWhole(out, at, whole), units - whole * GROUP, FRACTION_4, FRACTION_4_LENGTH);
}

function writeFraction(out: DataView, at: number, fraction: number, words: Int32Array, lengths: Uint8Array): number {
  out.setUint8(at, DOT);
  out.setInt32(at + 1, words[fraction]!, true);
  return at + 1 + lengths[fraction]!;
}

function writeWhole(out: DataView, at: number, value: number): number {
  if (value < GROUP) {
    out.setInt32(at, WHOLE[value]!, true);
    return at + WHOLE_LENGTH[value]!;
  }
  const high = (value / GROUP) | 0;
  const end = writeWhole(out, at, high);
  out.setInt32(end, PADDED[value - high * GROUP]!, true);
  return end + 4;
}

/** As `writeDecimal`, for any resolution, in JavaScript's own words. */
export function writeAny(out: DataView, at: number, steps: number, resolution: number): number {
  const value = fromSteps(steps, resolution);
  const text = String(value) + (Number.isInteger(value) && !Number.isInteger(resolution) ? '.0' : '');
  for (let i = 0; i < text.length; i++) out.setUint8(at++, text.charCodeAt(i));
  return at;
}
