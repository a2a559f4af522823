import type { TimingEvent } from '../../common/timing.ts';
import type { Car } from '../car/car.ts';
import { CAR_LENGTH } from '../constants.ts';
import type { Track } from '../track/track.ts';

/**
 * s after which a car that is shown the blue flag waits for who laps it, as long as that one is farther behind than so many m and
 * s; the share of racing speed then.
 */
const OBEYED_AFTER = 3;
const TOUCH = 6;
const TOUCH_TIME = 0.4;
const PACE = 0.92;
/** m in front at which who laps it is past. */
const PAST = 6;
/** s behind at which who laps it has lost touch. */
const LOST = 2.5;
const NOBODY = -1;

/** Blue flags: shown when `Car.blue` names who is about to lap a car, obeyed until that one is past. */
export class BlueFlags {
  private readonly cars: readonly Car[];
  private readonly track: Track;
  private readonly say: (event: TimingEvent) => void;
  /** Whom each car is to let by, and the race time since when, s. */
  private readonly by: Int32Array;
  private readonly since: Float64Array;

  constructor(cars: readonly Car[], track: Track, say: (event: TimingEvent) => void) {
    this.cars = cars;
    this.track = track;
    this.say = say;
    this.by = new Int32Array(cars.length).fill(NOBODY);
    this.since = new Float64Array(cars.length);
  }

  /** Shows the flag to a car that races, keeps it out, and limits the speed of a car that has not given way. */
  rule(car: Car, now: number): void {
    const i = car.index;
    if (this.by[i] !== NOBODY && this.isOver(car, this.cars[this.by[i]!]!)) this.by[i] = NOBODY;
    if (car.blue >= 0 && (this.by[i] === NOBODY || this.isNearer(car, car.blue, this.by[i]!))) {
      this.by[i] = car.blue;
      this.since[i] = now;
      this.say({ type: 'blue', racetime: now, car: car.entry.car, by: this.cars[car.blue]!.entry.car, lap: car.lap });
    }
    car.blue = this.by[i]!;
    if (car.blue < 0 || now - this.since[i]! < OBEYED_AFTER) return;
    const behind = this.behind(car, this.cars[car.blue]!);
    if (behind < this.track.length - PAST && behind > TOUCH + TOUCH_TIME * car.speed) car.cap = Math.min(car.cap, PACE * this.track.at(car.profile.speed, car.distance));
  }

  /** Whether `one`, who is about to lap `car` too, comes before `other`. */
  private isNearer(car: Car, one: number, other: number): boolean {
    const way = this.behind(car, this.cars[other]!);
    return one !== other && way < this.track.length - PAST && this.behind(car, this.cars[one]!) < way;
  }

  /** Past, out of reach, or not racing any more. */
  private isOver(car: Car, other: Car): boolean {
    if (!other.running || other.stricken || other.whereabouts !== 'track') return true;
    const behind = this.behind(car, other);
    return behind > CAR_LENGTH + (LOST * (car.speed + other.speed)) / 2 && behind < this.track.length - PAST;
  }

  /** Way from `other` forward to `car`, m, up to a lap. */
  private behind(car: Car, other: Car): number {
    const way = car.distance - other.distance;
    return way < 0 ? way + this.track.length : way;
  }
}
