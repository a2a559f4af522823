import type { DeclaredChannel } from '../../../common/frame.ts';
import { decimalForm, MAX_NUMBER, writeSteps, type DecimalForm } from './decimal-text.ts';
import { decodeSamples } from './lap-samples.ts';

/** The finest step of race time that is written, s. */
const TIME_DECIMALS = 6;
const encoder = new TextEncoder();
const WORD = 4;

/** A piece of text to be written many times: in little-endian words, the last of which may have bytes to spare. */
interface Piece {
  words: Int32Array;
  /** Bytes. */
  length: number;
}

interface ChannelText {
  /** `,"Speed":`, or `"Speed":` for the first. */
  key: Piece;
  form: DecimalForm;
}

interface Layout {
  channels: ChannelText[];
  /** Place of `Distance` among the channels; -1 where there is none. */
  distance: number;
  /** The most bytes that one record takes. */
  recordBytes: number;
}

const RECORD = piece('{"racetime":');
const DISTANCE = piece(',"distance":');
const SENSORS = piece(',"sensors":{');
const NEXT = piece('}},');
const COMMA_BYTES = 1;
const CLOSING = encoder.encode(']}');

/** Writes lap documents into one buffer that it keeps, so that thousands of laps cost no more memory than the longest. */
export class LapDocuments {
  private out = new Uint8Array(1 << 20);
  private view = new DataView(this.out.buffer);
  private readonly layouts = new Map<string, Layout>();
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
      const length = this.build(head, channels, samples);
      this.last = { head, channels, samples, length };
    }
    return this.out.subarray(0, this.last!.length);
  }

  private layout(channels: string): Layout {
    let layout = this.layouts.get(channels);
    if (!layout) {
      if (this.layouts.size > 100) this.layouts.clear();
      this.layouts.set(channels, (layout = makeLayout(JSON.parse(channels) as DeclaredChannel[])));
    }
    return layout;
  }

  private build(head: string, channelsJson: string, samples: Uint8Array): number {
    const { channels, distance, recordBytes } = this.layout(channelsJson);
    const { racetime0, interval, columns } = decodeSamples(samples);
    if (columns.length !== channels.length) throw new RangeError(`${columns.length} columns of ${channels.length} channels`);
    if (!head.startsWith('{') || !head.endsWith('}')) throw new RangeError('the head of the lap is not a JSON object');
    const opening = encoder.encode(`${head.slice(0, -1)},"records":[`);
    this.room(0, opening.length + CLOSING.length);
    this.out.set(opening);
    const time = timeForm(racetime0, interval);
    const count = columns[0]?.length ?? 0;
    let at = opening.length;
    for (let i = 0; i < count; i++) {
      this.room(at, recordBytes);
      const { view } = this;
      at = write(view, at, RECORD);
      at = writeSteps(view, at, Math.round(time.first + i * time.step), time.form);
      if (distance >= 0) {
        at = write(view, at, DISTANCE);
        at = writeSteps(view, at, columns[distance]![i]!, channels[distance]!.form);
      }
      at = write(view, at, SENSORS);
      for (let c = 0; c < channels.length; c++) {
        const { key, form } = channels[c]!;
        at = write(view, at, key);
        at = writeSteps(view, at, columns[c]![i]!, form);
      }
      at = write(view, at, NEXT);
    }
    if (count > 0) at -= COMMA_BYTES;
    this.out.set(CLOSING, at);
    return at + CLOSING.length;
  }

  private room(at: number, more: number): void {
    if (at + more <= this.out.length) return;
    const wider = new Uint8Array(Math.max(this.out.length * 2, at + more));
    wider.set(this.out.subarray(0, at));
    this.out = wider;
    this.view = new DataView(wider.buffer);
  }
}

function makeLayout(declared: DeclaredChannel[]): Layout {
  const channels = declared.map(({ name, resolution }, c) => ({
    key: piece(`${c > 0 ? ',' : ''}${JSON.stringify(name)}:`),
    form: decimalForm(resolution),
  }));
  const keys = channels.reduce((sum, { key }) => sum + key.length, 0);
  return {
    channels,
    distance: declared.findIndex(({ name }) => name === 'Distance'),
    recordBytes: RECORD.length + DISTANCE.length + SENSORS.length + keys + NEXT.length + (channels.length + 2) * MAX_NUMBER,
  };
}

/** Race time in whole units of the fewest decimals that hold both its beginning and its step, at most microseconds. */
function timeForm(racetime0: number, interval: number): { first: number; step: number; form: DecimalForm } {
  for (let decimals = 1; ; decimals++) {
    const power = 10 ** decimals;
    const first = Math.round(racetime0 * power);
    const step = interval * power;
    const exact = Math.abs(first - racetime0 * power) < 1e-3 && Math.abs(Math.round(step) - step) < 1e-6;
    if (exact || decimals === TIME_DECIMALS) return { first, step, form: decimalForm(1 / power) };
  }
}

function piece(text: string): Piece {
  const bytes = encoder.encode(text);
  const words = new Int32Array(Math.ceil(bytes.length / WORD));
  bytes.forEach((byte, i) => (words[i >> 2]! |= byte << (8 * (i & 3))));
  return { words, length: bytes.length };
}

/** Returns where the piece ends; up to three bytes beyond are overwritten. */
function write(out: DataView, at: number, { words, length }: Piece): number {
  for (let i = 0; i < words.length; i++) out.setInt32(at + i * WORD, words[i]!, true);
  return at + length;
}
