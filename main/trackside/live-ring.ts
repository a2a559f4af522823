import { declaredGrid, type CarDeclaration } from '../../common/car-declaration.ts';
import type { FrameBody } from '../../common/frame-body.ts';
import type { LiveCar } from '../../common/live-packet.ts';
import { hasSample, instantClock, isRecord, recordsIn, sieveOf } from '../../common/sample-grid.ts';
import type { CarRecords } from './car-records.ts';

/** The newest samples of one channel; counted from 0 for as long as the race runs. */
interface ChannelRing {
  readonly resolution: number;
  readonly stride: number;
  /** In steps of the resolution: narrow, until one comes that does not fit. */
  steps: Int16Array | Int32Array;
  written: number;
}

/** Writes a column behind the last sample; false where a sample does not fit, and then the ring holds nothing to rely on from there on. */
function write(steps: Int16Array | Int32Array, written: number, column: Int32Array): boolean {
  let at = written % steps.length;
  for (let i = 0; i < column.length; i++) {
    const step = column[i]!;
    steps[at] = step;
    if (steps[at] !== step) return false;
    if (++at === steps.length) at = 0;
  }
  return true;
}

/**
 * The newest records of one car, in the channels' units. Records are counted from 0 for as long as the race runs. Each channel
 * is kept at its own rate, in steps of its resolution; read, it holds its value from one sample to the next, so that all have one time base.
 */
export class LiveRing implements CarRecords {
  readonly racetime: Float64Array;
  readonly lap: Uint16Array;
  /** Records taken so far; the ring holds the last `capacity` of them. */
  written = 0;
  /** In declared order, and by name. */
  private readonly rings: readonly ChannelRing[];
  private readonly byName: ReadonlyMap<string, ChannelRing>;
  private readonly sieve: readonly number[];
  private readonly instant: Float64Array;
  private readonly timeOf: (instant: number) => number;

  /** Holds the records of `seconds`, but at most `most` of them. */
  constructor(declaration: CarDeclaration, seconds: number, most: number) {
    const { interval, strides } = declaredGrid(declaration);
    this.sieve = sieveOf(strides);
    this.timeOf = instantClock(interval);
    // Over this many instants the records repeat, or nearly so.
    const period = Math.ceil(1 / interval);
    const recordRate = recordsIn(this.sieve, 0, period) / (period * interval);
    const capacity = Math.max(1, Math.min(most, Math.ceil(recordRate * seconds)));
    this.racetime = new Float64Array(capacity);
    this.lap = new Uint16Array(capacity);
    this.instant = new Float64Array(capacity);
    // More than the records have samples, for the value that the oldest of them holds.
    const room = strides.map((stride) => Math.ceil(capacity / (recordRate * interval * stride)) + 2);
    // In one piece of memory, which goes back whole: thousands of small ones would leave holes.
    const all = new Int16Array(room.reduce((sum, samples) => sum + samples, 0));
    let from = 0;
    this.rings = declaration.channels.map(({ resolution }, c) => {
      const steps = all.subarray(from, (from += room[c]!));
      return { resolution, stride: strides[c]!, steps, written: 0 };
    });
    this.byName = new Map(declaration.channels.map(({ name }, c) => [name, this.rings[c]!]));
  }

  get capacity(): number {
    return this.racetime.length;
  }

  /** The first record that is still held. */
  get oldest(): number {
    return Math.max(0, this.written - this.capacity);
  }

  /** Race time of the newest record, s; -Infinity while there is none. */
  get newest(): number {
    return this.written === 0 ? -Infinity : this.racetime[(this.written - 1) % this.capacity]!;
  }

  /** The newest sample of a channel; NaN where the car lacks it, and before its first one. */
  last(name: string): number {
    const ring = this.byName.get(name);
    return ring && ring.written > 0 ? ring.steps[(ring.written - 1) % ring.steps.length]! * ring.resolution : NaN;
  }

  push(body: FrameBody): void {
    for (let i = 0; i < body.count; i++) {
      if (!isRecord(this.sieve, body.instant + i)) continue;
      const at = this.written++ % this.capacity;
      this.racetime[at] = this.timeOf(body.instant + i);
      this.lap[at] = body.lap;
      this.instant[at] = body.instant + i;
    }
    for (let c = 0; c < this.rings.length; c++) {
      const ring = this.rings[c]!;
      const column = body.columns[c]!;
      if (!write(ring.steps, ring.written, column)) {
        // What did not fit stands where the oldest samples were, and is written again.
        ring.steps = new Int32Array(ring.steps);
        write(ring.steps, ring.written, column);
      }
      ring.written += column.length;
    }
  }

  /** The first record at or after `racetime`, s. */
  find(racetime: number): number {
    let low = this.oldest;
    let high = this.written;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.racetime[middle % this.capacity]! < racetime) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  read(from: number, channels: readonly string[]): Omit<LiveCar, 'car'> {
    return {
      racetime: unroll(this.racetime, from, this.written),
      lap: unroll(this.lap, from, this.written),
      columns: channels.map((name) => this.column(name, from)),
    };
  }

  /** A channel at the records from `from` to the newest; NaN where the car lacks it, and before its first sample. */
  column(name: string, from: number): Float32Array {
    const out = new Float32Array(this.written - from).fill(NaN);
    const ring = this.byName.get(name);
    if (!ring) return out;
    const { steps, stride, resolution } = ring;
    const first = Math.max(0, ring.written - steps.length);
    let sample = ring.written - 1;
    for (let record = this.written - 1; record >= from && sample >= first; record--) {
      out[record - from] = steps[sample % steps.length]! * resolution;
      if (hasSample(stride, this.instant[record % this.capacity]!)) sample--;
    }
    return out;
  }
}

/** Records `from` to `to` of a ring's array, in order. */
function unroll<T extends Float32Array | Float64Array | Uint16Array>(ring: T, from: number, to: number): T {
  const out = new (ring.constructor as new (length: number) => T)(to - from);
  const start = from % ring.length;
  const first = Math.min(to - from, ring.length - start);
  out.set(ring.subarray(start, start + first));
  out.set(ring.subarray(0, to - from - first), first);
  return out;
}
