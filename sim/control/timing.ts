import type { LapSummary, LapType } from '../../common/lap.ts';
import type { Mark, TimingEvent } from '../../common/timing.ts';
import type { Car } from '../car/car.ts';
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
  /** The car's best ones. */
  readonly bestSectors: Float64Array;
  /** s behind the leader and the car ahead in the race, and before the one behind, when the tower was last told. */
  gapLeader = 0;
  gapAhead = 0;
  gapBehind = 0;
  /** Laps that the set has done. */
  tyreAge = 0;
  tyreAgeAtStart = 0;
  /** In the tank when the lap began, and what was put in since, kg. */
  fuelAtStart: number = 0;
  enteredPits = false;
  leftPits = false;
  /** From lights out to the flag, or to where it stopped for good. */
  finish = 0;
  /** Laps completed. */
  laps = 0;
  /** Of the lap that ended last, until it is taken. */
  summary: LapSummary | undefined = undefined;
  /** The next of the finer marks, and the way from the line to it, m. */
  mark = 0;
  markAt = 0;
  /** A lap ended in this step; what its time was against those before. */
  crossed = false;
  lapMark: Mark = null;

  constructor(sectors: number, fuel: number) {
    this.fuelAtStart = fuel;
    this.sectors = Array.from({ length: sectors }, () => null);
    this.lastSectors = [...this.sectors];
    this.bestSectors = new Float64Array(sectors).fill(Infinity);
  }
}

/** A time as the loops give it, s: whole microseconds, so that a lap time reads as what it is. */
function loopTime(time: number): number {
  return Math.round(time * 1e6) / 1e6;
}

/** kg to the gram. */
function grams(mass: number): number {
  return Math.round(mass * 1000) / 1000;
}

/** The timing loops: line, sectors and the finer marks that gaps are taken from; every time interpolated inside the step. */
export class Timing {
  readonly of: readonly CarTiming[];
  readonly passing: PassingTimes;
  /** Race time at which the step began, s. */
  began = 0;
  /** Fastest lap and sectors of the race so far, s. */
  private fastest = Infinity;
  private readonly fastestSectors: Float64Array;
  private readonly track: Track;
  /** s. */
  private readonly step: number = 0;
  private readonly say: (event: TimingEvent) => void;

  constructor(track: Track, cars: readonly Car[], laps: number, step: number, say: (event: TimingEvent) => void) {
    this.track = track;
    this.step = step;
    this.say = say;
    this.of = cars.map((car) => new CarTiming(track.sectors.length + 1, car.fuel));
    this.fastestSectors = new Float64Array(track.sectors.length + 1).fill(Infinity);
    this.passing = new PassingTimes(track.length, cars.length, laps);
  }

  /** Sees a car after it has moved. Puts it on its next lap, and returns true, where it crossed the line. */
  watch(car: Car): boolean {
    const { began } = this;
    const { before: from, distance: to } = car;
    const pace = to > from ? this.step / (to - from) : 0;
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

  private sector(car: Car, i: number, racetime: number): void {
    const timing = this.of[car.index]!;
    // A car that rolled back over a loop has been timed there.
    if (timing.sectors[i] !== null) return;
    let before = timing.lapStart;
    for (let k = 0; k < i; k++) before += timing.sectors[k]!;
    const time = loopTime(racetime - before);
    timing.sectors[i] = time;
    const best: Mark = time < this.fastestSectors[i]! ? 'session' : time < timing.bestSectors[i]! ? 'personal' : null;
    if (best === 'session') this.fastestSectors[i] = time;
    if (best !== null) timing.bestSectors[i] = time;
    this.say({ type: 'sector', racetime, car: car.entry.car, lap: car.lap, sector: i + 1, time, best });
  }

  private line(car: Car, time: number): void {
    const timing = this.of[car.index]!;
    const lapTime = car.lap > 0 ? loopTime(time - timing.lapStart) : null;
    if (lapTime !== null) {
      this.sector(car, this.track.sectors.length, time);
      timing.last = lapTime;
      timing.lapMark = lapTime < this.fastest ? 'session' : timing.best === null || lapTime < timing.best ? 'personal' : null;
      if (timing.lapMark === 'session') this.fastest = lapTime;
      if (timing.lapMark !== null) timing.best = lapTime;
      timing.tyreAge++;
      timing.laps = car.lap;
    }
    timing.summary = this.summarise(car, lapTime);
    if (lapTime !== null) {
      timing.lastSectors = [...timing.sectors];
      timing.sectors.fill(null);
    }
    timing.tyreAgeAtStart = timing.tyreAge;
    timing.fuelAtStart = car.fuel;
    timing.enteredPits = false;
    timing.leftPits = car.whereabouts !== 'track';
    timing.lapStart = time;
    timing.crossed = true;
    car.lap++;
  }

  private summarise(car: Car, lapTime: number | null): LapSummary {
    const timing = this.of[car.index]!;
    return {
      lap: car.lap,
      lap_type: this.lapType(car, timing),
      lap_time: lapTime,
      sectors: timing.sectors.filter((sector) => sector !== null),
      compound: car.compound,
      tyre_age: timing.tyreAgeAtStart,
      position: car.place,
      fuel: grams(car.fuel),
      fuel_used: grams(timing.fuelAtStart - car.fuel),
    };
  }

  private lapType(car: Car, timing: CarTiming): LapType {
    if (car.retired !== '') return 'incomplete';
    if (car.lap === 0) return 'grid';
    if (timing.enteredPits) return 'in';
    return timing.leftPits ? 'out' : 'flying';
  }

  /** The car has stopped for good at race time `now`; its place is known. What it has driven of its lap is all there will be. */
  abandon(car: Car, now: number): void {
    const timing = this.of[car.index]!;
    timing.finish = now;
    timing.summary = this.summarise(car, null);
    const { lap, distance, retired } = car;
    this.say({ type: 'retired', racetime: now, car: car.entry.car, lap, distance: Math.round(distance * 10) / 10, reason: retired });
  }

  /** Tells the lap that ended in this step, if one did; the places after it must be known. */
  announce(car: Car): void {
    const timing = this.of[car.index]!;
    const { summary } = timing;
    if (!timing.crossed || !summary) return;
    timing.crossed = false;
    summary.position = car.place;
    if (summary.lap_time === null) return;
    const { lap, lap_time, sectors } = summary;
    const racetime = timing.lapStart;
    const best = timing.lapMark;
    this.say({ type: 'lap', racetime, car: car.entry.car, lap, lap_time, sectors: [...sectors], position: car.place, best });
    if (best === 'session') this.say({ type: 'fastest-lap', racetime, car: car.entry.car, lap, lap_time });
  }

  enteredPits(car: Car, racetime: number): void {
    const { reason } = car.plan;
    this.of[car.index]!.enteredPits = true;
    this.say({ type: 'pit', racetime, car: car.entry.car, lap: car.lap, phase: 'in', ...(reason && { reason }) });
  }

  /** A new set is on, and the fuel of the stop in the tank. */
  serviced(car: Car): void {
    const timing = this.of[car.index]!;
    timing.fuelAtStart += car.plan.refuelled;
    timing.tyreAge = 0;
    timing.tyreAgeAtStart = 0;
  }

  leftPits(car: Car, racetime: number): void {
    const { stationary, refuelled } = car.plan;
    const fuel = refuelled > 0 ? { fuel: grams(refuelled) } : {};
    this.say({ type: 'pit', racetime, car: car.entry.car, lap: car.lap, phase: 'out', stationary: loopTime(stationary), compound: car.compound, ...fuel });
  }
}
