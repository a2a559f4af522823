import type { CarSpec, DifferentialSpec, GearSpec, WheelSpec } from './car-spec.ts';
import { GRAVITY } from '../constants.ts';
import { sharedTable } from './shared-table.ts';
import { type TyreCurve, tyreCurve } from './tyre.ts';

/** N between two entries of the friction tables, and how many; beyond them nothing changes any more. */
const LOAD_STEP = 50;
const LOAD_STEPS = 1000;
/** rad/s between two entries of the torque table. */
const TORQUE_STEP = 2;
const RPM = Math.PI / 30;
/** Speed at which a damper gives way, m/s. */
const KNEE = 0.5;

/** What is worked out once of a `CarSpec`, so that the step does not have to. Lists of four: FL, FR, RL, RR. */
export class Prepared {
  readonly spec: CarSpec;
  /** Place of the wheels from the centre of mass, m. */
  readonly x = new Float64Array(4);
  readonly y = new Float64Array(4);
  /** Where lateral forces take hold of the body below the centre of mass, m. */
  readonly rollArm = new Float64Array(4);
  /** m; kg·m² without the drive train. */
  readonly radius = new Float64Array(4);
  readonly inertia = new Float64Array(4);
  /** Load at rest without fuel, N; load at which the friction is what the spec says, N. */
  readonly staticLoad = new Float64Array(4);
  readonly operatingLoad = new Float64Array(4);
  /** At the wheel: N/m; N·s/m slow and fast, bump and rebound. */
  readonly springRate = new Float64Array(4);
  readonly slowBump = new Float64Array(4);
  readonly fastBump = new Float64Array(4);
  readonly slowRebound = new Float64Array(4);
  readonly fastRebound = new Float64Array(4);
  /** Damper speed at which it gives way, at the wheel, m/s. */
  readonly knee = new Float64Array(4);
  readonly packers = new Float64Array(4);
  readonly unsprung = new Float64Array(4);
  readonly restRide = new Float64Array(4);
  readonly toe = new Float64Array(4);
  /** Friction coefficient of each wheel on a surface of 1, camber included, every `LOAD_STEP` N of load from none. */
  readonly friction: readonly Float64Array[];
  readonly curves: readonly TyreCurve[];
  /** N·m of brake torque at the wheel for each Pa in its circuit. */
  readonly brakeGain = new Float64Array(4);
  /** Moments of inertia for each kg of car, m². */
  readonly inertiaX: number = 0;
  readonly inertiaY: number = 0;
  readonly inertiaZ: number = 0;
  readonly wheelbase: number = 0;
  readonly frontTrack: number = 0;
  /** Full throttle, N·m, every `TORQUE_STEP` rad/s from 0. */
  readonly torque: Float64Array;
  /** rad/s. */
  readonly idle: number = 0;
  readonly limiter: number = 0;
  readonly revMax: number = 0;
  /** Engine turns per turn of the driven wheels for gear index g + 1 (reverse, neutral, 1 …), with their efficiency and inertia. */
  readonly ratios: Float64Array;
  readonly efficiency: Float64Array;
  readonly driveInertia: Float64Array;
  readonly freeInertia: Float64Array;
  readonly topGear: number = 0;
  /** Share of the drive torque at the front and the rear axle where nothing slips: 0, 0.5 or 1. */
  readonly frontDrive: number = 0;
  readonly rearDrive: number = 0;
  readonly frontDiff: Coupling;
  readonly rearDiff: Coupling;
  readonly centreDiff: Coupling;
  /** N per (m/s)² of air against the car at TORCS's density; wings without the sine of their angle. */
  readonly bodyDrag: number = 0;
  readonly frontWing: number = 0;
  /** Sine and cosine of the wings' angles. */
  readonly frontSine: number = 0;
  readonly frontCosine: number = 0;
  readonly rearSine: number = 0;
  readonly rearCosine: number = 0;
  readonly rearWing: number = 0;
  readonly groundFront: number = 0;
  readonly groundRear: number = 0;

