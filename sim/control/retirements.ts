import type { Car } from '../car/car.ts';
import { Random } from '../random.ts';
import type { Track } from '../track/track.ts';

/** The stream of the race's random numbers that breakdowns are drawn from. */
const STREAM = 2002;
/** Breakdowns of one car over so many m: about one car in sixteen does not see the end of a race of 300 km. */
const RATE = 0.065 / 300e3;
/** What breaks, and how often, out of 100. */
const FAULTS: readonly (readonly [string, number])[] = [
  ['engine', 34],
  ['gearbox', 20],
  ['hydraulics', 18],
  ['brakes', 12],
  ['electrics', 16],
];
/** Points of damage that a car does not survive, as TORCS counts them. */
export const DAMAGE_LIMIT = 10_000;
/** m/s² at which a stricken car is let roll out. */
const ROLL_OUT = 5;
/** It comes to rest so far outside the edge of the track, m. */
const BESIDE = 1.5;
/** m/s below which it stands; s after which it is left where it is. */
const STANDS = 0.5;
const LONGEST = 90;

/** Which cars break down, when, and how they get off the track. */
export class Retirements {
  private readonly track: Track;
  /** Way since the first crossing of the line at which each car breaks, m; Infinity for most. */
  private readonly breaksAt: Float64Array;
  private readonly faults: string[];
  /** Race time at which each car was stricken, s, or -1; its speed then, m/s, and the side it goes to. */
  private readonly since: Float64Array;
  private readonly speed: Float64Array;
  private readonly side: Int8Array;

  constructor(cars: readonly Car[], track: Track, laps: number, seed: number, random: boolean) {
    this.track = track;
    const draws = new Random(seed, STREAM);
    const breaks = new Float64Array(cars.length).fill(Infinity);
    this.faults = cars.map((_, i) => {
      // Every car draws the same count of numbers, so that one more car changes nothing for those before it.
      const way = -Math.log(1 - draws.uniform()) / RATE;
      const fault = pick(draws.below(100));
      if (random && way < laps * track.length) breaks[i] = way;
      return fault;
    });
    this.breaksAt = breaks;
    this.since = new Float64Array(cars.length).fill(-1);
    this.speed = new Float64Array(cars.length);
    this.side = new Int8Array(cars.length);
  }

  isStricken(car: Car): boolean {
    return this.since[car.index]! >= 0;
  }

  reasonOf(car: Car): string {
    return this.faults[car.index]!;
  }

  /** Whether the car breaks down now, which it does once. */
  breaks(car: Car): boolean {
    if (car.damage > DAMAGE_LIMIT) {
      this.faults[car.index] = 'collision damage';
      return true;
    }
    return car.lap > 0 && (car.lap - 1) * this.track.length + car.distance >= this.breaksAt[car.index]!;
  }

  /** The car is out of the race from race time `now` on, and begins to roll out. */
  strike(car: Car, reason: string, now: number): void {
    const { track } = this;
    const i = car.index;
    this.faults[i] = reason;
    this.since[i] = now;
    this.speed[i] = car.speed;
    car.stricken = true;
    // To the side that the others do not use where it will come to rest.
    const rest = (car.distance + (car.speed * car.speed) / (2 * ROLL_OUT)) % track.length;
    this.side[i] = track.at(track.line.offset, rest) > 0 ? -1 : 1;
  }

  /** Takes a stricken car to the side and slows it down; call it after traffic. Returns true when it stands there. */
  rollOut(car: Car, now: number): boolean {
    const i = car.index;
    const after = now - this.since[i]!;
    const cap = Math.max(0, this.speed[i]! - ROLL_OUT * after);
    if (cap < car.cap) car.cap = cap;
    car.passing = -1;
    car.driftTarget = this.side[i]! * (this.track.width / 2 + BESIDE) - this.track.at(this.track.line.offset, car.distance);
    return (cap === 0 && car.speed < STANDS) || after > LONGEST;
  }
}

function pick(share: number): string {
  let left = share;
  for (const [fault, weight] of FAULTS) {
    left -= weight;
    if (left < 0) return fault;
  }
  return FAULTS[0]![0];
}
