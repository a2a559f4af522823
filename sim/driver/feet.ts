import { GRAVITY } from '../constants.ts';
import type { Chassis } from '../car/chassis.ts';
import type { Envelope } from './envelope.ts';
import { clamp, lerp } from './numbers.ts';
import type { DrivenRoad, SpeedPlan } from './speed-plan.ts';
import type { TyreFeel } from './tyre-feel.ts';

/** How feet wander for each unit of unrest, as a share of the grip. */
const FEET = 0.015;
/** Slower by this share for each m aside of the line in a bend: another line is never as good. */
const OFF_LINE = 0.012;
/** A car that points so far off its way, as a cosine, is turned round no faster than this, m/s. */
const SPUN = 0.3;
const SPUN_PACE = 7;
/** Slip of a driven or braked tyre as a share of the slip at its peak: beyond it the pedal comes back. */
const SLIP_GOAL = 0.9;
/** The same while the car goes straight: below so much lateral acceleration, m/s². */
const SLIP_STRAIGHT = 1.9;
const STRAIGHT = 3;
/**
 * And however fast the car goes, driven wheels that run so much faster than the road spin, m/s: engine and tyres are heard. TORCS's
 * `inferno` has a fifth of the pedal back by then (inferno.cpp: nothing at 2 m/s, all at 7).
 */
const SPIN_GOAL = 3;
/** Throttle that the feet stand ready with before the lights go out. */
const READY = 0.7;
/** A car that is so many m/s too fast may have the whole pedal. */
const LATE = 4;
/** m/s² for each m/s off the plan. */
const PACE_GAIN = 4;
/** Speeds are met so much early, s. */
const PREVIEW = 0.06;
/** Pedal travel in one look. */
const THROTTLE_UP = 0.06;
const THROTTLE_DOWN = 0.2;
const BRAKE_UP = 0.12;
const BRAKE_DOWN = 0.075;
const BRAKE_DEADBAND = 0.02;

/** Feet of one driver: follow the speeds of a plan within the grip that the tyres have at this moment. */
export class Feet {
  /** Speed that must not be exceeded whatever the plan says, m/s: traffic, flags, the pit lane. */
  cap = 1e3;
  /** Share of the tyres' grip the driver goes to in braking and pulling. */
  nerve = 0.97;
  /** To save fuel the throttle is shut so many s before the brakes are due. */
  coast = 0;
  /** Unrest, about ±1. */
  unrest = 0;
  /** What is asked of the tyres, N, positive ahead, and what either axle has left for it; goals of the pedals. */
  private force = 0;
  private front = 0;
  private rear = 0;
  private throttle = 0;
  private brake = 0;
  private trim = 1;
  private brakeTrim = 1;
  private readonly car: Chassis;
  private readonly road: DrivenRoad;
  private readonly plan: SpeedPlan;
  private readonly envelope: Envelope;
  private readonly feel: TyreFeel;

  constructor(car: Chassis, road: DrivenRoad, plan: SpeedPlan, feel: TyreFeel) {
    this.car = car;
    this.road = road;
    this.plan = plan;
    this.envelope = plan.envelope;
    this.feel = feel;
  }

  /** Begins at rest, ready to go. */
  settle(): void {
    this.trim = 1;
    this.brakeTrim = 1;
    this.car.throttle = READY;
  }

  /** Looks once and moves the pedals; `aside` is how far off the racing line the car is steered, `astray` how far from there it is, m. */
  look(aside: number, astray: number): void {
    const { car, road, plan, envelope } = this;
    const { centre } = road;
    const v = car.vx;
    const u = (car.distance + (v > 0 ? v : 0) * PREVIEW) / centre.step;
    let i = u | 0;
    const part = u - i;
    while (i >= centre.count) i -= centre.count;
    let aim = lerp(plan.limit, i, part);
    const change = lerp(plan.change, i, part);
    const sharp = Math.abs(car.roadCurvature) * 200;
    aim *= 1 - (OFF_LINE * Math.abs(aside) + this.dirty()) * (sharp < 1 ? sharp : 1);
    const lost = Math.abs(astray) - 1.5;
    if (lost > 0) aim = Math.min(aim, Math.max(aim * (1 - 0.06 * lost), 12));
    if (Math.cos(car.yaw) < SPUN) aim = Math.min(aim, SPUN_PACE);
    const pace = change + PACE_GAIN * (aim - v);
    const want = Math.min(pace, 5 * (this.cap - v));
    const mass = car.mass;
    const force = mass * (want + 9.8 * car.slope) + car.drag;
    this.force = force;
    const side = Math.abs(car.ay) * mass;
    this.front = spare(this.feel.hold(0), side * envelope.frontLateral);
    this.rear = spare(this.feel.hold(2), side * (1 - envelope.frontLateral));
    // On the power until the brakes are needed: a plan that slows down by less than the air does is no reason to lift.
    const flat = aim > v + 0.8 && this.cap > v + 0.8;
    this.throttle = 0;
    this.brake = 0;
    if (force > 0 || flat) {
      if (this.coast === 0 || !this.brakesSoon()) this.pull(flat);
    } else this.brakeHard(v > aim + LATE);
    this.press();
  }

