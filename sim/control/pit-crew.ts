import type { Car } from '../car/car.ts';
import { NO_CAP } from '../car/car.ts';
import { STEP } from '../constants.ts';
import type { Track } from '../track/track.ts';

/** Deceleration on the way to the limit and to the box, m/s². */
const TO_LIMIT = 22;
const TO_BOX = 5;
/** Cars keep to the pit side for so long before the entry, m. */
const APPROACH = 180;
/** kg of fuel a second. */
const FUEL_RATE = 12;
/** A car is let go when nobody comes within so many m behind its box. */
const RELEASE_CLEAR = 18;
const LONGEST_HOLD = 4;

/** Whom to tell what happens in the pits. */
export interface PitNews {
  entered(car: Car): void;
  /** Stands in its box with a new set on. */
  serviced(car: Car): void;
  left(car: Car): void;
}

/** Takes cars through the pits: in, to the box, the stop, out. */
export class PitCrew {
  private readonly track: Track;
  private readonly cars: readonly Car[];
  private readonly news: PitNews;

  constructor(track: Track, cars: readonly Car[], news: PitNews) {
    this.track = track;
    this.cars = cars;
    this.news = news;
  }

  /** Way from the start line, negative on the approach to it. */
  private along(car: Car): number {
    const half = this.track.length / 2;
    return car.distance > half ? car.distance - this.track.length : car.distance;
  }

  /** Sets the speed that the lane allows this car and, in the pits, where it drives. Call before each step of a car that moves. */
  guide(car: Car): void {
    car.laneCap = NO_CAP;
    const at = this.along(car);
    const { pit } = this.track;
    if (car.whereabouts === 'track') {
      if (at >= 0 || at < pit.entry - APPROACH || !car.plan.stopsAfter(car.lap)) return;
      if (at < pit.entry) {
        car.passing = -1;
        this.steer(car, this.edge());
        return;
      }
      car.whereabouts = 'lane';
      this.news.entered(car);
    }
    if (car.whereabouts === 'lane') this.toBox(car, at);
    else this.toTrack(car, at);
  }

  /** Offset of the track's edge on the pit side, m. */
  private edge(): number {
    return Math.sign(this.track.pit.offset) * (this.track.width / 2 - 1.5);
  }

  private steer(car: Car, offset: number): void {
    car.driftTarget = offset - this.track.at(this.track.line.offset, car.distance);
  }

  private toBox(car: Car, at: number): void {
    const { pit } = this.track;
    const left = pit.firstBox + car.box * pit.boxSpacing - at;
    this.steer(car, left < 30 ? pit.boxOffset : pit.offset);
    if (left < 0.15 || (left < 1 && car.speed < 0.4)) {
      this.stop(car);
      return;
    }
    const limit = at < pit.limitFrom ? Math.sqrt(pit.limit ** 2 + 2 * TO_LIMIT * (pit.limitFrom - at)) : pit.limit;
    car.laneCap = Math.min(limit, Math.sqrt(2 * TO_BOX * left) + 0.3);
  }

  private toTrack(car: Car, at: number): void {
    const { pit } = this.track;
    if (at >= pit.exit) {
      car.whereabouts = 'track';
      car.plan.done++;
      this.news.left(car);
      return;
    }
    if (at < pit.limitTo) {
      this.steer(car, pit.offset);
      car.laneCap = pit.limit;
      return;
    }
    this.steer(car, this.edge());
  }

  private stop(car: Car): void {
    const { plan, random } = car;
    car.whereabouts = 'box';
    car.holdUntil = -1;
    const fuel = plan.refuel(car.fuel, car.lap - 1);
    const wheels = Math.min(3.4, 2 + 0.35 * Math.abs(random.normal()) + 0.25 * random.uniform());
    plan.stationary = Math.max(wheels, fuel / FUEL_RATE);
    car.fuel += fuel;
    car.fitTyres(plan.compounds[plan.done + 1]!);
    this.news.serviced(car);
  }

  /** One step in the box, ending at race time `now`; lets the car go when the work is done and the lane is clear. */
  serve(car: Car, now: number): void {
    const { plan } = car;
    if (car.holdUntil < 0) car.holdUntil = now + plan.stationary;
    if (now < car.holdUntil) return;
    if (now < car.holdUntil + LONGEST_HOLD && !this.clear(car)) return;
    plan.stationary += now - car.holdUntil;
    car.holdUntil = now + STEP;
    car.whereabouts = 'leaving';
    car.profile.plan(car, this.track);
  }

  private clear(car: Car): boolean {
    const at = this.along(car);
    for (const other of this.cars) {
      if (other === car || !other.running || (other.whereabouts !== 'lane' && other.whereabouts !== 'leaving')) continue;
      const behind = at - this.along(other);
      if (behind > -7 && behind < RELEASE_CLEAR) return false;
    }
    return true;
  }
}
