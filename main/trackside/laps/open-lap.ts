import { fillFromSteps, fromSteps } from '../../../common/channels.ts';
import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { hasSample } from '../../../common/sample-grid.ts';
import type { ColumnSpace } from './column-space.ts';
import { decodeChannel } from './lap-samples.ts';
import { readIndex, samplesOf, type SampleIndex } from './sample-index.ts';
import { timeForm } from './time-form.ts';

/** One channel of a lap, read. */
export interface OpenChannel {
  name: string;
  resolution: number;
  stride: number;
  /** Steps of the resolution. */
  steps: Int32Array;
}

/** A stored lap of which only those channels are read that are asked for, each once. */
export class OpenLap {
  readonly index: SampleIndex;
  private readonly bytes: Uint8Array;
  readonly declared: readonly DeclaredChannel[];
  private readonly channels = new Map<string, OpenChannel | undefined>();
  private readonly instantsOf = new Map<number, Int32Array>();
  private readonly distancesOf = new Map<number, Float64Array | undefined>();
  private readonly time: ReturnType<typeof timeForm>;

  private readonly space: ColumnSpace | undefined;

  /** Columns lie in `space`, where one is given. Throws RangeError where the bytes are not a lap's samples, or not of these channels. */
  constructor(declared: readonly DeclaredChannel[], bytes: Uint8Array, space?: ColumnSpace) {
    this.declared = declared;
    this.bytes = bytes;
    this.space = space;
    this.index = readIndex(bytes);
    if (this.index.chunks.length !== declared.length) throw new RangeError(`${this.index.chunks.length} columns of ${declared.length} channels`);
    this.time = timeForm(this.index);
  }

  /** Instants from one sample of a channel to the next, without reading it. Undefined where the lap has no such channel. */
  strideOf(name: string): number | undefined {
    const c = this.declared.findIndex((channel) => channel.name === name);
    return c < 0 ? undefined : this.index.strides[c]!;
  }

  /** Undefined where the lap has no such channel. Throws where it is damaged. */
  channel(name: string): OpenChannel | undefined {
    if (this.channels.has(name)) return this.channels.get(name);
    const c = this.declared.findIndex((channel) => channel.name === name);
    const channel = c < 0 ? undefined : { name, resolution: this.declared[c]!.resolution, stride: this.index.strides[c]!, steps: decodeChannel(this.bytes, this.index, c, this.space) };
    this.channels.set(name, channel);
    return channel;
  }

  /** Values of a channel in its unit, one a sample. */
  values(name: string): Float64Array | undefined {
    const channel = this.channel(name);
    if (!channel) return undefined;
    const { steps, resolution } = channel;
    const values = new Float64Array(steps.length);
    fillFromSteps(values, steps, resolution);
    return values;
  }

  /** Instants at which a channel of this stride has its samples, counted from the lap's first. */
  instants(stride: number): Int32Array {
    let instants = this.instantsOf.get(stride);
    if (!instants) {
      const { instant0, stretches } = this.index;
      instants = new Int32Array(samplesOf(stride, this.index));
      let at = 0;
      for (const { from, count } of stretches) {
        for (let i = from + ((stride - ((instant0 + from) % stride)) % stride); i < from + count; i += stride) instants[at++] = i;
      }
      this.instantsOf.set(stride, instants);
    }
    return instants;
  }

  /** Race time of an instant, s, as the lap document says it. */
  racetime(instant: number): number {
    const { first, step, decimals } = this.time;
    return Math.round(first + instant * step) / 10 ** decimals;
  }

  /** Where a channel lies that has samples at the instants of another stride: for each of those the sample's number, or -1 where it has none. */
  placesIn(stride: number, other: number): Int32Array {
    const { instant0 } = this.index;
    const own = this.instants(stride);
    let next = 0;
    return this.instants(other).map((instant) => {
      if (!hasSample(stride, instant0 + instant)) return -1;
      while (own[next]! < instant) next++;
      return next;
    });
  }

  /** The channel `Distance` at the samples of this stride, m; NaN where it has no sample. Undefined where the lap has no such channel. */
  distances(stride: number): Float64Array | undefined {
    if (this.distancesOf.has(stride)) return this.distancesOf.get(stride);
    const distance = this.channel('Distance');
    let distances: Float64Array | undefined;
    if (distance) {
      const { steps, resolution } = distance;
      const places = stride === distance.stride ? undefined : this.placesIn(distance.stride, stride);
      distances = new Float64Array(places ? places.length : steps.length);
      for (let i = 0; i < distances.length; i++) {
        const place = places ? places[i]! : i;
        distances[i] = place < 0 ? NaN : fromSteps(steps[place]!, resolution);
      }
    }
    this.distancesOf.set(stride, distances);
    return distances;
  }
}
