/** m between two marks. */
const SPACING = 20;
/** Two ways to the same place may differ by so much, in marks. */
const ROUNDING = 1e-7;
/** Laps for which the fine marks are kept; further back, only the line counts. */
const KEPT_LAPS = 8;

/** When each car passed each of many marks around the track: gaps in time between any two cars come from here. */
export class PassingTimes {
  private readonly spacing: number;
  private readonly marks: number;
  private readonly kept: number;
  /** One row a car: a ring of the last laps' marks. NaN where it has not been. */
  private readonly times: readonly Float64Array[];
  /** One row a car: when it began each lap, from 1. */
  private readonly lines: readonly Float64Array[];
  /** Lap that each car is on in the ring. */
  private readonly latest: Int32Array;

  constructor(length: number, cars: number, laps: number) {
    this.marks = Math.round(length / SPACING);
    this.spacing = length / this.marks;
    this.kept = Math.min(laps + 1, KEPT_LAPS);
    this.times = Array.from({ length: cars }, () => new Float64Array(this.kept * this.marks).fill(NaN));
    this.lines = Array.from({ length: cars }, () => new Float64Array(laps + 2).fill(NaN));
    this.latest = new Int32Array(cars);
  }

  /** Way from the line to mark `mark`, m. */
  markAt(mark: number): number {
    return mark * this.spacing;
  }

  /** A car was at mark `mark` of `lap` (from 1) at race time `time`. */
  note(car: number, lap: number, mark: number, time: number): void {
    const row = this.times[car]!;
    const start = (lap % this.kept) * this.marks;
    if (lap !== this.latest[car]) {
      this.latest[car] = lap;
      row.fill(NaN, start, start + this.marks);
    }
    if (mark === 0) this.lines[car]![lap] = time;
    if (mark < this.marks) row[start + mark] = time;
  }

  /** Race time at mark `mark` of `lap`, s; NaN where the car has not been, or where that is no longer kept. */
  private markTime(car: number, lap: number, mark: number): number {
    if (mark === this.marks) return this.markTime(car, lap + 1, 0);
    if (mark === 0) return this.lines[car]![lap] ?? NaN;
    const latest = this.latest[car]!;
    if (lap > latest || lap <= latest - this.kept) return NaN;
    return this.times[car]![(lap % this.kept) * this.marks + mark]!;
  }

  /**
   * Race time at which a car had come `distance` m into `lap`, linear between marks; the car itself is now, at race time
   * `now`, `ownDistance` m into `ownLap`. NaN where it has not been. Of laps long past only the beginning is known: the time
   * in between is taken as even.
   */
  at(car: number, lap: number, distance: number, ownLap: number, ownDistance: number, now: number): number {
    if (lap < 1) return NaN;
    // In marks, so that the line itself is hit exactly.
    const way = distance / this.spacing;
    const own = (ownLap - lap) * this.marks + ownDistance / this.spacing;
    if (way > own + ROUNDING) return NaN;
    if (lap <= this.latest[car]! - this.kept) return this.evenly(car, lap, way / this.marks);
    const mark = Math.min(this.marks, Math.floor(way));
    const a = this.markTime(car, lap, mark);
    if (way === mark) return a;
    const b = mark < this.marks ? this.markTime(car, lap, mark + 1) : NaN;
    if (!Number.isNaN(b)) return a + (b - a) * (way - mark);
    return own > mark ? a + (now - a) * Math.min(1, (way - mark) / (own - mark)) : a;
  }

  private evenly(car: number, lap: number, share: number): number {
    const from = this.markTime(car, lap, 0);
    return from + (this.markTime(car, lap + 1, 0) - from) * share;
  }
}
