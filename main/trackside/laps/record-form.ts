import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { decimalsOf, MAX_NUMBER, writeAny, writeDecimal } from './decimal-text.ts';

/** Words in which the text before a number is written at once. */
const STRIDE = 4;
const WORD = 4;
const encoder = new TextEncoder();

/**
 * A record as texts, each followed by a number: `{"racetime":` n `,"distance":` n `,"sensors":{"Speed":` n ... `}},`.
 * Flat typed arrays, one element a number: as objects they cost twice the time.
 */
export interface RecordForm {
  /** The texts in little-endian words, `stride` words each. */
  words: Int32Array;
  stride: number;
  /** Bytes of each text; the last one is what ends a record. */
  lengths: Int32Array;
  /** Which channel the number is, and which of the cursors tells its sample; -1 for race time. */
  channels: Int32Array;
  cursors: Int32Array;
  /** See `decimalsOf`; that of race time is not known here. */
  decimals: Int32Array;
  resolutions: Float64Array;
  /** The most bytes that one record takes, overrun included. */
  room: number;
}

/** The form of a record in which the channels `present` (indices, in order) have a sample; `cursors` has one for each declared channel. */
export function recordForm(declared: readonly DeclaredChannel[], present: readonly number[], cursors: Int32Array): RecordForm {
  const numbers = [{ text: '{"racetime":', channel: -1, resolution: 1 }];
  const distance = present.find((channel) => declared[channel]!.name === 'Distance');
  if (distance !== undefined) numbers.push({ text: ',"distance":', channel: distance, resolution: declared[distance]!.resolution });
  present.forEach((channel, k) => {
    const { name, resolution } = declared[channel]!;
    numbers.push({ text: `${k === 0 ? ',"sensors":{' : ','}${JSON.stringify(name)}:`, channel, resolution });
  });
  const texts = [...numbers.map(({ text }) => text), '}},'].map((text) => encoder.encode(text));
  const stride = Math.max(STRIDE, ...texts.map((text) => Math.ceil(text.length / WORD)));
  const words = new Int32Array(texts.length * stride);
  texts.forEach((text, n) => text.forEach((byte, i) => (words[n * stride + (i >> 2)]! |= byte << (8 * (i & 3)))));
  return {
    words,
    stride,
    lengths: Int32Array.from(texts, (text) => text.length),
    channels: Int32Array.from(numbers, ({ channel }) => channel),
    cursors: Int32Array.from(numbers, ({ channel }) => (channel < 0 ? -1 : cursors[channel]!)),
    decimals: Int32Array.from(numbers, ({ resolution }) => decimalsOf(resolution)),
    resolutions: Float64Array.from(numbers, ({ resolution }) => resolution),
    room: texts.reduce((sum, text) => sum + text.length, stride * WORD) + numbers.length * MAX_NUMBER,
  };
}

/** Writes one record, `,` included, and returns where it ends. `samples`: for each cursor, the sample that is due. */
export function writeRecord(
  out: DataView, at: number, form: RecordForm, columns: readonly Int32Array[], samples: Int32Array, time: number, timeDecimals: number,
): number {
  const { words, stride, lengths, channels, cursors, decimals, resolutions } = form;
  for (let n = 0; n < channels.length; n++) {
    at = writeText(out, at, words, stride, n, lengths[n]!);
    const channel = channels[n]!;
    if (channel < 0) {
      at = writeDecimal(out, at, time, timeDecimals);
      continue;
    }
    const steps = columns[channel]![samples[cursors[n]!]!]!;
    at = decimals[n]! < 0 ? writeAny(out, at, steps, resolutions[n]!) : writeDecimal(out, at, steps, decimals[n]!);
  }
  return writeText(out, at, words, stride, channels.length, lengths[channels.length]!);
}

/** Writes whole words; those beyond the text are overwritten by what comes next. */
function writeText(out: DataView, at: number, words: Int32Array, stride: number, n: number, length: number): number {
  const from = n * stride;
  out.setInt32(at, words[from]!, true);
  out.setInt32(at + 4, words[from + 1]!, true);
  out.setInt32(at + 8, words[from + 2]!, true);
  out.setInt32(at + 12, words[from + 3]!, true);
  for (let word = STRIDE; word * WORD < length; word++) out.setInt32(at + word * WORD, words[from + word]!, true);
  return at + length;
}
