import type { Span } from '../charts/shade.ts';
import { themeTurns } from '../charts/theme.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { within, zoomed } from './axis-span.ts';
import type { AxisSpan } from './axis-span.ts';
import type { CarSamples } from './car-samples.ts';
import { HELD } from './live-samples.ts';
import type { LiveSamples } from './live-samples.ts';
import { DISTANCE_COLUMN } from './strips.ts';

export type Axis = 'time' | 'distance';

/** One line of every strip chart: a stretch of one car's samples. */
export interface ViewLine {
  car: string;
  colour: number;
  /** The lap before the one being driven, drawn faintly. */
  past: boolean;
  samples: CarSamples | null;
  from: number;
  to: number;
}

/** What the x-axis shows at least, s or m. */
const SHORTEST = { time: 5, distance: 150 };
/** A hole shorter than this is not worth a mark, s of race time. */
const SHORTEST_MARKED = 0.5;
/** Samples that trail the timing by less than this are as good as live, wall s. */
const WORTH_A_WORD = 3;
/** The sample of this very moment shows: a stored race is looked at sample by sample, s. */
const TIE = 1e-7;
/** What `max` is taken for where a pace is needed, simulated seconds a second. */
const FAST = 20;

/** Which stretch of the race the strip charts show at this moment: the same for all of them. */
export class ChartView {
  axis: Axis = 'time';
  /** Length of the time axis, s. */
  window = 60;
  min = 0;
  max = 60;
  /** Race time at the right edge, s; NaN before the first sample. */
  now = NaN;
  lines: ViewLine[] = [];
  holes: Span[] = [];
  /** Race seconds without data up to now; 0 while it flows. */
  missing = 0;
  /** Race seconds by which the samples trail the timing; 0 unless that is worth a word. */
  behind = 0;
  readonly #pitWall: PitWall;
  readonly #samples: LiveSamples;
  #pausedAt: number | null = null;
  /** The race in which they were held: in another one they run on. */
  #pausedIn: string | null = null;
  /** Part of the lap that shows by distance, m; null for all of it. */
  #stretch: AxisSpan | null = null;

  constructor(pitWall: PitWall, samples: LiveSamples) {
    this.#pitWall = pitWall;
    this.#samples = samples;
  }

  get samples(): LiveSamples {
    return this.#samples;
  }

  get paused(): boolean {
    return this.#pausedAt !== null;
  }

  pause(on: boolean): void {
    this.#holdAt(on ? this.#samples.clock.time : null);
  }

  /** Race seconds by which what is held lies behind the clock; 0 while nothing is. */
  get back(): number {
    return this.#pausedAt === null ? 0 : Math.max(0, this.#samples.clock.time - this.#pausedAt);
  }

  /** Shows a stretch that is longer by a factor. @param share of the axis, from 0 to 1, at which nothing moves; live, that is the right edge */
  zoom(factor: number, share: number): void {
    const shown = this.#wanted;
    const shortest = SHORTEST[this.axis];
    if (this.axis === 'distance') return this.#show(zoomed(shown, factor, share, { shortest, longest: this.#lap.to }));
    const { from, to } = zoomed(shown, factor, this.paused ? share : 1, { shortest, longest: HELD });
    this.window = to - from;
    if (this.paused) this.#hold(to);
  }

  /** Moves by a share of what shows; by time that holds the charts, until they come back to now. */
  pan(share: number): void {
    const { from, to } = this.#wanted;
    const by = share * (to - from);
    if (this.axis === 'distance') this.#show({ from: from + by, to: to + by });
    else if (!this.#pitWall.replay.view.value) this.#hold(to + by);
  }

  /** Goes on live; by distance, shows the whole lap. */
  whole(): void {
    this.#pausedAt = null;
    this.#stretch = null;
  }

  /** What is to show: several steps may come before the next frame is drawn. */
  get #wanted(): AxisSpan {
    if (this.axis === 'distance') return this.#stretch ?? this.#lap;
    const to = this.#pausedAt ?? this.#samples.clock.time;
    return { from: to - this.window, to };
  }

