import type { Chassis } from '../car/chassis.ts';
import { knee } from '../car/tyre.ts';
import type { Envelope } from './envelope.ts';
import type { DrivenRoad, SpeedPlan } from './speed-plan.ts';

/** Seconds between two looks of a driver at the road. */
export const LOOK = 0.01;

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
/** How hands and feet wander for each unit of unrest: rad of steering, share of the grip. */
const HANDS = 0.0012;
const FEET = 0.015;
/** Slower by this share for each m aside of the line in a bend: another line is never as good. */
const OFF_LINE = 0.012;
/** Slower by this share of the downforce that dirty air takes in a bend. */
const DIRTY = 0.35;
/** A car that points so far off its way, as a cosine, is turned round no faster than this, m/s. */
const SPUN = 0.3;
const SPUN_PACE = 7;
/** Slip of a driven or braked tyre as a share of the slip at its peak: beyond it the pedal comes back. */
const SLIP_GOAL = 0.9;
/** The same while the car goes straight: below so much lateral acceleration, m/s². */
const SLIP_STRAIGHT = 1.9;
const STRAIGHT = 3;
/** Throttle that the feet stand ready with before the lights go out. */
const READY = 0.7;
/** Share of the way to the load of now that a driver's feeling for it goes in one look. */
const FEEL = 0.2;
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
/** The engine is kept at this share of its range while the clutch slips at a start. */
const LAUNCH_REVS = 0.72;
/** A lower gear goes in when the speed is this share of the one where the upper is taken. */
const DOWNSHIFT = 0.86;

/**
 * Hands and feet of one driver: follows a line at an offset from the racing line and the speeds of a plan, within the grip that
 * the tyres have at this moment. Looks every `LOOK`; allocates nothing.
 */
export class Pilot {
  readonly car: Chassis;
  readonly envelope: Envelope;
  readonly plan: SpeedPlan;
  /** Speed that must not be exceeded whatever the plan says, m/s: traffic, flags, the pit lane. */
  cap = 1e3;
  /** Wished offset from the racing line, m, positive to the left. */
  drift = 0;
  /** Most throttle that is used. */
  lift = 1;
  /** Share of the tyres' grip the driver goes to in braking and pulling. */
  nerve = 0.97;
  /** Offsets from the centre line that cars alongside leave, m. */
  low = -NOWHERE;
  high = NOWHERE;
  /** Keeps to the road wherever the wish to be aside would lead; off in the pits and on the way there. */
  onRoad = true;
  /** To save fuel the throttle is shut so many s before the brakes are due. */
  coast = 0;
  /** Unrest of hands and feet, about ±1. */
  unrest = 0;
  /** Off the line or off the road: m from where the driver wants to be. */
  astray = 0;
  private readonly road: DrivenRoad;
  private readonly peakFront: number;
  private readonly peakRear: number;
  private trim = 1;
  private brakeTrim = 1;
  /** Load on each wheel as a driver feels it, without the bumps, N. */
  private readonly load = new Float64Array(4);
  private driftNow = 0;
  private driftRate = 0;
  private driftForce = 0;

  constructor(car: Chassis, road: DrivenRoad, plan: SpeedPlan) {
    this.car = car;
    this.road = road;
    this.plan = plan;
    this.envelope = plan.envelope;
    this.peakFront = knee(car.prepared.curves[0]!).slip;
    this.peakRear = knee(car.prepared.curves[2]!).slip;
  }

  /** Begins on the grid or in the box: the feet are off the pedals. */
  settle(drift: number): void {
    this.driftNow = drift;
    this.drift = drift;
    this.driftRate = 0;
    this.driftForce = 0;
    this.trim = 1;
    this.brakeTrim = 1;
    this.load.set(this.car.load);
    this.car.throttle = READY;
  }

  /** Looks once and moves steering, pedals, clutch and gear lever. */
  look(): void {
    for (let w = 0; w < 4; w++) this.load[w] = this.load[w]! + FEEL * (this.car.load[w]! - this.load[w]!);
    this.steer();
    this.drive();
    this.shift();
  }

  private steer(): void {
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
    const slide = Math.abs(slipAcross[2]! + slipAcross[3]!) / (2 * this.peakRear);
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
    const angle = going + this.slipFor(0, bend + turn, this.peakFront);
    const share = v < 2 * SLOW ? v / SLOW - 1 : 1;
    return rolling + share * (angle - rolling);
  }