  /** Share of the speed in a bend that dirty air takes: half of what it takes of the load, since grip grows with the square of the speed. */
  private dirty(): number {
    const { car } = this;
    const air = car.dirtyAir;
    const down = (car.downforceFront + car.downforceRear) / air;
    return (0.5 * (1 - air) * down) / (car.mass * GRAVITY + down);
  }

  /** Whether the plan is slower than the car within the time that it is to coast. */
  private brakesSoon(): boolean {
    const { centre } = this.road;
    const { vx } = this.car;
    const i = Math.floor((this.car.distance + vx * this.coast) / centre.step) % centre.count;
    return this.plan.limit[i]! < vx;
  }

  private pull(flat: boolean): void {
    const { car, envelope, nerve, front, rear } = this;
    const force = flat ? Infinity : this.force;
    const { prepared } = car;
    const { frontDrive } = envelope;
    const room = frontDrive === 0 ? rear : frontDrive === 1 ? front : front + rear;
    const ratio = prepared.ratios[car.gear + 1]!;
    const radius = frontDrive === 1 ? prepared.radius[0]! : prepared.radius[2]!;
    const full = (prepared.fullTorque(car.engineSpeed) * Math.max(ratio, 1)) / radius;
    const inertia = 1 + prepared.driveInertia[car.gear + 1]! / (radius * radius * car.mass);
    // Slip of the driven wheels beyond the goal takes the trim down, grip found again brings it back.
    const goal = (Math.abs(car.ay) < STRAIGHT ? SLIP_STRAIGHT : SLIP_GOAL) * (frontDrive === 1 ? this.feel.peakFront : this.feel.peakRear);
    const use = this.slipUse(goal);
    if (use > 1) this.trim -= Math.min(0.06, 0.25 * (use - 1));
    else this.trim += 0.03;
    this.trim = this.trim < 0.15 ? 0.15 : this.trim > 1.25 ? 1.25 : this.trim;
    const most = (nerve + FEET * this.unrest) * room * inertia * this.trim;
    const drag = car.spec.engine.brake * ((car.engineSpeed - prepared.idle) / (prepared.revMax - prepared.idle));
    const wanted = (Math.min(force * inertia, most) / full + drag) / (1 + drag);
    this.throttle = Math.min(1, wanted < 0 ? 0 : wanted);
  }

  /** What the driven wheels slip as a share of what they may: combined slip of the worst one that spins, or their speed over the road. */
  private slipUse(goal: number): number {
    const { slipAlong, slipAcross, pace } = this.car;
    const { frontDrive } = this.envelope;
    const first = frontDrive > 0 ? 0 : 2;
    const end = frontDrive === 1 ? 2 : 4;
    let most = 0;
    let spin = 0;
    for (let w = first; w < end; w++) {
      const sx = slipAlong[w]!;
      spin -= sx * pace[w]!;
      if (sx > 0) continue;
      const sy = slipAcross[w]!;
      const s = Math.sqrt(sx * sx + 0.5 * sy * sy);
      if (s > most) most = s;
    }
    return Math.max(most / goal, spin / ((end - first) * SPIN_GOAL));
  }

  private brakeHard(late: boolean): void {
    const { car, envelope, nerve, front, rear } = this;
    const force = -this.force;
    const { frontBraking } = envelope;
    const { slipAlong } = car;
    const slipFront = (slipAlong[0]! + slipAlong[1]!) / (2 * this.feel.peakFront);
    const slipRear = (slipAlong[2]! + slipAlong[3]!) / (2 * this.feel.peakRear);
    const worst = slipFront > slipRear ? slipFront : slipRear;
    if (worst > SLIP_GOAL) this.brakeTrim -= Math.min(0.15, 0.5 * (worst / SLIP_GOAL - 1) + 0.02);
    else this.brakeTrim += 0.03;
    this.brakeTrim = this.brakeTrim < 0.2 ? 0.2 : this.brakeTrim > 1.2 ? 1.2 : this.brakeTrim;
    const most = (nerve + FEET * this.unrest) * this.brakeTrim * Math.min(front / frontBraking, rear / (1 - frontBraking));
    const engine = (Math.abs(Math.min(0, car.shaftTorque)) / car.prepared.radius[2]!) * 0.8;
    const wanted = (Math.min(force, most, late ? envelope.brakeForce : envelope.usualBraking) - engine) / envelope.brakeForce;
    this.brake = wanted < BRAKE_DEADBAND && car.brake === 0 ? 0 : clamp(wanted < 0 ? 0 : wanted, 1);
  }

  /** Moves the pedals towards their goals as fast as feet go. */
  private press(): void {
    const { car, throttle, brake } = this;
    const up = throttle - car.throttle;
    const goal = car.throttle + (up > THROTTLE_UP ? THROTTLE_UP : up < -THROTTLE_DOWN ? -THROTTLE_DOWN : up);
    car.throttle = goal < 0 ? 0 : goal > 1 ? 1 : goal;
    const harder = brake - car.brake;
    const pressed = car.brake + (harder > BRAKE_UP ? BRAKE_UP : harder < -BRAKE_DOWN ? -BRAKE_DOWN : harder);
    car.brake = pressed < 0 ? 0 : pressed > 1 ? 1 : pressed;
  }
}

/** What is left along when `side` is used across, of `hold` in all; never nothing. */
function spare(hold: number, side: number): number {
  const square = hold * hold - side * side;
  return square > 0.04 * hold * hold ? Math.sqrt(square) : 0.2 * hold;
}
