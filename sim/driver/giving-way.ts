import { type Car, NO_CAP } from '../car/car.ts';
import { CAR_LENGTH } from '../constants.ts';
import type { Track } from '../track/track.ts';

/** A lapped driver goes aside when who laps him is so close behind, m from centre to centre. */
const NEAR = 45;
/** The pass is made when who laps is so far in front, m. */
const PAST = 6;
/**
 * Once a driver has gone aside for him, who laps is let by in the bend too when he is so close behind, m; when he is a little
 * farther, the driver stays aside, and does not come back in front of him.
 */
const COMMITTED = CAR_LENGTH + 2;
const KEPT = 20;
/** Before a straight ends the pass is to be made by so many s, and the straight takes at least so many. */
const SPARE_TIME = 0.35;
const LEAST_TIME = 0.8;
/** Slower than who laps by at least this share, and never slower than this share of racing speed. */
const SLOWER = 0.1;
const SLOWEST = 0.7;
/** By what the speed is taken down in one look, m/s: a lifted foot and a touch of the brake, in front of somebody. */
const EASE = 1.2;
/** m/s, and share of the speed, slower than who is alongside. */
const ALONGSIDE = 3;
const ALONGSIDE_SHARE = 0.15;
/** Farther than this from the middle of the road, m, a driver stays on the side that he is on. */
const MIDDLE = 1;
/** Within so many m, cars that give way go to the same side. */
const TRAIN = 60;
const NOBODY = -1;

/**
 * How lapped drivers who are shown the blue flag give way: on a straight on which who laps them can get by, they go to the side
 * and slow down by what that takes. In bends they keep their line and their pace, unless somebody is alongside.
 */
export class GivingWay {
  private readonly track: Track;
  /** Index of the car that each car is shown the blue flag for, or -1. */
  private readonly to: Int32Array;
  /** Side of the road that each car keeps to while it gives way, 1 left, -1 right; 0 while it does not. */
  private readonly sides: Int8Array;
  /** 1 for a car that slows down to be passed. */
  private readonly slows: Uint8Array;

  constructor(track: Track, cars: number) {
    this.track = track;
    this.to = new Int32Array(cars).fill(NOBODY);
    this.sides = new Int8Array(cars);
    this.slows = new Uint8Array(cars);
  }

  /** Takes note of the flag that a car is shown. */
  note(car: Car): void {
    this.to[car.index] = car.blue;
    if (car.blue < 0) this.stop(car.index);
  }

  private stop(i: number): void {
    this.sides[i] = 0;
    this.slows[i] = 0;
  }

  /** Index of the car that `car` is to let by, or -1. */
  whom(car: Car): number {
    return this.to[car.index]!;
  }

  /** Whether the car is being passed at its own wish: it keeps to its side and slows down. */
  letsBy(car: Car): boolean {
    return this.slows[car.index] !== 0;
  }

  /** 1 while the car keeps to the left to let another by, -1 to the right, 0 while it does not. */
  side(car: Car): number {
    return this.sides[car.index]!;
  }

  /**
   * Decides whether a flagged car gives way here to `lapper`, `way` m behind it, and limits its speed while it does. `front` is
   * the car next in front, `gap` m ahead.
   */
  look(car: Car, lapper: Car, way: number, front: Car, gap: number): void {
    const { sides, slows } = this;
    const i = car.index;
    if (way <= -PAST) {
      // The side is kept for who may come next, until the flag goes in.
      slows[i] = 0;
      return;
    }
    const near = way < NEAR && lapper.mayPass && isFree(lapper) && isFree(car);
    const closing = this.closing(car, lapper, way);
    if (!near || (closing === Infinity && (sides[i] === 0 || way > KEPT))) {
      this.stop(i);
      return;
    }
    if (sides[i] === 0) sides[i] = this.choose(car, front, gap);
    slows[i] = closing < Infinity || way < COMMITTED ? 1 : 0;
    if (slows[i] !== 0) this.slow(car, lapper, way, closing);
  }

  /** m/s by which who laps must be faster to get past on what is left of the straight; Infinity where that is too much. */
  private closing(car: Car, lapper: Car, way: number): number {
    const left = this.clear(car) / Math.max(car.speed, 10) - SPARE_TIME;
    if (left < (this.slows[car.index] === 0 ? LEAST_TIME : 0.1)) return Infinity;
    const closing = (way + PAST) / left;
    const plan = this.plan(car);
    return Math.max(lapper.speed, plan) - closing > SLOWEST * plan ? closing : Infinity;
  }

  /** Limits the car's speed for who laps it, `way` m behind. */
  private slow(car: Car, lapper: Car, way: number, closing: number): void {
    const { speed } = lapper;
    const beside = way < CAR_LENGTH + 1;
    const slower = beside ? Math.max(ALONGSIDE, ALONGSIDE_SHARE * speed) : Math.max(SLOWER * speed, closing < Infinity ? closing : 0);
    car.cap = Math.min(car.cap, Math.max(speed - slower, SLOWEST * this.plan(car), car.speed - EASE));
  }

  /** Straight in front of the car, m. */
  private clear(car: Car): number {
    return this.track.at(this.track.line.clear, Math.min(car.distance, this.track.length));
  }

  /** Racing speed where the car is, m/s. */
  private plan(car: Car): number {
    return this.track.at(car.profile.speed, Math.min(car.distance, this.track.length));
  }

  /** The side that the car is on, or the one that who laps does not need; behind others who give way, theirs. */
  private choose(car: Car, front: Car, gap: number): number {
    if (gap < TRAIN && this.sides[front.index] !== 0) return this.sides[front.index]!;
    if (Math.abs(car.offset) > MIDDLE) return car.offset > 0 ? 1 : -1;
    const { line, length } = this.track;
    return this.track.at(line.offset, (car.distance + this.clear(car)) % length) > 0 ? -1 : 1;
  }
}

/** On the track, whole, and not on the way into the pits. */
function isFree(car: Car): boolean {
  return car.whereabouts === 'track' && !car.stricken && car.laneCap === NO_CAP;
}
