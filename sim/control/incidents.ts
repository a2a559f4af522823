import type { Car } from '../car/car.ts';
import type { Random } from '../random.ts';
import type { Track } from '../track/track.ts';
import type { Flags } from './flags.ts';
import type { SlowDown } from './slow-down.ts';

/** A car slower than this share of racing speed for so many s brings out the yellow flag. */
const SLOW = 0.25;
const SLOW_FOR = 2.5;
/** Race time from which that is watched, s. */
const LAUNCHED = 45;
/** A car that stands on the track for so many s is out. */
const STANDS = 1;
const STANDS_FOR = 30;
/** s that a yellow flag stays out after what it was for. */
const LINGERS = 4;
/** s that marshals need to take a car away, at least and at most. */
const CLEAR_LEAST = 35;
const CLEAR_MOST = 100;
/** How often a car that has stopped needs the safety car, and the virtual one: race control's judgement, as chances. */
const SAFETY_CAR_CHANCE = 0.3;
const VSC_CHANCE = 0.35;

/** What race control does about cars that are slow, stand or have been left beside the track. */
export class Incidents {
  private readonly track: Track;
  private readonly flags: Flags;
  private readonly slowDown: SlowDown;
  private readonly random: Random;
  /** s that each car has been slow, and has stood. */
  private readonly slow: Float64Array;
  private readonly stood: Float64Array;

  constructor(track: Track, cars: number, flags: Flags, slowDown: SlowDown, random: Random) {
    this.track = track;
    this.flags = flags;
    this.slowDown = slowDown;
    this.random = random;
    this.slow = new Float64Array(cars);
    this.stood = new Float64Array(cars);
  }

  /** Watches a car that is not known to be broken for `dt` s; returns true when it has stood too long. */
  watch(car: Car, now: number, dt: number): boolean {
    const i = car.index;
    if (car.whereabouts !== 'track' || now < car.holdUntil) {
      this.slow[i] = 0;
      this.stood[i] = 0;
      return false;
    }
    this.stood[i] = car.speed < STANDS ? this.stood[i]! + dt : 0;
    // On the way from the grid, and in a queue, everybody is slow.
    const racing = car.lap > 0 && now > LAUNCHED && this.slowDown.mode === 'none';
    const slow = racing && car.speed < SLOW * this.track.at(car.profile.speed, car.distance);
    this.slow[i] = slow ? this.slow[i]! + dt : 0;
    if (this.slow[i] > SLOW_FOR) this.warn(car, now);
    return this.stood[i] > STANDS_FOR;
  }

  /** Yellow where the slow car is, as long as it is called again. */
  warn(car: Car, now: number): void {
    const sector = this.flags.sectorAt(car.distance);
    this.flags.hold(sector, now + LINGERS, now, this.flags.isYellow(sector) ? '' : `${car.entry.car} is slow`);
  }

  /** A car has been left beside the track: yellow until it is cleared, and slower for all where race control finds it needed. */
  stopped(car: Car, now: number): void {
    const { random, flags, slowDown } = this;
    const cleared = now + random.between(CLEAR_LEAST, CLEAR_MOST);
    const judgement = random.uniform();
    const reason = `${car.entry.car} has stopped`;
    flags.hold(flags.sectorAt(car.distance), cleared, now, reason);
    if (judgement < SAFETY_CAR_CHANCE) slowDown.callSafetyCar(0, cleared, true, now, reason);
    else if (judgement < SAFETY_CAR_CHANCE + VSC_CHANCE) slowDown.callVirtual(cleared, now, reason);
  }
}
