import { fromSteps } from '../../common/channels.ts';
import type { CarDeclaration, FrameBody } from '../../common/frame.ts';

/** The newest samples of one car, in the channels' units. Samples are counted from 0 for as long as the race runs. */
export class LiveRing {
  readonly channels: readonly string[];
  readonly racetime: Float64Array;
  readonly lap: Uint16Array;
  readonly columns: readonly Float32Array[];
  /** Samples taken so far; the ring holds the last `capacity` of them. */
  written = 0;
  private readonly resolutions: readonly number[];

  constructor(declaration: CarDeclaration, capacity: number) {
    this.channels = declaration.channels.map((channel) => channel.name);
    this.resolutions = declaration.channels.map((channel) => channel.resolution);
    this.racetime = new Float64Array(capacity);
    this.lap = new Uint16Array(capacity);
    this.columns = declaration.channels.map(() => new Float32Array(capacity));
  }

  get capacity(): number {
    return this.racetime.length;
  }

  /** The first sample that is still held. */
  get oldest(): number {
    return Math.max(0, this.written - this.capacity);
  }

  push(body: FrameBody): void {
    for (let i = 0; i < body.count; i++) {
      const at = (this.written + i) % this.capacity;
      this.racetime[at] = body.racetime + i * body.interval;
      this.lap[at] = body.lap;
    }
    for (let c = 0; c < this.columns.length; c++) {
      const column = this.columns[c]!;
      const resolution = this.resolutions[c]!;
      for (let i = 0; i < body.count; i++) {
        column[(this.written + i) % this.capacity] = fromSteps(body.columns[c]![i]!, resolution);
      }
    }
    this.written += body.count;
  }

  /** The first sample at or after `racetime`, s. */
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
}

/** Samples `from` to `to` of a ring's array, in order. */
export function unroll<T extends Float32Array | Float64Array | Uint16Array>(ring: T, from: number, to: number): T {
  const out = new (ring.constructor as new (length: number) => T)(to - from);
  const start = from % ring.length;
  const first = Math.min(to - from, ring.length - start);
  out.set(ring.subarray(start, start + first));
  out.set(ring.subarray(0, to - from - first), first);
  return out;
}
