import { fromSteps } from '../../../common/channels.ts';

/** The most that one number takes: what JavaScript writes in the worst case, and the overrun of the last word. */
export const MAX_NUMBER = 36;

/** How whole steps of a resolution are written as decimals. */
export interface DecimalForm {
  resolution: number;
  /** Steps times this are units of the last decimal; 0 where no such whole number of at most four decimals exists. */
  factor: number;
  decimals: number;
  /** 10 ^ decimals. */
  power: number;
  /** By the fraction in units of the last decimal: its digits without trailing zeros, and how many those are. */
  fractions: Words;
}

/** Up to four ASCII digits in a little-endian word, and their number. */
interface Words {
  word: Int32Array;
  length: Uint8Array;
}

const DOT = 0x2e;
const MINUS = 0x2d;
const GROUP = 10_000;

/** Digits of 0 to 9999, without leading zeros. */
const WHOLE = words(GROUP, (n) => String(n));
/** Digits of 0 to 9999, always four. */
const PADDED = words(GROUP, (n) => String(n).padStart(4, '0'));
const FRACTIONS = [0, 1, 2, 3, 4].map((decimals) =>
  words(10 ** decimals, (n) => String(n).padStart(decimals, '0').replace(/(?<=.)0+$/, '')),
);

function words(count: number, text: (n: number) => string): Words {
  const word = new Int32Array(count);
  const length = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    const digits = text(n);
    length[n] = digits.length;
    for (let i = 0; i < digits.length; i++) word[n]! |= digits.charCodeAt(i) << (8 * i);
  }
  return { word, length };
}

/** A resolution that divides a power of ten, such as 0.01, 0.25 or 5, is written by tables; others as JavaScript does. */
export function decimalForm(resolution: number): DecimalForm {
  for (let decimals = 0; decimals <= 4; decimals++) {
    const power = 10 ** decimals;
    const factor = resolution < 1 ? power / Math.round(1 / resolution) : resolution * power;
    if (Number.isInteger(factor)) return { resolution, factor, decimals, power, fractions: FRACTIONS[decimals]! };
  }
  return { resolution, factor: 0, decimals: 0, power: 1, fractions: FRACTIONS[0]! };
}

/**
 * Writes the value of `steps` in ASCII and returns where it ends; up to three bytes beyond are overwritten. A channel
 * with a fractional resolution always has a decimal point, `71.0`: SQL then sees a REAL and does not divide whole
 * numbers without a remainder.
 */
export function writeSteps(out: DataView, at: number, steps: number, form: DecimalForm): number {
  let units = steps * form.factor;
  if (units < 0) units = -units;
  if (form.factor === 0 || units > 0xffffffff) return writeSlowly(out, at, steps, form.resolution);
  if (steps < 0) out.setUint8(at++, MINUS);
  if (form.decimals === 0) return writeWhole(out, at, units);
  const whole = (units / form.power) >>> 0;
  at = writeWhole(out, at, whole);
  out.setUint8(at, DOT);
  const fraction = units - whole * form.power;
  out.setInt32(at + 1, form.fractions.word[fraction]!, true);
  return at + 1 + form.fractions.length[fraction]!;
}

function writeWhole(out: DataView, at: number, value: number): number {
  if (value < GROUP) {
    out.setInt32(at, WHOLE.word[value]!, true);
    return at + WHOLE.length[value]!;
  }
  const high = (value / GROUP) >>> 0;
  at = writeWhole(out, at, high);
  out.setInt32(at, PADDED.word[value - high * GROUP]!, true);
  return at + 4;
}

function writeSlowly(out: DataView, at: number, steps: number, resolution: number): number {
  const value = fromSteps(steps, resolution);
  const text = String(value) + (Number.isInteger(value) && !Number.isInteger(resolution) ? '.0' : '');
  for (let i = 0; i < text.length; i++) out.setUint8(at++, text.charCodeAt(i));
  return at;
}
