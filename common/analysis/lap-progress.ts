/** How far a car had come when in a lap: points of a curve that never turns back, straight between neighbours. */
export interface LapProgress {
  /** Way from the line along the centre line, m; each more than the one before. */
  place: Float64Array;
  /** s since the lap began, or since the first sample where `start` is not known; none less than the one before. */
  time: Float64Array;
  /** 1 where samples are missing between this point and the next: what lies between is not known. */
  hole: Uint8Array;
  /** Race time at which the lap began, s; NaN where it is not known, as on the lap from the grid. */
  start: number;
}

/** What a lap's progress is worked out from. */
export interface ProgressInput {
  /** Race times of the samples of `Distance`, s, in order. */
  times: Float64Array;
  /** `Distance`: the projection of the car onto the centre line, m. */
  distances: Float64Array;
  /** From one sample to the next where none is missing, s. */
  interval: number;
  /** As the timing loops gave it, s; null for a lap that was not finished. */
  lapTime: number | null;
  /** Of the track's centre line, m. */
  length: number;
  /** False for a lap that began elsewhere, on the grid. */
  fromLine: boolean;
}

/** Samples that are further from the line than this many intervals do not say when it was crossed. */
const NEAR = 2.5;

/**
 * The curve of a lap over the centre line. A car that stands or rolls back is at a place when it first reaches it. The race
 * time at the line is extrapolated from the two samples nearest to it, at the beginning and, by way of the lap time, at the end, and the mean taken
 * where both are there: `Distance` is kept to 0.01 m, which is 0.2 ms at 50 m/s. With a lap time the curve ends at the line with exactly it.
 */
export function lapProgress(input: ProgressInput): LapProgress {
  const { times, distances, interval, lapTime, length, fromLine } = input;
  const start = fromLine ? startOf(input) : NaN;
  const known = !Number.isNaN(start);
  const origin = known ? start : (times[0] ?? 0);
  const out = new Points(times.length + 2);
  const longest = NEAR * interval;
  if (known) out.add(0, 0, false);
  for (let i = 0; i < times.length; i++) {
    const when = times[i]! - origin;
    if (known && (when <= 0 || distances[i]! >= length || (lapTime !== null && when >= lapTime))) continue;
    out.add(distances[i]!, when, i === 0 ? known && when > longest : times[i]! - times[i - 1]! > longest);
  }
  if (known && lapTime !== null) out.add(length, lapTime, lapTime - out.latest > longest);
  return out.finish(start);
}

/** Points of the curve as they are found. */
class Points {
  private readonly place: Float64Array;
  private readonly time: Float64Array;
  private readonly hole: Uint8Array;
  private count = 0;

  constructor(most: number) {
    this.place = new Float64Array(most);
    this.time = new Float64Array(most);
    this.hole = new Uint8Array(most);
  }

  /** s; where there is none, as long ago as can be. */
  get latest(): number {
    return this.count > 0 ? this.time[this.count - 1]! : -Infinity;
  }

  /** A place that was reached before is left out; `missing`: so are samples between the point before and this one. */
  add(at: number, when: number, missing: boolean): void {
    const last = this.count - 1;
    if (missing && last >= 0) this.hole[last] = 1;
    if (last >= 0 && at <= this.place[last]!) return;
    this.place[this.count] = at;
    this.time[this.count++] = Math.max(when, last >= 0 ? this.time[last]! : -Infinity);
  }

  finish(start: number): LapProgress {
    const { count } = this;
    return { place: this.place.slice(0, count), time: this.time.slice(0, count), hole: this.hole.slice(0, count), start };
  }
}

function startOf({ times, distances, interval, lapTime, length }: ProgressInput): number {
  const n = times.length;
  if (n < 2) return NaN;
  const longest = NEAR * interval;
  const found: number[] = [];
  const pace = (i: number): number => (times[i + 1]! - times[i]!) / (distances[i + 1]! - distances[i]!);
  const back = distances[0]! * pace(0);
  if (pace(0) > 0 && back <= longest) found.push(times[0]! - back);
  const ahead = (length - distances[n - 1]!) * pace(n - 2);
  if (lapTime !== null && pace(n - 2) > 0 && ahead <= longest) found.push(times[n - 1]! + ahead - lapTime);
  return found.length === 0 ? NaN : found.reduce((sum, each) => sum + each, 0) / found.length;
}

/** Index of the last point at or before `x` in a rising list; -1 where none is. */
export function lastAtOrBefore(xs: Float64Array, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (xs[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** When the car first came to a place, s since the lap began; NaN outside of what is known. */
export function timeAt({ start, place, time, hole }: LapProgress, at: number): number {
  return Number.isNaN(start) ? NaN : between(place, time, hole, at);
}

/** Where the car was so many seconds after the lap began, m; NaN outside of what is known. */
export function placeAt({ start, place, time, hole }: LapProgress, when: number): number {
  return Number.isNaN(start) ? NaN : between(time, place, hole, when);
}

function between(xs: Float64Array, ys: Float64Array, hole: Uint8Array, x: number): number {
  const i = lastAtOrBefore(xs, x);
  if (i < 0) return NaN;
  if (xs[i] === x) return ys[i]!;
  if (i + 1 >= xs.length || hole[i] === 1) return NaN;
  return ys[i]! + ((ys[i + 1]! - ys[i]!) * (x - xs[i]!)) / (xs[i + 1]! - xs[i]!);
}
