import type { Chassis } from '../car/chassis.ts';
import type { Envelope } from './envelope.ts';
import { LOOK } from './look.ts';
import { clamp, lerp } from './numbers.ts';
import type { DrivenRoad } from './speed-plan.ts';
import type { TyreFeel } from './tyre-feel.ts';

/** How far ahead of the car, s and m, a driver aims with the steering, and how strongly: share of what would bring the car there. */
const AIM_TIME = 0.3;
const AIM_LEAST = 4;
const AIM_GAIN = 0.55;
/** Steepest way back to the line, as a slope. */
const STEEPEST = 0.6;
/** From the middle of the car to the edge of the road while racing, at least, m. */
const EDGE = 0.8;
/** Farther aside than any road is wide, m. */
const NOWHERE = 1000;
/** s in which missing turning is to come; below so many m/s the wheels just point where the car is to go. */
const TURN_TIME = 0.12;
const SLOW = 4;
/** Slip of the rear tyres, as a share of their knee, from which a slide is caught; how strongly; how far against. */
const SLIDE = 1.05;
const CATCH = 1.5;
const AGAINST = -0.3;
/**
 * How a driver goes aside: eagerness, rad/s of a critically damped wish; at most so many m/s², and so many m/s and share of the
 * speed.
 */
const ASIDE_EAGER = 2.1;
const ASIDE_FORCE = 5.5;
const ASIDE_PACE = 6;
const ASIDE_SHARE = 0.25;
/** How hands wander for each unit of unrest, rad of steering. */
const HANDS = 0.0012;

/** Hands of one driver: hold the car at an offset from the racing line, on the road and clear of who is alongside. */
export class Hands {
  /** Wished offset from the racing line, m, positive to the left. */
  drift = 0;
  /** Offsets from the centre line that cars alongside leave, m. */
  low = -NOWHERE;
  high = NOWHERE;
  /** Keeps to the road wherever the wish to be aside would lead; off in the pits and on the way there. */
  onRoad = true;
  /** Unrest, about ±1. */
  unrest = 0;
  /** m from where the driver wants to be. */
  astray = 0;
  /** Offset from the racing line that is steered for now, m. */
  driftNow = 0;
  private driftRate = 0;
  private driftForce = 0;
  private readonly car: Chassis;
  private readonly road: DrivenRoad;
  private readonly envelope: Envelope;
  private readonly feel: TyreFeel;

  constructor(car: Chassis, road: DrivenRoad, envelope: Envelope, feel: TyreFeel) {
    this.car = car;
    this.road = road;
    this.envelope = envelope;
    this.feel = feel;
  }

  /** Begins at rest, so far from the racing line, m. */
  settle(drift: number): void {
    this.drift = drift;
    this.driftNow = drift;
    this.driftRate = 0;
    this.driftForce = 0;
  }

  /** Looks once and turns the wheel. */
  look(): void {
    const { car, road } = this;
    const { centre, line } = road;
    const speed = Math.sqrt(car.vx * car.vx + car.vy * car.vy);
    const v = speed > 3 ? speed : 3;
    const ahead = v * AIM_TIME > AIM_LEAST ? v * AIM_TIME : AIM_LEAST;
    this.goAside(v);

    const u = car.distance / centre.step;
    let i = u | 0;
    const part = u - i;
    while (i >= centre.count) i -= centre.count;
    const offset = lerp(line.offset, i, part);
    const wish = offset + this.driftNow;
    const place = this.within(wish, i);
    // Held off the line by the road's edge or by a car alongside, it goes along the road.
    const free = place === wish;
    const slope = free ? (line.offset[i + 1]! - line.offset[i]!) / centre.step : 0;
    const wide = 1 - car.offset * car.roadCurvature;
    const path = Math.atan(slope / (wide > 0.3 ? wide : 0.3));
    const course = car.yaw + (speed > 2 ? Math.atan2(car.vy, Math.abs(car.vx)) : 0);
    const error = car.offset - place;
    this.astray = error;
    const heading = clamp(course - path - (free ? Math.atan(this.driftRate / v) : 0), 1.2);

    const w = (car.distance + v * 0.06) / centre.step;
    let k = w | 0;
    const rest = w - k;
    while (k >= centre.count) k -= centre.count;
    const lead = free ? lerp(line.curvature, k, rest) : lerp(centre.curvature, k, rest);
    const bend = lead / Math.max(0.4, 1 - (free ? this.driftNow : place) * lead);
    // From far off the way back is taken at an angle, not in circles.
    const correction = (-2 * AIM_GAIN * (clamp(error / ahead, STEEPEST) + Math.sin(heading))) / ahead;
    const wanted = bend + (free && v > 8 ? this.driftForce / (v * v) : 0) + clamp(correction, 0.12 + 0.5 / v);

    car.steer = clamp((this.wheelAngle(wanted, v) + HANDS * this.unrest) / car.spec.steering.lock, 1);
  }

  /** An offset from the centre line brought inside the road's edges at entry `i`. */
  private within(offset: number, i: number): number {
    if (!this.onRoad) return offset;
    const { left, right } = this.road.centre;
    const high = Math.min(left[i]! - EDGE, this.high);
    const low = Math.max(EDGE - right[i]!, this.low);
    if (low > high) return (low + high) / 2;
    return offset > high ? high : offset < low ? low : offset;
  }

  /** Share of the bend's side force that the front is asked for: less of it, then none, as the rear slides away; beyond that it steers against. */
  private caught(): number {
    const { slipAcross } = this.car;
    const slide = Math.abs(slipAcross[2]! + slipAcross[3]!) / (2 * this.feel.peakRear);
    if (slide < SLIDE) return 1;
    const share = 1 - CATCH * (slide - SLIDE);
    return share > AGAINST ? share : AGAINST;
  }

  /** Moves the place that is steered for towards the one that is wished for, as fast as a car can go aside. */
  private goAside(v: number): void {
    const wish = ASIDE_EAGER * (ASIDE_EAGER * (this.drift - this.driftNow) - 2 * this.driftRate);
    const fastest = ASIDE_SHARE * v < ASIDE_PACE ? ASIDE_SHARE * v : ASIDE_PACE;
    const before = this.driftRate;
    this.driftRate = clamp(before + clamp(wish, ASIDE_FORCE) * LOOK, fastest);
    this.driftForce = (this.driftRate - before) / LOOK;
    this.driftNow += this.driftRate * LOOK;
  }

  /**
   * Angle of the front wheels, rad, for a wished bend, 1/m, at `v` m/s: the direction that the front axle goes in, and the slip
   * on top of it that gives the side force for the bend and for the turning that is missing.
   */
  private wheelAngle(wanted: number, v: number): number {
    const { car, envelope } = this;
    const { prepared, mass } = car;
    const rolling = prepared.wheelbase * wanted;
    if (v < SLOW) return rolling;
    const bend = mass * v * v * wanted * envelope.frontLateral * this.caught();
    const turn = (mass * prepared.inertiaZ * (v * wanted - car.yawRate)) / (TURN_TIME * prepared.x[0]!);
    const going = Math.atan2(car.vy + car.yawRate * prepared.x[0]!, car.vx > 1 ? car.vx : 1);
    const angle = going + this.feel.slipFor(0, bend + turn, this.feel.peakFront);
    const share = v < 2 * SLOW ? v / SLOW - 1 : 1;
    return rolling + share * (angle - rolling);
  }
}