  /** Slip angle at which the pair of wheels at `left` gives `force`, N: the linear law, stretched towards the peak. */
  private slipFor(left: 0 | 2, force: number, peakSlip: number): number {
    const hold = this.hold(left);
    const use = clamp(force / (hold > 1 ? hold : 1), 0.96);
    const size = use < 0 ? -use : use;
    const { stiffness } = this.car.spec.wheels[left];
    // Between 1/stiffness of the load at rest and the peak slip at full use.
    const linear = size / stiffness;
    return (use < 0 ? -1 : 1) * (linear + (peakSlip - 1 / stiffness) * size * size * size * size);
  }

  /** What the pair of wheels at `left` holds now, N. */
  private hold(left: 0 | 2): number {
    const { car, envelope } = this;
    const a = this.load[left]!;
    const b = this.load[left + 1]!;
    return envelope.hold(left, a + b, Math.abs(a - b) / 2) * car.surfaceGrip[left]! * car.tyreGrip[left]!;
  }

  private drive(): void {
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
    aim *= 1 - (OFF_LINE * Math.abs(this.driftNow) + DIRTY * (1 - car.dirtyAir)) * (sharp < 1 ? sharp : 1);
    const lost = Math.abs(this.astray) - 1.5;
    if (lost > 0) aim = Math.min(aim, Math.max(aim * (1 - 0.06 * lost), 12));
    if (Math.cos(car.yaw) < SPUN) aim = Math.min(aim, SPUN_PACE);
    const pace = change + PACE_GAIN * (aim - v);
    const want = Math.min(pace, 5 * (this.cap - v));
    const mass = car.mass;
    const force = mass * (want + 9.8 * car.slope) + car.drag;
    const side = Math.abs(car.ay) * mass;
    const front = spare(this.hold(0), side * envelope.frontLateral);
    const rear = spare(this.hold(2), side * (1 - envelope.frontLateral));
    // On the power until the brakes are needed: a plan that slows down by less than the air does is no reason to lift.
    const flat = aim > v + 0.8 && this.cap > v + 0.8;
    if (this.coast > 0 && (force > 0 || flat) && this.brakesWithin(v * this.coast, v)) this.press(0, 0);
    else if (force > 0 || flat) this.pull(flat ? Infinity : force, front, rear);
    else this.brakeBy(-force, front, rear);
  }

  /** Whether the plan is slower than `v` so many m ahead. */
  private brakesWithin(way: number, v: number): boolean {
    const { centre } = this.road;
    const i = Math.floor((this.car.distance + way) / centre.step) % centre.count;
    return this.plan.limit[i]! < v;
  }

  private pull(force: number, front: number, rear: number): void {
    const { car, envelope, nerve } = this;
    const { prepared } = car;
    const { frontDrive } = envelope;
    const room = frontDrive === 0 ? rear : frontDrive === 1 ? front : front + rear;
    const ratio = prepared.ratios[car.gear + 1]!;
    const radius = frontDrive === 1 ? prepared.radius[0]! : prepared.radius[2]!;
    const full = (prepared.fullTorque(car.engineSpeed) * Math.max(ratio, 1)) / radius;
    const inertia = 1 + prepared.driveInertia[car.gear + 1]! / (radius * radius * car.mass);
    // Slip of the driven wheels beyond the goal takes the trim down, grip found again brings it back.
    const slip = this.drivenSlip();
    const goal = (Math.abs(car.ay) < STRAIGHT ? SLIP_STRAIGHT : SLIP_GOAL) * (frontDrive === 1 ? this.peakFront : this.peakRear);
    if (slip > goal) this.trim -= Math.min(0.06, 0.25 * (slip / goal - 1));
    else this.trim += 0.03;
    this.trim = this.trim < 0.15 ? 0.15 : this.trim > 1.25 ? 1.25 : this.trim;
    const most = (nerve + FEET * this.unrest) * room * inertia * this.trim;
    const drag = car.spec.engine.brake * ((car.engineSpeed - prepared.idle) / (prepared.revMax - prepared.idle));
    const wanted = (Math.min(force * inertia, most) / full + drag) / (1 + drag);
    this.press(Math.min(this.lift, wanted < 0 ? 0 : wanted), 0);
  }

