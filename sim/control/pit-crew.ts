import type { Car } from '../car/car.ts';
import { NO_CAP } from '../car/car.ts';
import type { Neutral, PitWall } from '../driver/pit-wall.ts';
import type { Track } from '../track/track.ts';

/** Deceleration on the way to the limit and to the box, m/s²: what any car manages beside the racing line. */
const TO_LIMIT = 14;
const TO_BOX = 5;
/** m before its beginning at which a careful driver is down to the limit. */
const EARLY = 15;
/** Cars keep to the pit side for so long before the entry, m; pit walls decide so far before it. */
const APPROACH = 180;
const DECIDE = 500;
/** m past the entry within which a car that was on its way in counts as in. */
const ENTRY = 100;
/** kg of fuel a second. */
const FUEL_RATE = 12;
/** Points of damage from which a stop is worth a repair, and s that each takes (TORCS). */
const REPAIR_FROM = 1000;
const REPAIR_TIME = 0.007;
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
  private readonly wall: PitWall;
  private readonly neutral: Neutral;
  private readonly news: PitNews;
  /** Lap for which each car's pit wall has decided; 1 where the car is on its way in. */
  private readonly decided: Int32Array;
  private readonly comingIn: Uint8Array;

  constructor(track: Track, cars: readonly Car[], wall: PitWall, neutral: Neutral, news: PitNews) {
    this.track = track;
    this.cars = cars;
    this.wall = wall;
    this.neutral = neutral;
    this.news = news;
    this.decided = new Int32Array(cars.length);
    this.comingIn = new Uint8Array(cars.length);
  }

  /** Way past the pit entry, m, in [0, track length). */
  private past(car: Car): number {
    const { length, pit } = this.track;
    const way = car.distance - pit.entry;
    return way >= length ? way - length : way < 0 ? way + length : way;
  }

  /** Way of a car in the lane in the pit's own terms: from the start line, negative before it. */
  private along(car: Car): number {
    return this.track.pit.entry + this.past(car);
  }

  /** The lap that ends with the coming pit entry, or is just over there. */
  private lapEnding(car: Car): number {
    const { pit, length } = this.track;
    if (pit.entry >= 0) return car.distance > pit.entry ? car.lap : car.lap - 1;
    return car.distance > length + pit.entry ? car.lap + 1 : car.lap;
  }

  /** Sets the speed that the lane allows this car and, in the pits, where it drives. Call before the driver looks. */
  guide(car: Car): void {
    car.laneCap = NO_CAP;
    if (car.whereabouts === 'track') this.approach(car);
    else if (car.whereabouts === 'lane') this.toBox(car);
    else this.toTrack(car);
  }

  private approach(car: Car): void {
    const { index } = car;
    const past = this.past(car);
    if (this.comingIn[index] === 1 && past < ENTRY) {
      this.comingIn[index] = 0;
      car.whereabouts = 'lane';
      this.news.entered(car);
      this.toBox(car);
      return;
    }
    const before = this.track.length - past;
    if (before > DECIDE || car.stricken) {
      this.comingIn[index] = 0;
      return;
    }
    const lap = this.lapEnding(car);
    if (lap < 1) return;
    if (this.decided[index] !== lap) {
      this.decided[index] = lap;
      this.wall.consider(car, lap, this.neutral);
    }
    if (before > APPROACH || !car.plan.stopsAfter(lap)) return;
    this.comingIn[index] = 1;
    car.passing = -1;
    car.laneCap = this.limitAt(this.track.pit.entry - before);
    this.steer(car, this.edge());
  }

  /** Offset of the track's edge on the pit side, m. */
  private edge(): number {
    return Math.sign(this.track.pit.offset) * (this.track.width / 2 - 1.5);
  }

  private steer(car: Car, offset: number): void {
    car.driftTarget = offset - this.track.at(this.track.line.offset, car.distance);
  }

  private toBox(car: Car): void {
    const { pit } = this.track;
    const at = this.along(car);
    const left = pit.firstBox + car.box * pit.boxSpacing - at;
    this.steer(car, left < 30 ? pit.boxOffset : pit.offset);
    if (left < 0.15 || (left < 1 && car.speed < 0.4)) {
      this.stop(car);
      return;
    }
    car.laneCap = Math.min(this.limitAt(at), Math.sqrt(2 * TO_BOX * left) + 0.3);
  }

  /** Speed on the way in that still comes down to the limit in time, m/s. */
  private limitAt(at: number): number {
    const { limit, limitFrom } = this.track.pit;
    const way = limitFrom - EARLY - at;
    return way > 0 ? Math.sqrt(limit * limit + 2 * TO_LIMIT * way) : limit;
  }

  private toTrack(car: Car): void {
    const { pit } = this.track;
    const at = this.along(car);
    if (at >= pit.exit) {
      car.whereabouts = 'track';
      car.plan.finishStop();
      this.wall.stintBegins(car);
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
    plan.refuelled = plan.refuel(car.fuel, plan.next ?? car.lap);
    const wheels = Math.min(3.4, 2 + 0.35 * Math.abs(random.normal()) + 0.25 * random.uniform());
    const repaired = car.damage > REPAIR_FROM ? car.damage : 0;
    plan.stationary = Math.max(wheels, plan.refuelled / FUEL_RATE) + REPAIR_TIME * repaired;
    car.damage -= repaired;
    car.fuel += plan.refuelled;
    car.fit(plan.nextCompound);
    this.news.serviced(car);
  }

  /** One step in the box, ending at race time `now`; lets the car go when the work is done and the lane is clear. */
  serve(car: Car, now: number): void {
    const { plan } = car;
    if (car.holdUntil < 0) car.holdUntil = now + plan.stationary;
    if (now < car.holdUntil) return;
    if (now < car.holdUntil + LONGEST_HOLD && !this.clear(car)) return;
    plan.stationary += now - car.holdUntil;
    car.holdUntil = now;
    car.whereabouts = 'leaving';
    car.aim();
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
