import { fromSteps } from '../../common/channels.ts';
import { declaredGrid, type CarDeclaration } from '../../common/car-declaration.ts';
import type { FrameBody } from '../../common/frame-body.ts';
import { lapId, type LapHead, type LapSummary } from '../../common/lap.ts';
import { recordsIn, sieveOf, type SampleGrid } from '../../common/sample-grid.ts';
import type { Stretch } from './laps/sample-index.ts';
import type { StoredLap } from './laps/lap-store.ts';
import { PackedColumn } from './packed-column.ts';

/** Share of the interval by which a frame's may differ from the declared one. */
const SAME = 1e-9;

/** Gathers the frames of one car into laps. Frames must come in order, each once. */
export class LapBuilder {
  private readonly race: string;
  private readonly declaration: CarDeclaration;
  private readonly grid: SampleGrid;
  private readonly sieve: readonly number[];
  private readonly columns: readonly PackedColumn[];
  private stretches: Stretch[] = [];
  private racetime = 0;
  /** Number of the lap's first instant. */
  private instant = 0;
  private lap = 0;

  constructor(race: string, declaration: CarDeclaration) {
    this.race = race;
    this.declaration = declaration;
    this.grid = declaredGrid(declaration);
    this.sieve = sieveOf(this.grid.strides);
    this.columns = this.grid.strides.map(() => new PackedColumn());
  }

  /** Why a frame cannot belong to this car, or undefined when it can. */
  faultOf(body: FrameBody): string | undefined {
    const { strides, interval } = this.grid;
    if (body.strides.length !== strides.length) return 'other channels than declared';
    const same = Math.abs(body.interval - interval) <= SAME * interval && body.strides.every((stride, c) => stride === strides[c]);
    if (!same) return 'channels at other rates than declared';
    if (body.count > 0 && body.instant < this.instant + this.end) return 'samples of a time that is already told';
    return undefined;
  }

  /** Instants from the lap's first one to where the next frame may begin. */
  private get end(): number {
    const last = this.stretches.at(-1);
    return last ? last.from + last.count : 0;
  }

  /** The lap that this frame completes, if it does. */
  add(body: FrameBody): StoredLap | undefined {
    if (body.count > 0) this.append(body);
    return body.summary && this.finish(body.summary);
  }

  private append(body: FrameBody): void {
    if (this.stretches.length === 0) {
      this.racetime = body.racetime;
      this.instant = body.instant;
      this.lap = body.lap;
    }
    this.extend(body);
    for (let c = 0; c < this.columns.length; c++) this.columns[c]!.add(body.columns[c]!);
  }

  /** A frame that begins after the next record leaves a gap. */
  private extend({ instant, count }: FrameBody): void {
    const from = instant - this.instant;
    const { end } = this;
    const last = this.stretches.at(-1);
    if (last && recordsIn(this.sieve, this.instant + end, from - end) === 0) last.count = from + count - last.from;
    else this.stretches.push({ from, count });
  }

  /** What there is of the lap that is being driven, as a lap that will not be finished. */
  abandon(): StoredLap | undefined {
    if (this.stretches.length === 0) return undefined;
    const last = (name: string): number | null => {
      const channel = this.declaration.channels.findIndex((declared) => declared.name === name);
      const column = this.columns[channel];
      if (!column || column.length === 0) return null;
      return fromSteps(column.last, this.declaration.channels[channel]!.resolution);
    };
    return this.finish({
      lap: this.lap,
      lap_type: 'incomplete',
      lap_time: null,
      sectors: [],
      compound: null,
      tyre_age: null,
      position: last('Position'),
      fuel: last('Fuel'),
    });
  }

  /** All channels in one piece of memory, which goes back whole: thousands of small ones would leave holes. */
  private unpack(): Int32Array[] {
    const all = new Int32Array(this.columns.reduce((sum, { length }) => sum + length, 0));
    let from = 0;
    return this.columns.map((column) => {
      const samples = all.subarray(from, (from += column.length));
      column.unpack(samples);
      return samples;
    });
  }

  private finish(summary: LapSummary): StoredLap {
    const { declaration, race, grid, racetime, instant, stretches } = this;
    const head: LapHead = {
      _id: lapId(race, declaration.entry.car, summary.lap),
      schema: 2,
      race_id: race,
      track: declaration.track,
      ...declaration.entry,
      ...summary,
      timestamp: Math.round((declaration.started + racetime) * 1000) / 1000,
      racetime,
      rate: declaration.rate,
      samples: stretches.reduce((sum, { from, count }) => sum + recordsIn(this.sieve, instant + from, count), 0),
    };
    const columns = this.unpack();
    const lap: StoredLap = { head, channels: declaration.channels, ...grid, racetime0: racetime, instant0: instant, stretches, columns };
    this.stretches = [];
    this.instant = 0;
    for (const column of this.columns) column.clear();
    return lap;
  }
}