  constructor(spec: CarSpec) {
    this.spec = spec;
    this.wheelbase = spec.frontAxle - spec.rearAxle;
    this.curves = spec.wheels.map(tyreCurve);
    for (let w = 0; w < 4; w++) this.prepareWheel(w, spec.wheels[w]!);
    this.friction = spec.wheels.map((wheel, w) => frictionTable(wheel, this.operatingLoad[w]!));
    this.frontTrack = Math.abs(this.y[0]! - this.y[1]!);
    const { length, width, height } = spec.body;
    this.inertiaX = (width ** 2 + height ** 2) / 12;
    this.inertiaY = (length ** 2 + height ** 2) / 12;
    this.inertiaZ = (width ** 2 + (spec.massRepartition * length) ** 2) / 12;
    this.idle = spec.engine.idle * RPM;
    this.limiter = spec.engine.limiter * RPM;
    this.revMax = spec.engine.max * RPM;
    this.torque = torqueTable(spec, this.revMax);
    const { drive } = spec;
    this.frontDrive = drive.layout === 'front' ? 1 : drive.layout === 'all' ? 0.5 : 0;
    this.rearDrive = 1 - this.frontDrive;
    this.frontDiff = new Coupling(drive.layout === 'rear' ? undefined : drive.front);
    this.rearDiff = new Coupling(drive.layout === 'front' ? undefined : drive.rear);
    this.centreDiff = new Coupling(drive.layout === 'all' ? drive.centre : undefined);
    const final = drive.layout === 'all' ? drive.centre.ratio * drive.rear.ratio : drive.layout === 'rear' ? drive.rear.ratio : drive.front.ratio;
    const gears = [spec.gearbox.reverse, undefined, ...spec.gearbox.gears];
    this.topGear = spec.gearbox.gears.length;
    this.ratios = Float64Array.from(gears, (gear) => (gear ? gear.ratio * final : 0));
    this.efficiency = Float64Array.from(gears, (gear) => gear?.efficiency ?? 1);
    this.driveInertia = Float64Array.from(gears, (gear) => (gear ? reflected(spec, gear, final) : 0));
    this.freeInertia = Float64Array.from(gears, (gear) => (gear ? gear.inertia * (gear.ratio * final) ** 2 : 0));
    const { aero } = spec;
    this.bodyDrag = 0.645 * aero.drag * aero.area;
    this.frontSine = Math.sin(aero.frontWing.angle);
    this.frontCosine = Math.cos(aero.frontWing.angle);
    this.rearSine = Math.sin(aero.rearWing.angle);
    this.rearCosine = Math.cos(aero.rearWing.angle);
    this.frontWing = 1.23 * aero.frontWing.area;
    this.rearWing = 1.23 * aero.rearWing.area;
    this.groundFront = aero.groundFront;
    this.groundRear = aero.groundRear;
  }

  private prepareWheel(w: number, wheel: WheelSpec): void {
    const { spec } = this;
    const front = w < 2;
    const susp = spec.suspension[w]!;
    const share = front ? spec.frontWeight : 1 - spec.frontWeight;
    const circuit = front ? spec.brakes.front : spec.brakes.rear;
    const lever = susp.bellcrank ** 2;
    this.x[w] = front ? spec.frontAxle : spec.rearAxle;
    this.y[w] = wheel.y;
    this.rollArm[w] = front ? spec.rollCentre.front : spec.rollCentre.rear;
    this.radius[w] = wheel.rimDiameter / 2 + wheel.width * wheel.aspect;
    this.inertia[w] = wheel.inertia + circuit.inertia;
    this.staticLoad[w] = (spec.mass * GRAVITY * share) / 2;
    this.operatingLoad[w] = wheel.operatingLoad * this.staticLoad[w];
    this.springRate[w] = susp.spring * lever;
    this.slowBump[w] = susp.slowBump * lever;
    this.fastBump[w] = susp.fastBump * lever;
    this.slowRebound[w] = susp.slowRebound * lever;
    this.fastRebound[w] = susp.fastRebound * lever;
    this.knee[w] = KNEE / susp.bellcrank;
    this.packers[w] = susp.packers;
    this.unsprung[w] = wheel.mass;
    this.restRide[w] = wheel.rideHeight;
    this.toe[w] = wheel.toe;
    this.brakeGain[w] = (circuit.discDiameter / 2) * circuit.pistonArea * circuit.friction;
  }

  /** N·m at full throttle. */
  fullTorque(speed: number): number {
    const u = speed / TORQUE_STEP;
    const i = Math.min(u | 0, this.torque.length - 2);
    const low = this.torque[i]!;
    return low + (this.torque[i + 1]! - low) * Math.min(1, u - i);
  }
}