  get #lap(): AxisSpan {
    return { from: 0, to: this.trackLength ?? 1 };
  }

  #show(span: AxisSpan): void {
    const { from, to } = this.#lap;
    this.#stretch = span.to - span.from >= to - from ? null : within(span, this.#lap);
  }

  /** Holds the charts with a race time at their right edge, as far as there are samples. */
  #hold(at: number): void {
    const { clock, cars } = this.#samples;
    const oldest = Math.min(...[...cars.values()].map(({ time, start, end }) => (end > start ? time[start]! : Infinity)));
    const { to } = within({ from: at - this.window, to: at }, { from: oldest, to: clock.time });
    this.#holdAt(to < clock.time ? to : null);
  }

  #holdAt(at: number | null): void {
    this.#pausedAt = Number.isNaN(at) ? null : at;
    this.#pausedIn = this.#pitWall.raceId.value;
  }

  /** Length of the lap, m; null while the track is not known. */
  get trackLength(): number | null {
    return this.#pitWall.track.value?.length ?? null;
  }

  /** What the lines consist of, apart from their samples: when it changes a chart is built anew. */
  get structure(): string {
    const picks = this.#pitWall.picks.list.value.map((pick) => `${pick.car}:${pick.colour}`);
    return `${this.axis} ${this.trackLength} ${themeTurns.value} ${picks.join(' ')}`;
  }

  /** Works out the view for a frame at `wall`, ms. */
  update(wall: number): void {
    const { clock } = this.#samples;
    if (this.#pausedIn !== this.#pitWall.raceId.value) this.#pausedAt = null;
    this.now = this.#pausedAt ?? clock.time;
    this.missing = this.paused ? 0 : clock.missing(wall);
    this.behind = this.paused || this.missing > 0 ? 0 : this.#trail();
    if (this.axis === 'time') {
      this.max = Number.isNaN(this.now) ? this.window : this.now;
      this.min = this.max - this.window;
    } else {
      const { from, to } = this.#wanted;
      this.min = from;
      this.max = to;
    }
    this.lines = this.#pitWall.picks.list.value.flatMap(({ car, colour }) => {
      const samples = this.#samples.cars.get(car) ?? null;
      return this.axis === 'time' ? [this.#timeLine(car, colour, samples)] : this.#lapLines(car, colour, samples);
    });
    this.holes = this.axis === 'time' ? this.#findHoles() : [];
  }

  /** What the x-axis shows, of samples in the order of time. */
  xOf(samples: CarSamples): Float64Array | Float32Array {
    return this.axis === 'time' ? samples.time : samples.columns[DISTANCE_COLUMN]!;
  }

  #trail(): number {
    const { race, standings, replay } = this.#pitWall;
    const { state, speed } = race.value ?? {};
    if (replay.view.value) return 0;
    if (state !== 'running' && state !== 'draining') return 0;
    const trail = (standings.value?.racetime ?? 0) - this.now;
    return trail > WORTH_A_WORD * (speed === 'max' ? FAST : Math.max(1, speed ?? 1)) ? trail : 0;
  }

  /** The race time at a place of the x-axis, s; by distance, where the first car of the picture was there in the lap that it drives. */
  timeAt(x: number): number | null {
    if (this.axis === 'time') return x;
    const line = this.lines.find(({ samples, past }) => samples !== null && !past);
    if (!line?.samples) return null;
    const { samples, from, to } = line;
    const distances = this.xOf(samples);
    for (let i = from; i < to; i++) if (distances[i]! >= x) return samples.time[i]!;
    return null;
  }

  #timeLine(car: string, colour: number, samples: CarSamples | null): ViewLine {
    if (!samples) return { car, colour, past: false, samples, from: 0, to: 0 };
    const from = Math.max(samples.start, samples.indexAt(this.min) - 1);
    return { car, colour, past: false, samples, from, to: samples.indexAt(this.now + TIE) };
  }

  #lapLines(car: string, colour: number, samples: CarSamples | null): ViewLine[] {
    const to = samples?.indexAt(this.now + TIE) ?? 0;
    const lap = samples && to > samples.start ? samples.lap[to - 1]! : 0;
    const began = samples?.lapStart(lap) ?? 0;
    const before = samples && lap > 0 ? samples.lapStart(lap - 1) : began;
    return [
      { car, colour, past: true, samples, from: before, to: began },
      { car, colour, past: false, samples, from: began, to },
    ];
  }

  #findHoles(): Span[] {
    const line = this.lines.find((candidate) => candidate.samples);
    if (!line?.samples) return [];
    const holes: Span[] = [];
    const { time } = line.samples;
    const shortest = Math.max(SHORTEST_MARKED, 2 * this.#samples.interval);
    for (let i = line.from + 1; i < line.to; i++) {
      if (time[i]! - time[i - 1]! > shortest) holes.push(hole(time[i - 1]!, time[i]!));
    }
    if (this.missing > 0) holes.push(hole(line.samples.newest, this.now));
    return holes;
  }
}

const hole = (from: number, to: number): Span => ({
  from,
  to,
  words: ['no data', `${(to - from).toFixed(1)} s`],
  colour: 'bad',
});
