import { lapProgress, type LapProgress } from '../../../common/analysis/lap-progress.ts';
import { placesAt } from '../../../common/analysis/places.ts';
import { traceTimes, traceValues, type LapTrace } from '../../../common/analysis/lap-trace.ts';
import { evaluateMath } from '../../../common/math/evaluate.ts';
import type { MathBudget } from '../../../common/math/math-budget.ts';
import type { MathLap, Plan } from '../../../common/math/plan.ts';
import type { LapTrouble, OverlayAxis, OverlayLap } from './messages.ts';
import type { SampleLine } from './sample-line.ts';

/** A lap, or what is put together from laps, as it is drawn. */
export interface DrawnLine {
  readonly progress: LapProgress;
  /** Null where it lacks the channel, or the axis. */
  channel(name: string, axis: OverlayAxis): SampleLine | null;
}

/** The same with its samples, for expressions. */
export interface OverlayLine extends DrawnLine {
  /** What an expression comes to; null where it lacks a channel. Throws MathError beyond the budget. */
  evaluate(plan: Plan, axis: OverlayAxis, reference: MathLap['reference'], budget: MathBudget): SampleLine | null;
}

/** By how much two samples may be further apart than usual before something counts as missing. */
const APART = 1.5;

interface Column {
  stride: number;
  values: Float64Array;
}

/** A stored lap with the channels that have been fetched of it. */
export class LapLine implements OverlayLine {
  readonly lap: OverlayLap;
  private readonly columns = new Map<string, Column>();
  private readonly lines = new Map<string, SampleLine>();
  /** By stride. */
  private readonly times = new Map<number, Float64Array>();
  private readonly places = new Map<number, Float64Array>();
  private readonly since = new Map<number, Float64Array>();
  private readonly breaks = new Map<number, Uint8Array>();
  private readonly trace: Omit<LapTrace, 'channels'>;
  private length = 0;
  private known: LapProgress | undefined;

  constructor(lap: OverlayLap, trace: LapTrace) {
    this.lap = lap;
    const { channels, ...rest } = trace;
    this.trace = rest;
    this.add(channels);
  }

  add(channels: LapTrace['channels']): void {
    for (const channel of channels) this.columns.set(channel.name, { stride: channel.stride, values: traceValues(channel) });
  }

  /** Where the lap ends, m. */
  setLength(length: number): void {
    if (length === this.length) return;
    this.length = length;
    this.known = undefined;
    this.lines.clear();
    this.since.clear();
  }

  /** The furthest that the lap came, m, and half a sample more. */
  get reach(): number {
    const distances = this.columns.get('Distance')?.values;
    if (!distances || distances.length < 2) return 0;
    const last = distances.at(-1)!;
    return last + Math.max(0, last - distances.at(-2)!) / 2;
  }

  get trouble(): LapTrouble | null {
    const distance = this.columns.get('Distance');
    if (!distance) return 'no-distance';
    if (distance.values.length === 0) return 'no-samples';
    if (distance.values.length === 1) return 'one-sample';
    return Number.isNaN(this.progress.start) ? 'no-start' : null;
  }

  get progress(): LapProgress {
    if (this.known) return this.known;
    const { lapTime, fromLine } = this.lap;
    const distance = this.columns.get('Distance') ?? { stride: 1, values: new Float64Array() };
    const times = distance.values.length > 0 ? this.timesOf(distance.stride) : new Float64Array();
    const interval = this.trace.interval * distance.stride;
    this.known = lapProgress({ times, distances: distance.values, interval, lapTime, length: this.length, fromLine });
    return this.known;
  }

  channel(name: string, axis: OverlayAxis): SampleLine | null {
    const key = `${axis} ${name}`;
    let line = this.lines.get(key);
    if (line) return line;
    const column = this.columns.get(name);
    if (!column || column.values.length === 0) return null;
    const xs = axis === 'time' ? this.sinceLine(column.stride) : this.placesOf(column.stride);
    if (!xs) return null;
    line = { xs, ys: column.values, breaks: this.breaksOf(column.stride) };
    this.lines.set(key, line);
    return line;
  }

  evaluate(plan: Plan, axis: OverlayAxis, reference: MathLap['reference'], budget: MathBudget): SampleLine | null {
    const grid: MathLap['grid'] = (stride) => ({ times: this.sinceLine(stride), places: this.placesOf(stride), breaks: this.breaksOf(stride), interval: stride * this.trace.interval });
    const found = evaluateMath(plan, { column: (name) => this.columns.get(name) ?? null, grid, reference }, budget);
    if (!found || found.values.length === 0) return null;
    const { times, places, breaks } = grid(found.stride);
    const xs = axis === 'time' ? times : places;
    return xs && { xs, ys: found.values, breaks };
  }

  private timesOf(stride: number): Float64Array {
    let times = this.times.get(stride);
    if (!times) this.times.set(stride, (times = traceTimes(this.trace, stride)));
    return times;
  }

  private breaksOf(stride: number): Uint8Array {
    let breaks = this.breaks.get(stride);
    if (breaks) return breaks;
    const times = this.timesOf(stride);
    const longest = APART * stride * this.trace.interval;
    breaks = new Uint8Array(times.length);
    for (let i = 0; i + 1 < times.length; i++) if (times[i + 1]! - times[i]! > longest) breaks[i] = 1;
    this.breaks.set(stride, breaks);
    return breaks;
  }

  private sinceLine(stride: number): Float64Array {
    let since = this.since.get(stride);
    if (since) return since;
    const { start } = this.progress;
    const origin = Number.isNaN(start) ? this.trace.racetime0 : start;
    since = new Float64Array(this.timesOf(stride));
    for (let i = 0; i < since.length; i++) since[i]! -= origin;
    this.since.set(stride, since);
    return since;
  }

  /** Where the samples of a stride were taken, never going back; at the ends the nearest place that is known. */
  private placesOf(stride: number): Float64Array | null {
    const known = this.places.get(stride);
    if (known) return known;
    const distance = this.columns.get('Distance');
    if (!distance || distance.values.length === 0) return null;
    const places = placesAt(this.timesOf(stride), { times: this.timesOf(distance.stride), distances: distance.values });
    this.places.set(stride, places);
    return places;
  }
}
