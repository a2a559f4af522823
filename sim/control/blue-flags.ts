import type { TimingEvent } from '../../common/timing.ts';
import type { Car } from '../car/car.ts';
import type { Track } from '../track/track.ts';

/** s after which a car that is shown the blue flag slows down for who laps it, and the share of racing speed then. */
const OBEYED_AFTER = 3;
const PACE = 0.86;
/** m behind at which who laps it has lost touch. */
const LOST = 260;
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
    if (this.by[i] === NOBODY) {
      if (car.blue < 0) return;
      this.by[i] = car.blue;
      this.since[i] = now;
      this.say({ type: 'blue', racetime: now, car: car.entry.car, by: this.cars[car.blue]!.entry.car, lap: car.lap });
    }
    car.blue = this.by[i]!;
    if (now - this.since[i]! < OBEYED_AFTER) return;
    car.cap = Math.min(car.cap, PACE * this.track.at(car.profile.speed, car.distance));
  }

  /** Past, out of reach, or not racing any more. */
  private isOver(car: Car, other: Car): boolean {
    if (!other.running || other.stricken || other.whereabouts !== 'track') return true;
    const { length } = this.track;
    const behind = car.distance - other.distance;
    return (behind < 0 ? behind + length : behind) > LOST;
  }
}
