import type { Car } from '../car/car.ts';
import type { Track } from '../track/track.ts';

/** Its speed as a share of what the leader would race at, there. */
export const SAFETY_CAR_PACE = 0.55;
/** m/s² that it gains speed with, m/s at the end of the pit lane. */
const PICK_UP = 4;
const START_SPEED = 22;
/** It pulls out when the leader is so far from the pit exit, m. */
const PULL_OUT_FROM = 300;
const PULL_OUT_TO = 60;
/** m behind it at which the leader counts as picked up. */
const PICKED_UP = 70;
/** m and s that the leader keeps from it; m/s² that he counts on to slow down to it. */
const GAP = 14;
const GAP_TIME = 0.25;
const CATCH_BRAKE = 4;

/** Where the safety car is: `standby` in the pits, `waiting` at their end for the leader, `leading` the field. */
export type SafetyCarState = 'standby' | 'waiting' | 'leading';

/** The car that leads the field around when racing must stop: a place on the track and a speed, nothing more of a car. */
export class SafetyCar {
  state: SafetyCarState = 'standby';
  /** m from the line; m/s. */
  distance = 0;
  speed = 0;
  /** The leader has come up to it; nobody passes it from then on. */
  hasLeader = false;
  /** It comes in at the next pit entry. */
  private calledIn = false;
  private readonly track: Track;

  constructor(track: Track) {
    this.track = track;
  }

  deploy(): void {
    this.calledIn = false;
    if (this.state === 'standby') this.state = 'waiting';
  }

  callIn(): void {
    this.calledIn = true;
  }

  /** In at once, wherever it is. */
  standDown(): void {
    this.state = 'standby';
    this.hasLeader = false;
    this.calledIn = false;
    this.speed = 0;
  }

  /** Way forward from `distance` to `to`, m. */
  private way(distance: number, to: number): number {
    const { length } = this.track;
    return (((to - distance) % length) + length) % length;
  }

  /** Moves it for `dt` s ahead of `leader`, the first car on the track. */
  drive(leader: Car, dt: number): void {
    const { track } = this;
    if (this.state === 'waiting') {
      this.distance = this.way(0, track.pit.exit);
      const to = this.way(leader.distance, this.distance);
      if (to > PULL_OUT_FROM || to < PULL_OUT_TO) return;
      this.state = 'leading';
      this.speed = START_SPEED;
    }
    if (this.state !== 'leading') return;
    const aim = SAFETY_CAR_PACE * track.at(leader.profile.speed, this.distance);
    this.speed = Math.max(START_SPEED / 2, Math.min(aim, this.speed + PICK_UP * dt));
    const moved = this.speed * dt;
    if (this.calledIn && this.hasLeader && this.way(this.distance, this.way(0, track.pit.entry)) <= moved) {
      this.standDown();
      return;
    }
    this.distance = this.way(0, this.distance + moved);
    if (this.way(leader.distance, this.distance) < PICKED_UP) this.hasLeader = true;
  }

  /** Speed that keeps a car behind it, m/s; only for the leader and, once he is there, for cars close behind it. */
  capFor(car: Car): number {
    const gap = this.way(car.distance, this.distance);
    const spare = gap - GAP - GAP_TIME * this.speed;
    return spare > 0 ? this.speed + Math.sqrt(2 * CATCH_BRAKE * spare) : Math.max(0, this.speed + 0.5 * spare);
  }

  /** Whether `car` is close enough behind it to heed it. */
  isBefore(car: Car): boolean {
    return this.state === 'leading' && this.way(car.distance, this.distance) < PULL_OUT_FROM;
  }
}
