import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { instantClock, isRecord, sieveOf } from '../../../common/sample-grid.ts';
import { OpenLap } from '../laps/open-lap.ts';

/** The records of one stored lap, of which only the channels are read that are asked for. */
export class LapRecords {
  /** Race time of each record, s. */
  readonly time: Float64Array;
  private readonly lap: OpenLap;
  /** Of each record, counted from the lap's first instant. */
  private readonly instants: Int32Array;
  /** Channels whose samples are damaged. */
  private readonly damaged = new Set<string>();
  private readonly onDamage: (channel: string, error: unknown) => void;

  /** Throws RangeError where the bytes are not a lap's samples, or not of these channels. A damaged channel is told when it is read. */
  constructor(declared: readonly DeclaredChannel[], bytes: Uint8Array, onDamage: (channel: string, error: unknown) => void) {
    this.onDamage = onDamage;
    this.lap = new OpenLap(declared, bytes);
    const { stretches, strides, interval, instant0, racetime0 } = this.lap.index;
    const sieve = sieveOf(strides);
    const instants: number[] = [];
    for (const { from, count } of stretches) {
      for (let i = from; i < from + count; i++) if (isRecord(sieve, instant0 + i)) instants.push(i);
    }
    this.instants = Int32Array.from(instants);
    // Laps of the first layout do not say the number of their first instant.
    const first = instant0 > 0 ? instant0 : Math.round(racetime0 / interval);
    const timeOf = instantClock(interval);
    this.time = Float64Array.from(instants, (instant) => timeOf(first + instant));
  }

  /** Records up to and including a race time, s. */
  countUntil(racetime: number): number {
    let low = 0;
    let high = this.time.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time[middle]! <= racetime) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Writes what a channel holds at the records from `from` to `to` to `out`, from place `at` on; nothing before its first sample in this lap,
   * and where it cannot be read.
   */
  fill(name: string, from: number, to: number, out: Float32Array, at: number): void {
    const channel = this.read(name);
    if (!channel || channel.steps.length === 0) return;
    const { steps, stride, resolution } = channel;
    const own = this.lap.instants(stride);
    let sample = lastUntil(own, this.instants[from]!);
    for (let record = from; record < to; record++) {
      const instant = this.instants[record]!;
      while (sample + 1 < own.length && own[sample + 1]! <= instant) sample++;
      if (sample >= 0) out[at + record - from] = steps[sample]! * resolution;
    }
  }

  /** The last sample of a channel, in its unit; undefined where it has none. */
  last(name: string): number | undefined {
    const channel = this.read(name);
    return channel && channel.steps.length > 0 ? channel.steps[channel.steps.length - 1]! * channel.resolution : undefined;
  }

  private read(name: string) {
    if (this.damaged.has(name)) return undefined;
    try {
      return this.lap.channel(name);
    } catch (error) {
      this.damaged.add(name);
      this.onDamage(name, error);
      return undefined;
    }
  }
}

/** The place of the last number that is not above `limit`; -1 where there is none. */
function lastUntil(numbers: Int32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
