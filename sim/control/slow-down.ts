import type { Car } from '../car/car.ts';
import type { Random } from '../random.ts';
import type { Track } from '../track/track.ts';
import type { Flags } from './flags.ts';
import { SAFETY_CAR_PACE, SafetyCar } from './safety-car.ts';

/** Share of racing speed under the virtual safety car, and of cars that catch up with the queue behind the real one. */
export const VSC_PACE = 0.62;
export const CATCH_PACE = 0.72;
/** By which the share falls in a second when the flag comes out: nobody brakes at once for it. */
const EASE = 0.13;
/** s from the word that the virtual safety car is ending to its end. */
const VSC_NOTICE = 10;
/** Most laps that a safety car without a script waits for the field to close up. */
const LONGEST = 6;
/** m of the queue for each car in it: the field has closed up. */
const QUEUE_ROOM = 45;

/** Slows the whole field: virtual safety car and safety car, from the flag to the restart. */
export class SlowDown {
  readonly safetyCar: SafetyCar;
  /** Share of racing speed that cars may use now: 1 while there is racing. */
  pace = 1;
  /** What is slowing the field down. It outlasts the chequered flag: a race may end behind the safety car. */
  mode: 'none' | 'vsc' | 'safety-car' = 'none';
  /** The word is out that it ends: no cheap stop any more. */
  ending = false;
  private readonly track: Track;
  private readonly flags: Flags;
  private readonly random: Random;
  /** Race time that it lasts to at least, s; whole laps behind the safety car, 0 where time or the incident says. */
  private until = 0;
  private laps = 0;
  private closeUp = false;
  /** Times that the leader has crossed the line behind it. */
  private crossings = 0;

  constructor(track: Track, flags: Flags, random: Random) {
    this.track = track;
    this.flags = flags;
    this.random = random;
    this.safetyCar = new SafetyCar(track);
  }

  /** Virtual safety car up to race time `until`, s. A real one that is out stays out instead. */
  callVirtual(until: number, now: number, reason: string): void {
    if (this.flags.shown === 'chequered') return;
    if (this.mode !== 'none') {
      this.until = Math.max(this.until, until);
      return;
    }
    this.mode = 'vsc';
    this.until = until;
    this.ending = false;
    this.flags.show('vsc', now, 'out', reason);
  }

  /**
   * Safety car for `laps` whole laps of the leader, or with 0 until race time `until`, s, and the end of the lap; with
   * `closeUp` it waits a few laps for the field to close up.
   */
  callSafetyCar(laps: number, until: number, closeUp: boolean, now: number, reason: string): void {
    if (this.flags.shown === 'chequered') return;
    if (this.mode === 'safety-car') {
      this.until = Math.max(this.until, until);
      this.closeUp ||= closeUp;
      if (this.laps > 0) this.laps = Math.max(this.laps, this.crossings + laps);
      return;
    }
    this.mode = 'safety-car';
    this.until = until;
    this.laps = laps;
    this.closeUp = closeUp;
    this.crossings = 0;
    this.ending = false;
    this.safetyCar.deploy();
    this.flags.show('safety-car', now, 'out', reason);
  }

  /** `dt` s of it, ending at race time `now`, with the first car on the track. */
  advance(now: number, dt: number, leader: Car | undefined): void {
    if (this.mode === 'none') {
      this.pace = 1;
      return;
    }
    this.pace = Math.max(this.mode === 'vsc' ? VSC_PACE : CATCH_PACE, this.pace - EASE * dt);
    if (this.mode === 'vsc') this.virtual(now);
    else if (leader) this.safetyCar.drive(leader, dt);
  }

  private virtual(now: number): void {
    if (!this.ending && now >= this.until - VSC_NOTICE) {
      this.ending = true;
      // Nobody knows the moment of the restart to the tenth.
      this.until += this.random.between(0, 2);
      if (this.flags.shown === 'vsc') this.flags.show('vsc', now, 'ending');
    }
    if (this.ending && now >= this.until) this.end(now);
  }

  private end(now: number): void {
    this.mode = 'none';
    this.ending = false;
    this.safetyCar.standDown();
    if (this.flags.shown !== 'chequered') this.flags.show('green', now);
  }

  /** The leader has begun a lap. Returns true where that restarts the race. `last` is the last car on the track, of `count`. */
  newLap(now: number, last: Car | undefined, count: number): boolean {
    if (this.mode !== 'safety-car' || this.flags.shown === 'chequered') return false;
    if (this.ending) {
      this.end(now);
      return true;
    }
    this.crossings++;
    if (!this.safetyCar.hasLeader) return false;
    const closedUp = !this.closeUp || !last || this.queueTo(last) < QUEUE_ROOM * count || this.crossings >= LONGEST;
    const due = this.laps > 0 ? this.crossings >= this.laps : now >= this.until && closedUp;
    if (!due) return false;
    this.ending = true;
    this.safetyCar.callIn();
    this.flags.show('safety-car', now, 'ending');
    return false;
  }

  /** m from the safety car back to a car. */
  private queueTo(car: Car): number {
    const { length } = this.track;
    return (((this.safetyCar.distance - car.distance) % length) + length) % length;
  }

  /** Most speed for a car on the track, m/s; `leader` is the first of them. */
  capFor(car: Car, leader: Car | undefined): number {
    const racing = this.track.at(car.profile.speed, car.distance);
    const { safetyCar } = this;
    if (this.mode !== 'safety-car') return this.pace * racing;
    if (safetyCar.isBefore(car) && (safetyCar.hasLeader || car === leader)) return Math.min(this.pace * racing, safetyCar.capFor(car));
    // The safety car has gone in: the first car keeps its pace up to the line.
    if (this.ending && safetyCar.state === 'standby' && car === leader) return SAFETY_CAR_PACE * racing;
    return this.pace * racing;
  }
}
