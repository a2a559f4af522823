import type { CarSpec } from '../car/car-spec.ts';
import type { Chassis } from '../car/chassis.ts';
import { frictionAt } from '../car/prepared.ts';
import { knee } from '../car/tyre.ts';
import { GRAVITY } from '../constants.ts';

/** m/s between two entries of the tables, and how many. */
const SPEED_STEP = 1;
const SPEEDS = 131;
/** Share of the revs that the limiter allows at which drivers shift up. */
const SHIFT_UP = 0.93;
/** Share of the pedal that drivers use: what is beyond it is for emergencies. */
const PEDAL = 0.62;

/**
 * What a car can do at each speed, worked out once from the same figures that its physics uses: how the air loads the axles
 * (with the springs giving way under it), how much its tyres hold, what the engine pulls in the best gear. N and m/s.
 */
export class Envelope {
  readonly spec: CarSpec;
  /** Downforce on either axle, drag, N. */
  readonly downFront = new Float64Array(SPEEDS);
  readonly downRear = new Float64Array(SPEEDS);
  readonly drag = new Float64Array(SPEEDS);
  /** Force of the engine at the driven wheels at full throttle in the best gear, N, that gear, and the mass that the drive train adds, kg. */
  readonly pull = new Float64Array(SPEEDS);
  readonly gear = new Uint8Array(SPEEDS);
  readonly addedMass = new Float64Array(SPEEDS);
  /** Speed up to which each gear pulls best, m/s; index 1 is first gear. */
  readonly upshift: Float64Array;
  /** Share of the tyres' braking that the front pair does with the pedal's own balance. */
  readonly frontBraking: number = 0;
  /** Brake force of all four at full pedal, and the most that drivers ask for, N. */
  readonly brakeForce: number = 0;
  readonly usualBraking: number = 0;
  /** Share of the lateral force, and of the drive, on the front axle. */
  readonly frontLateral: number = 0;
  readonly frontDrive: number = 0;
  /** Force of each wheel's tyre at its knee, for each N of load and unit of friction. */
  private readonly kneeForce: Float64Array;
  private readonly car: Chassis;

  constructor(car: Chassis) {
    const { spec, prepared } = car;
    this.car = car;
    this.spec = spec;
    this.kneeForce = Float64Array.from(prepared.curves, (curve) => knee(curve).force);
    this.frontLateral = -spec.rearAxle / prepared.wheelbase;
    this.frontDrive = prepared.frontDrive;
    const { maxPressure, frontShare } = spec.brakes;
    const front = (2 * maxPressure * frontShare * prepared.brakeGain[0]!) / prepared.radius[0]!;
    const rear = (2 * maxPressure * (1 - frontShare) * prepared.brakeGain[2]!) / prepared.radius[2]!;
    this.brakeForce = front + rear;
    this.usualBraking = PEDAL * this.brakeForce;
    this.frontBraking = front / (front + rear);
    this.upshift = new Float64Array(prepared.topGear + 1);
    for (let i = 0; i < SPEEDS; i++) {
      this.blow(i);
      this.choose(i);
    }
    this.shifts();
  }

  /** Downforce and drag with the ride heights that they themselves make. */
  private blow(i: number): void {
    const { car } = this;
    const { prepared: p, spec } = car;
    const v2 = (i * SPEED_STEP) ** 2;
    const sinFront = Math.sin(spec.aero.frontWing.angle);
    const sinRear = Math.sin(spec.aero.rearWing.angle);
    let front = 0;
    let rear = 0;
    for (let round = 0; round < 60; round++) {
      const frontSink = Math.min(p.restRide[0]! - p.packers[0]!, front / (2 * p.springRate[0]!));
      const rearSink = Math.min(p.restRide[2]! - p.packers[2]!, rear / (2 * p.springRate[2]!));
      const high = 1.5 * (2 * (p.restRide[0]! - frontSink) + 2 * (p.restRide[2]! - rearSink));
      const ground = 2 * Math.exp(-3 * high ** 4);
      front += 0.3 * (v2 * (p.groundFront * ground + 4 * p.frontWing * sinFront) - front);
      rear += 0.3 * (v2 * (p.groundRear * ground + 4 * p.rearWing * sinRear) - rear);
    }
    this.downFront[i] = front;
    this.downRear[i] = rear;
    this.drag[i] = v2 * (p.bodyDrag + p.frontWing * Math.max(0.02, sinFront) + p.rearWing * Math.max(0.02, sinRear));
  }

  private force(gear: number, speed: number): number {
    const { prepared: p } = this.car;
    const ratio = p.ratios[gear + 1]!;
    const turns = (speed / this.drivenRadius) * ratio;
    if (turns > p.limiter * SHIFT_UP) return 0;
    return (p.fullTorque(Math.max(turns, p.idle)) * ratio) / this.drivenRadius;
  }

  private get drivenRadius(): number {
    const { radius, frontDrive } = this.car.prepared;
    return frontDrive === 1 ? radius[0]! : radius[2]!;
  }

  private choose(i: number): void {
    const { prepared: p } = this.car;
    const speed = i * SPEED_STEP;
    for (let gear = 1; gear <= p.topGear; gear++) {
      const force = this.force(gear, speed);
      if (force <= this.pull[i]!) continue;
      this.pull[i] = force;
      this.gear[i] = gear;
      this.addedMass[i] = p.driveInertia[gear + 1]! / p.efficiency[gear + 1]! / this.drivenRadius ** 2;
    }
  }

  private shifts(): void {
    const { prepared: p } = this.car;
    for (let gear = 1; gear < p.topGear; gear++) {
      const most = (p.limiter * SHIFT_UP * this.drivenRadius) / p.ratios[gear + 1]!;
      let at = most;
      for (let v = most * 0.5; v < most; v += 0.1) {
        if (this.force(gear + 1, v) > this.force(gear, v)) {
          at = v;
          break;
        }
      }
      this.upshift[gear] = at;
    }
    this.upshift[p.topGear] = 1e3;
  }

  /** Most that each wheel holds under its load, N, as its tyre has load sensitivity and camber: written to `holds`. */
  hold(loads: Float64Array, holds: Float64Array): void {
    const { friction } = this.car.prepared;
    for (let w = 0; w < 4; w++) {
      const load = loads[w]!;
      holds[w] = load > 0 ? this.kneeForce[w]! * frictionAt(friction[w]!, load) * load : 0;
    }
  }

  /** Value of a table at a speed. */
  at(table: Float64Array, speed: number): number {
    const u = Math.min(speed / SPEED_STEP, SPEEDS - 1.001);
    const i = u | 0;
    const low = table[i]!;
    return low + (table[i + 1]! - low) * (u - i);
  }

  /** Static weight on the front and rear axle, N, for a mass, kg. */
  frontWeight(mass: number): number {
    return mass * GRAVITY * this.spec.frontWeight;
  }
}
