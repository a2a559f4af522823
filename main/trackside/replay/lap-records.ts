import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { instantClock, isRecord, sieveOf } from '../../../common/sample-grid.ts';
import { OpenLap } from '../laps/open-lap.ts';
import type { SampleIndex } from '../laps/sample-index.ts';

/** The records of one stored lap, of which only the channels are read that are asked for. */
export class LapRecords {
  /** How many there are. */
  readonly length: number;
  private readonly lap: OpenLap;
  /** Of each record, counted from the lap's first; undefined where every instant of one stretch is a record. */
  private readonly instants: Int32Array | undefined;
  /** Of the first record where every instant is one. */
  private readonly start: number;
  /** Race time of an instant counted from the race's start, s; and the number of the lap's first one. */
  private readonly timeOf: (instant: number) => number;
  private readonly first: number;
  /** Channels whose samples are damaged. */
  private readonly damaged = new Set<string>();
  private readonly onDamage: (channel: string, error: unknown) => void;

  /** Throws RangeError where the bytes are not a lap's samples, or not of these channels. A damaged channel is told when it is read. */
  constructor(declared: readonly DeclaredChannel[], bytes: Uint8Array, onDamage: (channel: string, error: unknown) => void) {
    this.onDamage = onDamage;
    this.lap = new OpenLap(declared, bytes);
    const { stretches, strides, interval, instant0, racetime0 } = this.lap.index;
    // Most laps are whole and have a channel at every instant: they are not written out, which is most of what a jump would cost.
    const plain = stretches.length <= 1 && strides.includes(1);
    this.instants = plain ? undefined : instantsOf(this.lap.index);
    this.start = stretches[0]?.from ?? 0;
    this.length = this.instants ? this.instants.length : (stretches[0]?.count ?? 0);
    // Laps of the first layout do not say the number of their first instant.
    this.first = instant0 > 0 ? instant0 : Math.round(racetime0 / interval);
    this.timeOf = instantClock(interval);
  }

  private instant(record: number): number {
    return this.instants ? this.instants[record]! : this.start + record;
  }

  /** Race time of a record, s. */
  time(record: number): number {
    return this.timeOf(this.first + this.instant(record));
  }

  /** Writes the race times of the records from `from` to `to` to `out`, from place `at` on. */
  times(from: number, to: number, out: Float64Array, at: number): void {
    for (let record = from; record < to; record++) out[at + record - from] = this.time(record);
  }

  /** Records up to and including a race time, s. */
  countUntil(racetime: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time(middle) <= racetime) low = middle + 1;
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
    let sample = lastUntil(own, this.instant(from));
    for (let record = from; record < to; record++) {
      const instant = this.instant(record);
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

/** Those at which any channel has a sample. */
function instantsOf({ stretches, strides, instant0 }: SampleIndex): Int32Array {
  const sieve = sieveOf(strides);
  const instants = new Int32Array(stretches.reduce((sum, { count }) => sum + count, 0));
  let length = 0;
  for (const { from, count } of stretches) {
    for (let i = from; i < from + count; i++) if (isRecord(sieve, instant0 + i)) instants[length++] = i;
  }
  return instants.subarray(0, length);
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
