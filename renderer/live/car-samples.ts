/**
 * What has been received of one car, in order of race time, whatever the order it came in: after an outage the newest
 * samples come first and the past is filled in behind them. Holds `seconds` of race time and never grows.
 */
export class CarSamples {
  /** Race time of each sample, s; valid from `start` to `end`. */
  readonly time: Float64Array;
  readonly lap: Uint16Array;
  readonly columns: readonly Float32Array[];
  start = 0;
  /** One past the newest. */
  end = 0;
  readonly #seconds: number;

  /** @param rate samples a second of race time */
  constructor(channels: number, seconds: number, rate: number) {
    const capacity = Math.ceil(seconds * rate * 1.5) + 1024;
    this.time = new Float64Array(capacity);
    this.lap = new Uint16Array(capacity);
    this.columns = Array.from({ length: channels }, () => new Float32Array(capacity));
    this.#seconds = seconds;
  }

  /** Race time of the newest sample, s; -Infinity while there is none. */
  get newest(): number {
    return this.end > this.start ? this.time[this.end - 1]! : -Infinity;
  }

  /** Takes samples in ascending order of time; they replace those whose time is held already, for what comes in order is complete. */
  insert(time: Float64Array, lap: Uint16Array, columns: readonly Float32Array[]): void {
    let from = 0;
    while (from < time.length) {
      const at = this.indexAt(time[from]!);
      if (at < this.end && this.time[at] === time[from]) {
        this.lap[at] = lap[from]!;
        this.columns.forEach((column, c) => (column[at] = columns[c]![from]!));
        from++;
        continue;
      }
      const next = at < this.end ? this.time[at]! : Infinity;
      let to = from + 1;
      while (to < time.length && time[to]! < next) to++;
      const skip = Math.max(0, to - from - this.time.length);
      this.#place(at, from + skip, to, time, lap, columns);
      from = to;
    }
    this.#forget();
  }

  /** The first sample at or after a race time; `end` when there is none. */
  indexAt(racetime: number): number {
    let low = this.start;
    let high = this.end;
    if (high > low && this.time[high - 1]! < racetime) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time[middle]! < racetime) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first sample of a lap or of one after it; `end` when there is none. */
  lapStart(lap: number): number {
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.lap[middle]! < lap) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #place(
    at: number,
    from: number,
    to: number,
    time: Float64Array,
    lap: Uint16Array,
    columns: readonly Float32Array[],
  ): void {
    const more = to - from;
    let position = at;
    if (this.end + more > this.time.length) {
      const drop = Math.max(0, this.end - this.start + more - this.time.length);
      position = this.#compact(drop, position);
    }
    put(this.time, time, position, this.end, from, to);
    put(this.lap, lap, position, this.end, from, to);
    this.columns.forEach((column, c) => put(column, columns[c]!, position, this.end, from, to));
    this.end += more;
  }

  /** Moves what is held to the front, without its `drop` oldest; gives where `position` has gone. */
  #compact(drop: number, position: number): number {
    const from = Math.min(this.start + drop, this.end);
    for (const array of [this.time, this.lap, ...this.columns]) array.copyWithin(0, from, this.end);
    this.end -= from;
    this.start = 0;
    return Math.max(0, position - from);
  }

  #forget(): void {
    this.start = this.indexAt(this.newest - this.#seconds);
  }
}

function put<T extends Float64Array | Float32Array | Uint16Array>(
  into: T,
  source: T,
  at: number,
  end: number,
  from: number,
  to: number,
): void {
  if (at < end) into.copyWithin(at + to - from, at, end);
  into.set(source.subarray(from, to), at);
}
