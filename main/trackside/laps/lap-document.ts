import type { DeclaredChannel } from '../../../common/frame.ts';
import { decimalsOf, MAX_NUMBER, writeAny, writeDecimal } from './decimal-text.ts';
import { decodeSamples, type LapSamples } from './lap-samples.ts';

/** The finest step of race time that is written: 0.1 ms. */
const TIME_DECIMALS = 4;
/** Words in which the text before a number is written at once. */
const STRIDE = 4;
const WORD = 4;
const encoder = new TextEncoder();
const CLOSING = encoder.encode(']}');

/**
 * A record as texts, each followed by a number: `{"racetime":` n `,"distance":` n `,"sensors":{"Speed":` n ... `}},`.
 * Flat typed arrays, one element a number: as objects they cost twice the time.
 */
interface RecordForm {
  /** The texts in little-endian words, `stride` words each. */
  words: Int32Array;
  stride: number;
  /** Bytes of each text; the last one is what ends a record. */
  lengths: Int32Array;
  /** Which channel the number is; -1 for race time. */
  channels: Int32Array;
  /** See `decimalsOf`; that of race time is not known here. */
  decimals: Int32Array;
  resolutions: Float64Array;
  /** The most bytes that one record takes, overrun included. */
  room: number;
  /** Number of declared channels. */
  width: number;
}

/** Writes lap documents into one buffer that it keeps, so that thousands of laps cost no more memory than the longest. */
export class LapDocuments {
  private out = new Uint8Array(1 << 20);
  private view = new DataView(this.out.buffer);
  private readonly forms = new Map<string, RecordForm>();
  private last: { head: string; channels: string; samples: Uint8Array; length: number } | undefined;

  /**
   * The whole document of a lap as UTF-8 JSON, valid until the next call: the members of `head` (a `LapHead`), then
   * `records: [{racetime, distance, sensors: {Speed, ...}}]` with every declared channel under `sensors`; `distance`
   * is the channel `Distance`, left out where none is declared. `channels` is the JSON of `DeclaredChannel[]`,
   * `samples` what `encodeSamples` made. Throws for arguments that are not of this kind.
   */
  write(head: string, channels: string, samples: Uint8Array): Uint8Array {
    const { last } = this;
    const same = last && last.head === head && last.channels === channels && Buffer.compare(last.samples, samples) === 0;
    if (!same) {
      this.last = undefined;
      const length = this.build(head, this.formOf(channels), decodeSamples(samples));
      this.last = { head, channels, samples, length };
    }
    return this.out.subarray(0, this.last!.length);
  }

  private formOf(channels: string): RecordForm {
    let form = this.forms.get(channels);
    if (!form) {
      if (this.forms.size > 100) this.forms.clear();
      this.forms.set(channels, (form = recordForm(JSON.parse(channels) as DeclaredChannel[])));
    }
    return form;
  }

  private build(head: string, form: RecordForm, samples: LapSamples): number {
    const { columns } = samples;
    if (columns.length !== form.width) throw new RangeError(`${columns.length} columns of ${form.width} channels`);
    if (!/^\{.+\}$/s.test(head)) throw new RangeError('the head of the lap is not a JSON object');
    const opening = encoder.encode(`${head.slice(0, -1)},"records":[`);
    const count = columns[0]?.length ?? 0;
    this.reserve(0, opening.length + CLOSING.length);
    this.out.set(opening);
    const time = timeForm(samples);
    let at = opening.length;
    for (let i = 0; i < count; i++) {
      if (at + form.room > this.out.length) this.reserve(at, form.room);
      at = writeRecord(this.view, at, form, columns, i, Math.round(time.first + i * time.step), time.decimals);
    }
    // No comma after the last record.
    if (count > 0) at--;
    this.out.set(CLOSING, at);
    return at + CLOSING.length;
  }

  private reserve(at: number, more: number): void {
    if (at + more <= this.out.length) return;
    const wider = new Uint8Array(Math.max(this.out.length * 2, at + more));
    wider.set(this.out.subarray(0, at));
    this.out = wider;
    this.view = new DataView(wider.buffer);
  }
}

function writeRecord(
  out: DataView, at: number, form: RecordForm, columns: Int32Array[], record: number, time: number, timeDecimals: number,
): number {
  const { words, stride, lengths, channels, decimals, resolutions } = form;
  for (let n = 0; n < channels.length; n++) {
    at = writeText(out, at, words, stride, n, lengths[n]!);
    const channel = channels[n]!;
    if (channel < 0) at = writeDecimal(out, at, time, timeDecimals);
    else if (decimals[n]! < 0) at = writeAny(out, at, columns[channel]![record]!, resolutions[n]!);
    else at = writeDecimal(out, at, columns[channel]![record]!, decimals[n]!);
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

function recordForm(declared: DeclaredChannel[]): RecordForm {
  const numbers = [{ text: '{"racetime":', channel: -1, resolution: 1 }];
  const distance = declared.findIndex(({ name }) => name === 'Distance');
  if (distance >= 0) numbers.push({ text: ',"distance":', channel: distance, resolution: declared[distance]!.resolution });
  declared.forEach(({ name, resolution }, channel) => {
    numbers.push({ text: `${channel === 0 ? ',"sensors":{' : ','}${JSON.stringify(name)}:`, channel, resolution });
  });
  const texts = [...numbers.map(({ text }) => text), declared.length > 0 ? '}},' : ',"sensors":{}},'].map((text) => encoder.encode(text));
  const stride = Math.max(STRIDE, ...texts.map((text) => Math.ceil(text.length / WORD)));
  const words = new Int32Array(texts.length * stride);
  texts.forEach((text, n) => text.forEach((byte, i) => (words[n * stride + (i >> 2)]! |= byte << (8 * (i & 3)))));
  return {
    words,
    stride,
    lengths: Int32Array.from(texts, (text) => text.length),
    channels: Int32Array.from(numbers, ({ channel }) => channel),
    decimals: Int32Array.from(numbers, ({ resolution }) => decimalsOf(resolution)),
    resolutions: Float64Array.from(numbers, ({ resolution }) => resolution),
    room: texts.reduce((sum, text) => sum + text.length, stride * WORD) + numbers.length * MAX_NUMBER,
    width: declared.length,
  };
}

/** Race time in whole units of the fewest decimals that hold both its beginning and its step. */
function timeForm({ racetime0, interval }: LapSamples): { first: number; step: number; decimals: number } {
  for (let decimals = 1; ; decimals++) {
    const power = 10 ** decimals;
    const first = Math.round(racetime0 * power);
    const step = interval * power;
    const exact = Math.abs(first - racetime0 * power) < 1e-3 && Math.abs(Math.round(step) - step) < 1e-6;
    if (exact || decimals === TIME_DECIMALS) return { first, step, decimals };
  }
}