/** Value of a friction table under a load, N. */
export function frictionAt(table: Float64Array, load: number): number {
  const u = load * (1 / LOAD_STEP);
  const i = u < LOAD_STEPS ? u | 0 : LOAD_STEPS;
  const low = table[i]!;
  return low + (table[i + 1]! - low) * (u - i < 1 ? u - i : 1);
}

/** How a differential ties its two sides together: numbers only, so that every car runs the same code. */
export class Coupling {
  /** Relative difference in speed that is let through with no torque; torques at which it locks, N·m. A spool lets none through. */
  readonly maxSlip: number = 0;
  readonly lockDrive: number = 0;
  readonly lockCoast: number = 0;
  readonly viscosity: number = 0;
  readonly minShare: number = 0;
  readonly maxShare: number = 0;
  /** kg·m². */
  readonly inertia: number = 0;
  readonly isViscous: boolean;

  constructor(spec: DifferentialSpec | undefined) {
    const type = spec?.type ?? 'free';
    this.maxSlip = type === 'limited-slip' ? spec!.maxSlip : type === 'spool' ? 0 : 10;
    this.lockDrive = type === 'limited-slip' ? spec!.lockDrive : Infinity;
    this.lockCoast = type === 'limited-slip' ? spec!.lockCoast : Infinity;
    this.isViscous = type === 'viscous';
    this.viscosity = spec?.viscosity ?? 0;
    this.minShare = spec?.minShare ?? 0.5;
    this.maxShare = spec?.maxShare ?? 0.5;
    this.inertia = spec?.inertia ?? 0;
  }

  /** Largest difference in speed of the two sides over the sum of their speeds, under `torque`, N·m at the input. */
  allowedSlip(torque: number): number {
    const lock = torque >= 0 ? this.lockDrive : this.lockCoast;
    const use = Math.abs(torque) / lock;
    return use >= 1 ? 0 : this.maxSlip * (1 - use);
  }

  /** Share of the torque that the slower wheel of an axle gets from a viscous coupling at a difference in speed, rad/s. */
  slowerShare(difference: number): number {
    return this.isViscous ? 0.5 + this.grip(difference) * Math.max(0, this.maxShare - 0.5) : 0.5;
  }

  /**
   * Share of the torque that a viscous coupling between the axles gives the front one, which turns `difference` rad/s faster than
   * the rear one: the least while it is no slower, more as it falls behind (TORCS differential.cpp).
   */
  frontShare(difference: number): number {
    return difference >= 0 ? this.minShare : this.minShare + this.grip(difference) * Math.max(0, this.maxShare - this.minShare);
  }

  private grip(difference: number): number {
    return 1 - Math.exp(-this.viscosity * Math.abs(difference));
  }
}

function reflected(spec: CarSpec, gear: GearSpec, final: number): number {
  return ((spec.engine.coupledInertia ?? spec.engine.inertia) + gear.inertia) * (gear.ratio * final) ** 2;
}

/** Friction over load: mu × (min + (max - min) e^(fade × load)), 1 × mu at the operating load, with camber (TORCS wheel.cpp). */
function frictionTable({ loadMin, loadMax, mu, camber }: WheelSpec, operatingLoad: number): Float64Array {
  const range = loadMax - loadMin;
  const fade = Math.log((1 - loadMin) / range) / operatingLoad;
  const best = mu * (1 + 0.05 * Math.sin(-18 * camber));
  return sharedTable('friction', [best, loadMin, range, fade], () =>
    Float64Array.from({ length: LOAD_STEPS + 2 }, (_, i) => best * (loadMin + range * Math.exp(fade * i * LOAD_STEP))),
  );
}

function torqueTable(spec: CarSpec, max: number): Float64Array {
  const points = spec.engine.torque;
  const table = new Float64Array(Math.ceil(max / TORQUE_STEP) + 2);
  let next = 1;
  for (let i = 0; i < table.length; i++) {
    const rpm = (i * TORQUE_STEP) / RPM;
    while (next < points.length - 1 && points[next]![0] < rpm) next++;
    const [r0, t0] = points[next - 1]!;
    const [r1, t1] = points[next]!;
    const part = Math.min(1, Math.max(0, (rpm - r0) / (r1 - r0)));
    table[i] = t0 + (t1 - t0) * part;
  }
  return table;
}
