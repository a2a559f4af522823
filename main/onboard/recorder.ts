import { CHANNELS, toSteps } from '../../common/channels.ts';
import { encodeBody, type CarDeclaration, type FrameBody } from '../../common/frame.ts';
import type { LapSummary } from '../../common/lap.ts';
import { STEPS_A_SECOND, type Race } from '../../sim/race.ts';
import type { SampleDigest } from './sample-digest.ts';

/** A closed frame, ready for the edge buffer. */
export interface RecordedFrame {
  car: string;
  body: Uint8Array<ArrayBuffer>;
}

interface OpenFrame {
  lap: number;
  racetime: number;
  count: number;
  columns: Int32Array[];
  declared: boolean;
}

const resolutions = CHANNELS.map((channel) => channel.resolution);

/** The logger of every car: samples at a fixed rate, in steps of each channel's resolution, cut into frames within laps. */
export class Recorder {
  private readonly race: Race;
  private readonly rate: number;
  private readonly started: number;
  private readonly digest: SampleDigest;
  private readonly stride: number;
  private readonly open: OpenFrame[];
  private readonly values = new Float64Array(CHANNELS.length);
  private readonly steps = new Int32Array(CHANNELS.length);
  private frameSamples = 1;

  /** `rate` in samples a second, a whole fraction of the physics step's; `started` is the Unix time of race time 0, s. */
  constructor(race: Race, rate: number, started: number, digest: SampleDigest) {
    this.race = race;
    this.rate = rate;
    this.started = started;
    this.digest = digest;
    this.stride = STEPS_A_SECOND / rate;
    this.open = race.entries.map(() => ({
      lap: 0,
      racetime: 0,
      count: 0,
      columns: CHANNELS.map(() => new Int32Array(rate)),
      declared: false,
    }));
    this.frameLength = 0.1;
  }

  /** Race time in a frame, s, up to 1. Short frames are fresh, long ones cheap. */
  set frameLength(seconds: number) {
    this.frameSamples = Math.max(1, Math.min(this.rate, Math.round(this.rate * seconds)));
  }

  /** Takes what the last step of the race produced; calls `emit` for each frame that it completes. */
  collect(emit: (frame: RecordedFrame) => void): void {
    const { race, digest, stride } = this;
    const recording = race.steps % stride === 0;
    const digesting = race.steps % digest.stride === 0;
    for (let car = 0; car < race.entries.length; car++) {
      const summary = race.takeSummary(car);
      if (summary) this.close(car, emit, summary);
      if (!(recording || digesting) || !race.running(car)) continue;
      race.sample(car, this.values);
      for (let c = 0; c < this.steps.length; c++) this.steps[c] = toSteps(this.values[c]!, resolutions[c]!);
      if (digesting) digest.add(this.steps);
      if (recording) this.push(car, emit);
    }
  }

  private push(car: number, emit: (frame: RecordedFrame) => void): void {
    const frame = this.open[car]!;
    if (frame.count === 0) {
      frame.lap = this.race.lap(car);
      frame.racetime = this.race.time;
    }
    for (let c = 0; c < this.steps.length; c++) frame.columns[c]![frame.count] = this.steps[c]!;
    if (++frame.count >= this.frameSamples) this.close(car, emit);
  }

  private close(car: number, emit: (frame: RecordedFrame) => void, summary?: LapSummary): void {
    const frame = this.open[car]!;
    const empty = frame.count === 0;
    const body: FrameBody = {
      lap: empty && summary ? summary.lap : frame.lap,
      racetime: empty ? this.race.time : frame.racetime,
      interval: this.stride / STEPS_A_SECOND,
      count: frame.count,
      columns: frame.columns,
    };
    if (summary) body.summary = summary;
    if (!frame.declared) body.declaration = this.declarationOf(car);
    frame.declared = true;
    frame.count = 0;
    emit({ car: this.race.entries[car]!.car, body: encodeBody(body) });
  }

  private declarationOf(car: number): CarDeclaration {
    return {
      track: this.race.track.name,
      rate: this.rate,
      started: this.started,
      entry: this.race.entries[car]!,
      channels: CHANNELS.map(({ name, unit, resolution }) => ({ name, unit, resolution })),
    };
  }

  /** Closes what is open, for a race that is stopped before the flag. */
  flush(emit: (frame: RecordedFrame) => void): void {
    for (let car = 0; car < this.open.length; car++) if (this.open[car]!.count > 0) this.close(car, emit);
  }
}
