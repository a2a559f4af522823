/** m between two marks. */
const SPACING = 20;
/** Two ways to the same place may differ by so much, in marks. */
const ROUNDING = 1e-7;

/** When each car passed each of many marks around the track, on each lap: gaps in time between any two cars come from here. */
export class PassingTimes {
  private readonly spacing: number;
  private readonly marks: number;
  /** One row a car; NaN where it has not been. */
  private readonly times: readonly Float64Array[];

  constructor(length: number, cars: number, laps: number) {
    this.marks = Math.round(length / SPACING);
    this.spacing = length / this.marks;
    this.times = Array.from({ length: cars }, () => new Float64Array((laps + 1) * this.marks + 1).fill(NaN));
  }

  /** Way from the line to mark `mark`, m. */
  markAt(mark: number): number {
    return mark * this.spacing;
  }

  /** A car was at mark `mark` of `lap` (from 1) at race time `time`. */
  note(car: number, lap: number, mark: number, time: number): void {
    this.times[car]![(lap - 1) * this.marks + mark] = time;
  }

  /**
   * Race time at which a car had come `distance` m into `lap`, linear between marks; the car itself is now, at race time
   * `now`, `ownDistance` m into `ownLap`. NaN where it has not been.
   */
  at(car: number, lap: number, distance: number, ownLap: number, ownDistance: number, now: number): number {
    if (lap < 1) return NaN;
    // In marks, so that the line itself is hit exactly.
    const way = (lap - 1) * this.marks + distance / this.spacing;
    const own = (ownLap - 1) * this.marks + ownDistance / this.spacing;
    if (way > own + ROUNDING) return NaN;
    const mark = Math.floor(way);
    const row = this.times[car]!;
    const a = row[mark] ?? NaN;
    if (way === mark) return a;
    const b = row[mark + 1] ?? NaN;
    if (!Number.isNaN(b)) return a + (b - a) * (way - mark);
    return own > mark ? a + (now - a) * Math.min(1, (way - mark) / (own - mark)) : a;
  }
}
