import type { Car } from '../car/car.ts';
import { BASE_POWER } from '../car/rail-spec.ts';
import { AIR_DENSITY, GRAVITY } from '../constants.ts';
import type { Track } from '../track/track.ts';

/** Faster than any car, m/s. */
const TOP = 115;
/** Drivers ask for more than the engine has, so that the pedal is down wherever power is the limit. */
const EAGER = 1.15;
/** Share of the corner grip that is used for braking and for traction. */
const BRAKE_SHARE = 0.92;
const TRACTION_SHARE = 0.95;
const MISTAKE_CHANCE = 0.004;

/**
 * The speeds a driver aims at for one lap: what grip, brakes and engine allow, found by a pass backwards (braking) and one
 * forwards (traction) over the racing line with a friction circle. Renewed for each lap; allocates only when made.
 */
export class SpeedProfile {
  /** m/s at each entry of the track's tables. */
  readonly speed: Float64Array;
  /** Acceleration from each entry to the next, m/s². */
  readonly acceleration: Float64Array;
  /** Time of a lap at these speeds, s. */
  lapTime = 0;
  /** Share of the grip that is used in each corner. */
  private readonly shares: Float64Array;
  /** Corner whose share holds at each entry. */
  private readonly corner: Uint8Array;

  constructor(track: Track) {
    const { count, step } = track.centre;
    this.speed = new Float64Array(count + 1);
    this.acceleration = new Float64Array(count + 1);
    this.shares = new Float64Array(track.corners.length);
    this.corner = new Uint8Array(count + 1);
    let next = 0;
    for (let i = 0; i <= count; i++) {
      while (next < track.corners.length - 1 && i * step > track.corners[next]!.to + 20) next++;
      this.corner[i] = next;
    }
  }

  /** Aims for the coming lap with the grip and mass of now; draws the driver's scatter from the car's own stream. */
  plan(car: Car, track: Track): void {
    const { traits, random } = car;
    for (let i = 0; i < this.shares.length; i++) {
      const slip = random.uniform() < MISTAKE_CHANCE ? 0.08 : 0;
      this.shares[i] = Math.min(1, traits.skill + traits.scatter * random.normal()) - slip;
    }
    this.limit(car, track);
    this.brake(car, track);
    this.accelerate(car, track);
    this.derive(track);
  }

  /** Highest cornering speed: v²|k| = grip (g + c v²), c being downforce per mass and v². */
  private limit(car: Car, track: Track): void {
    const { curvature } = track.line;
    const c = (0.5 * AIR_DENSITY * car.spec.downforceArea) / car.mass;
    for (let i = 0; i < this.speed.length; i++) {
      const grip = car.grip * this.shares[this.corner[i]!]!;
      const rest = Math.abs(curvature[i]!) - grip * c;
      this.speed[i] = rest > 1e-5 ? Math.min(TOP, Math.sqrt((grip * GRAVITY) / rest)) : TOP;
    }
  }

  private brake(car: Car, track: Track): void {
    const { curvature, stretch } = track.line;
    const { count, step } = track.centre;
    const { spec, mass } = car;
    const c = (0.5 * AIR_DENSITY * spec.downforceArea) / mass;
    const d = (0.5 * AIR_DENSITY * spec.dragArea) / mass;
    const pedal = (0.97 * spec.brakeForce) / mass;
    // Twice round, so that a braking zone may lie across the line.
    for (let k = 2 * count - 1; k >= 0; k--) {
      const i = k % count;
      const v2 = this.speed[i + 1]! ** 2;
      const grip = car.grip * this.shares[this.corner[i]!]! * (GRAVITY + c * v2);
      const side = (v2 * curvature[i]!) / grip;
      const room = BRAKE_SHARE * grip * Math.sqrt(Math.max(0, 1 - side * side));
      const reach = v2 + 2 * step * stretch[i]! * (Math.min(room, pedal) + d * v2);
      if (reach < this.speed[i]! ** 2) this.speed[i] = Math.sqrt(reach);
      if (i === 0) this.speed[count] = this.speed[0]!;
    }
  }

  private accelerate(car: Car, track: Track): void {
    const { curvature, stretch } = track.line;
    const { count, step } = track.centre;
    const { spec, mass } = car;
    const c = (0.5 * AIR_DENSITY * spec.downforceArea) / mass;
    const d = (0.5 * AIR_DENSITY * spec.dragArea) / mass;
    const power = (EAGER * spec.power * BASE_POWER) / mass;
    for (let k = 0; k < 2 * count; k++) {
      const i = k % count;
      const v = this.speed[i]!;
      const v2 = v * v;
      const grip = car.grip * this.shares[this.corner[i]!]!;
      const side = (v2 * curvature[i]!) / (grip * (GRAVITY + c * v2));
      const rear = grip * ((1 - spec.frontWeight) * GRAVITY + (1 - spec.frontDownforce) * c * v2);
      const room = TRACTION_SHARE * rear * Math.sqrt(Math.max(0, 1 - side * side));
      const push = Math.min(room, power / Math.max(v, 5)) - d * v2;
      const reach = v2 + 2 * step * stretch[i]! * push;
      if (reach < this.speed[i + 1]! ** 2) this.speed[i + 1] = Math.sqrt(Math.max(25, reach));
      if (i === count - 1) this.speed[0] = this.speed[count]!;
    }
  }

  private derive(track: Track): void {
    const { count, step } = track.centre;
    const { stretch } = track.line;
    let time = 0;
    for (let i = 0; i < count; i++) {
      const a = this.speed[i]!;
      const b = this.speed[i + 1]!;
      const way = step * stretch[i]!;
      this.acceleration[i] = (b * b - a * a) / (2 * way);
      time += (2 * way) / (a + b);
    }
    this.acceleration[count] = this.acceleration[0]!;
    this.lapTime = time;
  }
}
