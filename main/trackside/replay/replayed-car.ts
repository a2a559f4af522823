import type { LiveCar } from '../../../common/live-packet.ts';
import type { CarRecords } from '../car-records.ts';
import type { LapRecords } from './lap-records.ts';
import type { LapShelf, ShelvedLap } from './lap-shelf.ts';

/** What a screen that is too slow can fall behind by before it skips, s of race time; to the beginning of that lap. */
const PAST = 125;

interface Part {
  lap: ShelvedLap;
  /** Number of its first record, among all of the car. */
  first: number;
}

interface Piece {
  part: Part;
  records: LapRecords;
  from: number;
  to: number;
}

/** The stored records of one car up to where the clock stands. A damaged lap keeps its numbers and has no records. */
export class ReplayedCar implements CarRecords {
  readonly car: string;
  private readonly shelf: LapShelf;
  private readonly clock: () => number;
  private readonly parts: readonly Part[];

  /** `laps` of this car, in order. `clock` tells the race time up to which there are records, s. */
  constructor(car: string, laps: readonly ShelvedLap[], shelf: LapShelf, clock: () => number) {
    this.car = car;
    this.shelf = shelf;
    this.clock = clock;
    let first = 0;
    this.parts = laps.map((lap) => {
      const part = { lap, first };
      first += lap.head.samples;
      return part;
    });
  }

  get oldest(): number {
    return this.parts[Math.max(0, this.partAt(this.clock() - PAST))]!.first;
  }

  get written(): number {
    return this.countUntil(this.clock());
  }

  find(racetime: number): number {
    return this.countUntil(racetime - TIE);
  }

  private countUntil(racetime: number): number {
    const at = this.partAt(racetime);
    const part = this.parts[at];
    if (!part) return 0;
    const records = this.shelf.take(part.lap);
    return part.first + (records ? records.countUntil(racetime + TIE / 2) : 0);
  }

  /** The lap in which a race time lies, or that ended last before it; -1 before the first one. */
  private partAt(racetime: number): number {
    let low = 0;
    let high = this.parts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.parts[middle]!.lap.head.racetime <= racetime + TIE) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  read(from: number, channels: readonly string[]): Omit<LiveCar, 'car'> {
    const pieces = this.pieces(from, this.written);
    const length = pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0);
    const racetime = new Float64Array(length);
    const lap = new Uint16Array(length);
    const columns = channels.map(() => new Float32Array(length).fill(NaN));
    let at = 0;
    for (const { part, records, from: first, to } of pieces) {
      records.times(first, to, racetime, at);
      lap.fill(part.lap.head.lap, at, at + to - first);
      channels.forEach((name, c) => this.fill(name, columns[c]!, at, part, records, first, to));
      at += to - first;
    }
    return { racetime, lap, columns };
  }

  private pieces(from: number, written: number): Piece[] {
    const pieces: Piece[] = [];
    let at = this.parts.findLastIndex(({ first }) => first <= from);
    for (; at >= 0 && at < this.parts.length && this.parts[at]!.first < written; at++) {
      const part = this.parts[at]!;
      const records = this.shelf.take(part.lap);
      const to = Math.min(part.lap.head.samples, written - part.first);
      const start = Math.max(0, from - part.first);
      if (records && start < to) pieces.push({ part, records, from: start, to });
    }
    return pieces;
  }

  /** What the lap itself does not say before a channel's first sample in it, the laps before it do. */
  private fill(name: string, out: Float32Array, at: number, part: Part, records: LapRecords, from: number, to: number): void {
    records.fill(name, from, to, out, at);
    if (!Number.isNaN(out[at]!)) return;
    const held = this.heldBefore(name, part);
    for (let i = at; i < at + to - from && Number.isNaN(out[i]!); i++) out[i] = held;
  }

  private heldBefore(name: string, part: Part): number {
    const before = this.parts[this.parts.indexOf(part) - 1];
    return (before && this.shelf.take(before.lap)?.last(name)) ?? NaN;
  }

  /** The race time of the next record after this one, or of the one before it with `by` -1; undefined where there is none. */
  beside(racetime: number, by: 1 | -1): number | undefined {
    const number = by === 1 ? this.countUntil(racetime) : this.find(racetime) - 1;
    return this.timeOf(number, by);
  }

  /** Of a record, s; of the nearest on this side where its lap is damaged. */
  private timeOf(number: number, by: 1 | -1): number | undefined {
    for (let at = this.parts.findLastIndex(({ first }) => first <= number); at >= 0 && at < this.parts.length; at += by) {
      const { lap, first } = this.parts[at]!;
      const records = this.shelf.take(lap);
      if (!records || records.length === 0) continue;
      if (by === 1 && number - first >= records.length) continue;
      return records.time(Math.min(Math.max(number - first, 0), records.length - 1));
    }
    return undefined;
  }

  /** Race time of the last record, s; -Infinity where there is none. */
  get end(): number {
    const last = this.parts.at(-1);
    if (!last) return -Infinity;
    return this.timeOf(last.first + last.lap.head.samples - 1, -1) ?? -Infinity;
  }

  /** When each lap began, s of race time, in order. */
  get laps(): { lap: number; racetime: number }[] {
    return this.parts.map(({ lap: { head } }) => ({ lap: head.lap, racetime: head.racetime }));
  }
}

/** Race times that differ by less are the same, s: no logger samples so fast. */
const TIE = 1e-7;
