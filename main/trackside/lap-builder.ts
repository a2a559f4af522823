import { fromSteps } from '../../common/channels.ts';
import type { CarDeclaration, FrameBody } from '../../common/frame.ts';
import { lapId, type LapHead, type LapSummary } from '../../common/lap.ts';
import type { StoredLap } from './laps/lap-store.ts';

/** Gathers the frames of one car into laps. Frames must come in order, each once. */
export class LapBuilder {
  private readonly race: string;
  private readonly declaration: CarDeclaration;
  private columns: Int32Array[];
  private count = 0;
  private racetime = 0;
  private interval = 0;
  private lap = 0;

  constructor(race: string, declaration: CarDeclaration) {
    this.race = race;
    this.declaration = declaration;
    this.columns = this.fresh(declaration.rate * 128);
  }

  private fresh(capacity: number): Int32Array[] {
    return this.declaration.channels.map(() => new Int32Array(capacity));
  }

  /** The lap that this frame completes, if it does. */
  add(body: FrameBody): StoredLap | undefined {
    if (body.count > 0) this.append(body);
    return body.summary && this.finish(body.summary);
  }

  private append(body: FrameBody): void {
    if (this.count === 0) {
      this.racetime = body.racetime;
      this.interval = body.interval;
      this.lap = body.lap;
    }
    const capacity = this.columns[0]!.length;
    if (this.count + body.count > capacity) {
      const wider = this.fresh(Math.max(capacity * 2, this.count + body.count));
      wider.forEach((column, c) => column.set(this.columns[c]!));
      this.columns = wider;
    }
    this.columns.forEach((column, c) => column.set(body.columns[c]!.subarray(0, body.count), this.count));
    this.count += body.count;
  }

  /** What there is of the lap that is being driven, as a lap that will not be finished. */
  abandon(): StoredLap | undefined {
    if (this.count === 0) return undefined;
    const last = (name: string): number | null => {
      const channel = this.declaration.channels.findIndex((declared) => declared.name === name);
      if (channel < 0) return null;
      return fromSteps(this.columns[channel]![this.count - 1]!, this.declaration.channels[channel]!.resolution);
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

  private finish(summary: LapSummary): StoredLap {
    const { declaration, race } = this;
    const head: LapHead = {
      _id: lapId(race, declaration.entry.car, summary.lap),
      schema: 2,
      race_id: race,
      track: declaration.track,
      ...declaration.entry,
      ...summary,
      timestamp: Math.round((declaration.started + this.racetime) * 1000) / 1000,
      racetime: this.racetime,
      rate: declaration.rate,
      samples: this.count,
    };
    const columns = this.columns.map((column) => column.slice(0, this.count));
    const lap: StoredLap = { head, channels: declaration.channels, racetime0: this.racetime, interval: this.interval, columns };
    this.count = 0;
    return lap;
  }
}
