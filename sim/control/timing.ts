import type { LapSummary, LapType } from '../../common/lap.ts';
import type { TimingEvent } from '../../common/timing.ts';
import type { Car } from '../car/car.ts';
import { STEP } from '../constants.ts';
import { PassingTimes } from './passing-times.ts';
import type { Track } from '../track/track.ts';

/** What the loops have seen of one car. Times in s. */
export class CarTiming {
  /** Race time at which this lap began: 0 on the grid. */
  lapStart = 0;
  last: number | null = null;
  best: number | null = null;
  /** Of the lap being driven; null where not driven yet. */
  readonly sectors: (number | null)[];
  /** Of the lap before. */
  lastSectors: (number | null)[];
  /** Laps that the set has done. */
  tyreAge = 0;
  tyreAgeAtStart = 0;
  enteredPits = false;
  leftPits = false;
  /** From lights out to the flag. */
  finish = 0;
  /** Laps completed. */
  laps = 0;
  /** Of the lap that ended last, until it is taken. */
  summary: LapSummary | undefined = undefined;
  /** The next of the finer marks, and the way from the line to it, m. */
  mark = 0;
  markAt = 0;
  /** A lap ended in this step. */
  crossed = false;

  constructor(sectors: number) {
    this.sectors = Array.from({ length: sectors }, () => null);
    this.lastSectors = [...this.sectors];
  }
}

/** A time as the loops give it, s: whole microseconds, so that a lap time reads as what it is. */
function loopTime(time: number): number {
  return Math.round(time * 1e6) / 1e6;
}

/** The timing loops: line, sectors and the finer marks that gaps are taken from; every time interpolated inside the step. */
export class Timing {
  readonly of: readonly CarTiming[];
  readonly passing: PassingTimes;
  /** Race time at which the step began, s. */
  began = 0;
  private readonly track: Track;
  private readonly say: (event: TimingEvent) => void;

  constructor(track: Track, cars: readonly Car[], laps: number, say: (event: TimingEvent) => void) {
    this.track = track;
    this.say = say;
    this.of = cars.map(() => new CarTiming(track.sectors.length + 1));
    this.passing = new PassingTimes(track.length, cars.length, laps);
  }

  /** Sees a car after it has moved. Puts it on its next lap, and returns true, where it crossed the line. */
  watch(car: Car): boolean {
    const { began } = this;
    const { before: from, distance: to } = car;
    const pace = to > from ? STEP / (to - from) : 0;
    const { sectors, length } = this.track;
    const timing = this.of[car.index]!;
    if (car.lap > 0) {
      if (to >= timing.markAt) this.mark(car, timing, began + (timing.markAt - from) * pace);
      for (let i = 0; i < sectors.length; i++) {
        const loop = sectors[i]!;
        if (from < loop && to >= loop) this.sector(car, i, loopTime(began + (loop - from) * pace));
      }
    }
    if (to < length) return false;
    this.line(car, loopTime(began + (length - from) * pace));
    car.distance = to - length;
    timing.mark = 0;
    this.mark(car, timing, timing.lapStart);
    return true;
  }

  private mark(car: Car, timing: CarTiming, time: number): void {
    this.passing.note(car.index, car.lap, timing.mark, time);
    timing.markAt = this.passing.markAt(++timing.mark);
  }

  private sector(car: Car, i: number, time: number): void {
    const timing = this.of[car.index]!;
    let before = timing.lapStart;
    for (let k = 0; k < i; k++) before += timing.sectors[k]!;
    timing.sectors[i] = loopTime(time - before);
  }

  private line(car: Car, time: number): void {
    const timing = this.of[car.index]!;
    const lapTime = car.lap > 0 ? loopTime(time - timing.lapStart) : null;
    if (lapTime !== null) {
      this.sector(car, this.track.sectors.length, time);
      timing.last = lapTime;
      timing.best = timing.best === null ? lapTime : Math.min(timing.best, lapTime);
      timing.tyreAge++;
      timing.laps = car.lap;
    }
    timing.summary = {
      lap: car.lap,
      lap_type: this.lapType(car, timing),
      lap_time: lapTime,
      sectors: timing.sectors.filter((sector) => sector !== null),
      compound: car.compound,
      tyre_age: timing.tyreAgeAtStart,
      position: car.place,
      fuel: Math.round(car.fuel * 1000) / 1000,
    };
    if (lapTime !== null) {
      timing.lastSectors = [...timing.sectors];
      timing.sectors.fill(null);
    }
    timing.tyreAgeAtStart = timing.tyreAge;
    timing.enteredPits = false;
    timing.leftPits = car.whereabouts !== 'track';
    timing.lapStart = time;
    timing.crossed = true;
    car.lap++;
  }

  private lapType(car: Car, timing: CarTiming): LapType {
    if (car.lap === 0) return 'grid';
    if (timing.enteredPits) return 'in';
    return timing.leftPits ? 'out' : 'flying';
  }

  /** Tells the lap that ended in this step, if one did; the places after it must be known. */
  announce(car: Car): void {
    const timing = this.of[car.index]!;
    const { summary } = timing;
    if (!timing.crossed || !summary) return;
    timing.crossed = false;
    summary.position = car.place;
    if (summary.lap_time === null) return;
    this.say({
      type: 'lap',
      racetime: timing.lapStart,
      car: car.entry.car,
      lap: summary.lap,
      lap_time: summary.lap_time,
      sectors: [...summary.sectors],
      position: car.place,
    });
  }

  enteredPits(car: Car, racetime: number): void {
    this.of[car.index]!.enteredPits = true;
    this.say({ type: 'pit', racetime, car: car.entry.car, lap: car.lap, phase: 'in' });
  }

  /** A new set is on. */
  changedTyres(car: Car): void {
    const timing = this.of[car.index]!;
    timing.tyreAge = 0;
    timing.tyreAgeAtStart = 0;
  }

  leftPits(car: Car, racetime: number): void {
    const { stationary } = car.plan;
    this.say({ type: 'pit', racetime, car: car.entry.car, lap: car.lap, phase: 'out', stationary, compound: car.compound });
  }
}
