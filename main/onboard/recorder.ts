import { CHANNELS, channelSteps } from '../../common/channels.ts';
import type { CarDeclaration } from '../../common/car-declaration.ts';
import { encodeBody, type FrameBody } from '../../common/frame-body.ts';
import type { LapSummary } from '../../common/lap.ts';
import type { Sensors } from '../../sim/car/sensors.ts';
import type { Race } from '../../sim/race.ts';
import { OpenFrame } from './open-frame.ts';
import { DIGEST_RATE, type SampleDigest } from './sample-digest.ts';
import { SampleSchedule, type SampleGroup } from './sample-schedule.ts';

/** A closed frame, ready for the edge buffer. */
export interface RecordedFrame {
  car: string;
  body: Uint8Array<ArrayBuffer>;
}

/** Longest frame, s. */
const LONGEST = 1;

/**
 * The logger of every car: takes each channel at its own rate, in steps of its resolution, cut into frames within laps. With
 * sensors it records what they read; the digest is of what is true.
 */
export class Recorder {
  private readonly race: Race;
  private readonly rate: number;
  private readonly started: number;
  private readonly digest: SampleDigest;
  private readonly sensors: Sensors | undefined;
  private readonly schedule: SampleSchedule;
  private readonly digestStride: number;
  private readonly open: readonly OpenFrame[];
  /** Of the frame that is being closed. */
  private readonly columns: Int32Array[];
  private readonly values = new Float64Array(CHANNELS.length);
  private readonly steps = new Int32Array(CHANNELS.length);
  /** Steps of the race that a frame spans at most. */
  private frameSteps = 1;

  /**
   * `rate` in samples a second at most, a whole fraction of the physics steps; `started` is the Unix time of race time 0, s.
   * Without `sensors`, what is recorded is exact.
   */
  constructor(race: Race, rate: number, started: number, digest: SampleDigest, sensors?: Sensors) {
    this.race = race;
    this.rate = rate;
    this.started = started;
    this.digest = digest;
    this.sensors = sensors;
    this.schedule = new SampleSchedule(rate, race.stepsASecond);
    this.digestStride = race.stepsASecond / DIGEST_RATE;
    this.open = race.entries.map(() => new OpenFrame(this.schedule, LONGEST));
    this.columns = this.schedule.rates.map((each) => new Int32Array(each * LONGEST + 1));
    this.frameLength = 0.1;
  }

  /** Race time in a frame, s, up to 1. Short frames are fresh, long ones cheap. */
  set frameLength(seconds: number) {
    const { stride } = this.schedule;
    const most = this.race.stepsASecond * LONGEST;
    this.frameSteps = Math.max(stride, Math.min(most, Math.round((this.race.stepsASecond * seconds) / stride) * stride));
  }

  /** Takes what the last step of the race produced; calls `emit` for each frame that it completes. */
  collect(emit: (frame: RecordedFrame) => void): void {
    const { race, digest, schedule, values, steps } = this;
    const recording = race.steps % schedule.stride === 0;
    const digesting = race.steps % this.digestStride === 0;
    const slowest = digesting ? 0 : schedule.slowestDue(race.steps);
    for (let car = 0; car < race.entries.length; car++) {
      const summary = race.takeSummary(car);
      if (summary) this.close(car, emit, summary);
      if (!(recording || digesting) || !race.running(car)) continue;
      if (slowest < Infinity) race.sample(car, values, slowest);
      if (digesting) {
        for (let c = 0; c < steps.length; c++) steps[c] = channelSteps(c, values[c]!);
        digest.add(steps);
      }
      if (!recording) continue;
      for (let g = 0; g < schedule.groups.length; g++) {
        if (race.steps % schedule.groups[g]!.stride === 0) this.push(car, g, schedule.groups[g]!, digesting);
      }
      const frame = this.open[car]!;
      if (frame.first >= 0 && race.steps - frame.first + schedule.stride >= this.frameSteps) this.close(car, emit);
    }
  }

  /** `known`: the steps of this instant are reckoned already. */
  private push(car: number, g: number, group: SampleGroup, known: boolean): void {
    const { race, values, steps, sensors } = this;
    const { channels } = group;
    const frame = this.open[car]!;
    if (frame.first < 0) {
      frame.lap = race.lap(car);
      frame.first = race.steps;
    }
    frame.last = race.steps;
    const rows = frame.rows[g]!;
    const from = frame.used[g]!;
    frame.used[g] = from + channels.length;
    if (known && !sensors) {
      for (let k = 0; k < channels.length; k++) rows[from + k] = steps[channels[k]!]!;
      return;
    }
    for (let k = 0; k < channels.length; k++) {
      const c = channels[k]!;
      rows[from + k] = channelSteps(c, sensors ? sensors.read(car, c, values[c]!, group.rate) : values[c]!);
    }
  }

  private close(car: number, emit: (frame: RecordedFrame) => void, summary?: LapSummary): void {
    const { race, schedule } = this;
    const frame = this.open[car]!;
    const empty = frame.first < 0;
    frame.fill(this.columns);
    const first = empty ? race.steps : frame.first;
    const body: FrameBody = {
      ...schedule.grid,
      lap: empty && summary ? summary.lap : frame.lap,
      racetime: first / race.stepsASecond,
      instant: Math.floor(first / schedule.stride),
      count: empty ? 0 : (frame.last - first) / schedule.stride + 1,
      columns: this.columns,
    };
    if (summary) body.summary = summary;
    if (!frame.declared) body.declaration = this.declarationOf(car);
    frame.declared = true;
    frame.clear();
    emit({ car: race.entries[car]!.car, body: encodeBody(body) });
  }

  private declarationOf(car: number): CarDeclaration {
    return {
      track: this.race.track.name,
      rate: this.rate,
      started: this.started,
      entry: this.race.entries[car]!,
      channels: CHANNELS.map(({ name, unit, resolution }, c) => ({ name, unit, resolution, rate: this.schedule.rates[c]! })),
    };
  }

  /** Closes what is open, for a race that is stopped before the flag. */
  flush(emit: (frame: RecordedFrame) => void): void {
    for (let car = 0; car < this.open.length; car++) if (this.open[car]!.first >= 0) this.close(car, emit);
  }
}