  /** Largest combined slip of a driven wheel that spins. */
  private drivenSlip(): number {
    const { car } = this;
    const { frontDrive } = this.envelope;
    let most = 0;
    for (let w = frontDrive > 0 ? 0 : 2; w < (frontDrive === 1 ? 2 : 4); w++) {
      const sx = car.slipAlong[w]!;
      if (sx > 0) continue;
      const sy = car.slipAcross[w]!;
      const s = Math.sqrt(sx * sx + 0.5 * sy * sy);
      if (s > most) most = s;
    }
    return most;
  }

  private brakeBy(force: number, front: number, rear: number): void {
    const { car, envelope, nerve } = this;
    const { frontBraking } = envelope;
    const { slipAlong } = car;
    const slipFront = (slipAlong[0]! + slipAlong[1]!) / (2 * this.peakFront);
    const slipRear = (slipAlong[2]! + slipAlong[3]!) / (2 * this.peakRear);
    const worst = slipFront > slipRear ? slipFront : slipRear;
    if (worst > SLIP_GOAL) this.brakeTrim -= Math.min(0.15, 0.5 * (worst / SLIP_GOAL - 1) + 0.02);
    else this.brakeTrim += 0.03;
    this.brakeTrim = this.brakeTrim < 0.2 ? 0.2 : this.brakeTrim > 1.2 ? 1.2 : this.brakeTrim;
    const most = (nerve + FEET * this.unrest) * this.brakeTrim * Math.min(front / frontBraking, rear / (1 - frontBraking));
    const engine = (Math.abs(Math.min(0, car.shaftTorque)) / car.prepared.radius[2]!) * 0.8;
    const wanted = (Math.min(force, most, envelope.usualBraking) - engine) / envelope.brakeForce;
    this.press(0, wanted < BRAKE_DEADBAND && car.brake === 0 ? 0 : clamp(wanted < 0 ? 0 : wanted, 1));
  }

  /** Moves the pedals towards their goals as fast as feet go. */
  private press(throttle: number, brake: number): void {
    const { car } = this;
    const up = throttle - car.throttle;
    const goal = car.throttle + (up > THROTTLE_UP ? THROTTLE_UP : up < -THROTTLE_DOWN ? -THROTTLE_DOWN : up);
    car.throttle = goal < 0 ? 0 : goal > 1 ? 1 : goal;
    const harder = brake - car.brake;
    const pressed = car.brake + (harder > BRAKE_UP ? BRAKE_UP : harder < -BRAKE_DOWN ? -BRAKE_DOWN : harder);
    car.brake = pressed < 0 ? 0 : pressed > 1 ? 1 : pressed;
  }

  private shift(): void {
    const { car, envelope } = this;
    const { prepared } = car;
    if (car.gear < 1) {
      car.gearWish = 1;
      car.clutch = 1;
      return;
    }
    const v = car.vx;
    if (car.shiftLeft === 0) {
      const gear = car.gear;
      const spinning = car.engineSpeed > prepared.limiter * 0.975;
      if (gear < prepared.topGear && (v > envelope.upshift[gear]! || (spinning && v > 0.75 * envelope.upshift[gear]!))) car.gearWish = gear + 1;
      else if (gear > 1 && v < DOWNSHIFT * envelope.upshift[gear - 1]! && car.throttle < 0.98) car.gearWish = gear - 1;
      else if (gear > 1 && v < 0.72 * envelope.upshift[gear - 1]!) car.gearWish = gear - 1;
    }
    // Off the line the clutch slips as long as the wheels are too slow for the engine.
    const radius = envelope.frontDrive === 1 ? prepared.radius[0]! : prepared.radius[2]!;
    const turned = (Math.max(0, v) / radius) * prepared.ratios[2]!;
    const wanted = prepared.idle + LAUNCH_REVS * 0.5 * (prepared.limiter - prepared.idle);
    car.clutch = car.gear === 1 && turned < wanted ? clamp(0.45 * (1 - turned / wanted), 1) : 0;
  }
}

function lerp(table: Float64Array, i: number, part: number): number {
  const low = table[i]!;
  return low + (table[i + 1]! - low) * part;
}

function clamp(value: number, most: number): number {
  return value > most ? most : value < -most ? -most : value;
}

function spare(hold: number, side: number): number {
  const square = hold * hold - side * side;
  return square > 0.04 * hold * hold ? Math.sqrt(square) : 0.2 * hold;
}
