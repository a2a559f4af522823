import { fillFromSteps } from '../channels.ts';
import { samplesIn } from '../sample-grid.ts';

/** Instants that follow each other without a gap in the data. */
export interface TraceStretch {
  /** Of the first one, counted from the lap's first. */
  from: number;
  count: number;
}

/** One channel's samples in a lap. */
export interface TraceChannel {
  name: string;
  resolution: number;
  /** It has samples at the instants whose number its stride divides. */
  stride: number;
  /** In steps of the resolution, those of all stretches one after the other. */
  steps: Int32Array;
}

/** Some channels of a stored lap, as they travel to a screen: one binary message. */
export interface LapTrace {
  id: string;
  /** Race time of the lap's first instant, s. Instant `i` of the lap is at `racetime0 + i * interval`. */
  racetime0: number;
  /** s. */
  interval: number;
  /** Number of the first instant since race time 0. */
  instant0: number;
  stretches: readonly TraceStretch[];
  /** Those that were asked for and that the lap has. */
  channels: readonly TraceChannel[];
}

/** What travels of a channel beside its differences: the first sample, how many there are, and bytes of a difference. */
type ChannelHead = Omit<TraceChannel, 'steps'> & { count: number; first: number; width: 1 | 2 | 4 };
type Head = Omit<LapTrace, 'channels'> & { channels: ChannelHead[] };

const ARRAYS = { 1: Int8Array, 2: Int16Array, 4: Int32Array } as const;
const align4 = (at: number): number => (at + 3) & ~3;

/**
 * Bytes: length u32 of a head in JSON and the head, then for each channel, on a boundary of 4, what each sample is more than the one
 * before, little-endian in as many bytes as the largest needs. A socket carries half of what whole samples take, and nobody has to unpack.
 */
export function encodeLapTrace({ channels, ...trace }: LapTrace): Uint8Array<ArrayBuffer> {
  const heads = channels.map(({ name, resolution, stride, steps }): ChannelHead => ({ name, resolution, stride, count: steps.length, first: steps[0] ?? 0, width: widthOf(steps) }));
  const text = new TextEncoder().encode(JSON.stringify({ ...trace, channels: heads } satisfies Head));
  let at = align4(4 + text.length);
  const bytes = new Uint8Array(heads.reduce((sum, { count, width }) => sum + align4(count * width), at));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  channels.forEach(({ steps }, c) => {
    const { width } = heads[c]!;
    const differences = new ARRAYS[width](bytes.buffer, at, steps.length);
    for (let i = 1; i < steps.length; i++) differences[i] = steps[i]! - steps[i - 1]!;
    at += align4(steps.length * width);
  });
  return bytes;
}

function widthOf(steps: Int32Array): 1 | 2 | 4 {
  let most = 0;
  for (let i = 1; i < steps.length; i++) most = Math.max(most, Math.abs(steps[i]! - steps[i - 1]!));
  return most <= 0x7f ? 1 : most <= 0x7fff ? 2 : 4;
}

/** `bytes` is copied where it does not start on a boundary of 4. */
export function decodeLapTrace(bytes: Uint8Array): LapTrace {
  const whole = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length))) as Head;
  let at = whole.byteOffset + align4(4 + length);
  const channels = head.channels.map(({ count, first, width, ...channel }) => {
    const differences = new ARRAYS[width](whole.buffer as ArrayBuffer, at, count);
    at += align4(count * width);
    const steps = new Int32Array(count);
    let sum = first;
    for (let i = 0; i < count; i++) steps[i] = sum = i === 0 ? first : (sum + differences[i]!) | 0;
    return { ...channel, steps };
  });
  return { ...head, channels };
}

/** Race times of the samples that a channel of this stride has, s. */
export function traceTimes({ racetime0, interval, instant0, stretches }: Omit<LapTrace, 'channels'>, stride: number): Float64Array {
  const times = new Float64Array(stretches.reduce((sum, { from, count }) => sum + samplesIn(stride, instant0 + from, count), 0));
  let n = 0;
  for (const { from, count } of stretches) {
    const first = from + ((stride - ((instant0 + from) % stride)) % stride);
    for (let i = first; i < from + count; i += stride) times[n++] = racetime0 + i * interval;
  }
  return times;
}

/** The channel's values in its unit. */
export function traceValues({ steps, resolution }: TraceChannel): Float64Array {
  const values = new Float64Array(steps.length);
  fillFromSteps(values, steps, resolution);
  return values;
}
