import { fillFromSteps } from '../channels.ts';

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

type Head = Omit<LapTrace, 'channels'> & { channels: (Omit<TraceChannel, 'steps'> & { count: number })[] };

const align4 = (at: number): number => (at + 3) & ~3;

/** Bytes: length u32 of a head in JSON, the head, then each channel's steps as i32 on a boundary of 4, little-endian. */
export function encodeLapTrace({ channels, ...trace }: LapTrace): Uint8Array<ArrayBuffer> {
  const head: Head = { ...trace, channels: channels.map(({ name, resolution, stride, steps }) => ({ name, resolution, stride, count: steps.length })) };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const begin = align4(4 + text.length);
  const bytes = new Uint8Array(begin + 4 * channels.reduce((sum, { steps }) => sum + steps.length, 0));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = begin;
  for (const { steps } of channels) {
    new Int32Array(bytes.buffer, at, steps.length).set(steps);
    at += 4 * steps.length;
  }
  return bytes;
}

/** The arrays are views into `bytes`, which is copied where it does not start on a boundary of 4. */
export function decodeLapTrace(bytes: Uint8Array): LapTrace {
  const whole = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length))) as Head;
  let at = whole.byteOffset + align4(4 + length);
  const channels = head.channels.map(({ count, ...channel }) => {
    const steps = new Int32Array(whole.buffer, at, count);
    at += 4 * count;
    return { ...channel, steps };
  });
  return { ...head, channels };
}

/** Race times of the samples that a channel of this stride has, s. */
export function traceTimes({ racetime0, interval, instant0, stretches }: Omit<LapTrace, 'channels'>, stride: number): Float64Array {
  const times: number[] = [];
  for (const { from, count } of stretches) {
    const first = from + ((stride - ((instant0 + from) % stride)) % stride);
    for (let i = first; i < from + count; i += stride) times.push(racetime0 + i * interval);
  }
  return Float64Array.from(times);
}

/** The channel's values in its unit. */
export function traceValues({ steps, resolution }: TraceChannel): Float64Array {
  const values = new Float64Array(steps.length);
  fillFromSteps(values, steps, resolution);
  return values;
}
