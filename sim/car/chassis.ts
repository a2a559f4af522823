import type { Compound } from '../../common/lap.ts';
import type { CarSpec } from './car-spec.ts';
import { Prepared } from './prepared.ts';
import { Thermal } from './thermal.ts';

/** Four numbers, one a wheel: FL, FR, RL, RR. */
export type Wheels = Float64Array;
const wheels = (value = 0): Wheels => new Float64Array(4).fill(value);

/**
 * The state of one car's body, wheels and machinery, in SI units. The place is kept in the road's own coordinates: way along
 * the centre line, offset from it, angle to it. Numbers are initialised where they are declared: a field that was `undefined`
 * for a moment costs V8 an allocation at every later change.
 */
export class Chassis {
  readonly spec: CarSpec;
  readonly prepared: Prepared;
  readonly thermal: Thermal;

  /** Way from the start line along the centre line, m; grows past the track's length until the lap is counted. */
  distance = 0;
  /** Of the centre of mass from the centre line, m, positive to the left. */
  offset = 0;
  /** Of the body to the centre line, rad, positive to the left. */
  yaw = 0;
  /** Velocity along and across the body, m/s; turn rate, rad/s, positive to the left. */
  vx = 0;
  vy = 0;
  yawRate = 0;
  /** Acceleration as an accelerometer at the centre of mass reads it, without gravity on a level road, m/s². */
  ax = 0;
  ay = 0;
  az = 0;
  /** Body over the road at the centre of mass against its place at rest, m, and its angles, rad (roll positive to the right, pitch positive nose down), with their rates. */
  heave = 0;
  roll = 0;
  pitch = 0;
  heaveRate = 0;
  rollRate = 0;
  pitchRate = 0;
  /** What struts and air lift the body by, N, and roll and pitch it with, N·m. */
  lift = 0;
  rollMoment = 0;
  pitchMoment = 0;

  /** Curvature of the centre line where the car is, 1/m, m there for each m of the centre line, height, m, slope and banking, rad. */
  roadCurvature = 0;
  roadStretch = 1;
  roadHeight = 0;
  slope = 0;
  banking = 0;
  /** Gravity and the road's own bend on the car, m/s²: along and across the body, and onto the road. */
  gravityX = 0;
  gravityY = 0;
  gravityZ = 9.80665;
  /** Sine and cosine of `yaw` at the beginning of the step. */
  sineYaw = 0;
  cosineYaw = 1;
  /** Speed along the centre line, m/s. */
  progress = 0;

  /** What the driver does: pedals 0 to 1 (clutch 1 is pressed), steering -1 to 1 of the lock (left positive), gear wished (-1 to n). */
  throttle = 0;
  brake = 0;
  clutch = 0;
  steer = 0;
  gearWish = 0;
  /** Front share of the braking, as set now. */
  brakeBias = 0.5;
  /** Share of the electric motor's power that is asked for, -1 harvest to 1 deploy; rear wing open. */
  ersWish = 0;
  drsOpen = false;

  /** Angle of the front wheels at the middle, rad, after the steering's own rate. */
  steerAngle = 0;
  /** Engaged gear: -1, 0, 1 … n; s left of a gear change. */
  gear = 0;
  shiftLeft = 0;
  /** Crankshaft, rad/s; torque there, N·m, negative on the overrun; the throttle that the engine gets. */
  engineSpeed = 0;
  engineTorque = 0;
  engineThrottle = 0;
  /** Torque of the engine at the input of the last differential, N·m. */
  shaftTorque = 0;
  /** How much of the torque the clutch passes on, 0 to 1. */
  clutchGrip = 0;
  /** kg; kg/s. */
  fuel = 0;
  fuelFlow = 0;
  /** Electric motor: power now, W (positive drives), store, J, deployed and harvested in this lap, J. */
  ersPower = 0;
  /** N·m of the motor at the driven wheels together, negative while it harvests. */
  motorTorque = 0;
  ersStore = 0;
  ersDeployed = 0;
  ersHarvested = 0;
  /** °C; Pa. */
  waterTemp = 85;
  oilTemp = 95;
  oilPressure = 4e5;
  /** °C: exhaust gas at the manifold, gearbox oil, fuel in the tank, store of the electric motor. */
  exhaustTemp = 400;
  gearboxTemp = 80;
  fuelTemp = 25;
  ersTemp = 40;
  /** Which tread is on all four wheels. */
  compound: Compound = 'medium';
  /** How far the brake ducts are open for the circuit: factor on the cooling of the discs. */
  brakeDucts = 1;
  /** Points, as TORCS counts; drag grows with it. */
  damage = 0;

  /** Wind along the body, m/s, positive from behind: set by whoever knows where the car points. */
  headwind = 0;
  /** Air: speed against it along the body, m/s; drag, N; downforce at the axles, N; shares that the cars ahead leave of drag and downforce. */
  airSpeed = 0;
  drag = 0;
  downforceFront = 0;
  downforceRear = 0;
  towDrag = 1;
  dirtyAir = 1;

  /** Wheel rotation, rad/s. */
  readonly spin = wheels();
  /** What it was a step ago, and the weight of the new one in the mean of the step. */
  readonly spinBefore = wheels();
  readonly spinWeight = wheels(1);
  /** Contact load, N. */
  readonly load = wheels();
  /** Slip: along (positive brakes, as TORCS has it: (v - ωR)/v), across (sine of the slip angle, positive to the left). */
  readonly slipAlong = wheels();
  readonly slipAcross = wheels();
  /** Force of the road on the tyre along and across the wheel, N. */
  readonly forceAlong = wheels();
  readonly forceAcross = wheels();
  /** Power lost in the contact patch, W. */
  readonly sliding = wheels();
  /** Compression of the suspension from full droop, m, its rate, m/s; ride height, m. */
  readonly travel = wheels();
  readonly travelRate = wheels();
  readonly rideHeight = wheels();
  /** Where a wheel is: way along the centre line, from 0 to the track's length, and offset from it, m. */
  readonly wheelDistance = wheels();
  readonly wheelOffset = wheels();
  /** Force of springs and dampers on body and wheel, N; how far a wheel is off the road, m, and the speed it would drop with, m/s. */
  readonly strut = wheels();
  readonly wheelRise = wheels();
  readonly droopRate = wheels();

  /** Front, rear: what the engine and the electric motor turn an axle with, N·m, and what the drive train adds to the inertia of its two wheels together, kg·m². */
  readonly axleTorque = new Float64Array(2);
  readonly axleMotor = new Float64Array(2);
  readonly axleInertia = new Float64Array(2);
  /** N·m at the wheel. */
  readonly driveTorque = wheels();
  readonly brakeTorque = wheels();
  /** Pa. */
  readonly brakePressure = wheels();
  /** Friction of the road under the wheel, and which surface it is (index in the track's list). */
  readonly surfaceGrip = wheels(1);
  readonly surface = new Uint8Array(4);

  /** Work of one step: force over slip, sine and cosine of the steering, velocity along and across the wheel, speed. */
  readonly grip = wheels();
  readonly sine = wheels();
  readonly cosine = wheels(1);
  readonly along = wheels();
  readonly across = wheels();
  readonly pace = wheels();

  /** Set by heat and wear: factor on the tyre's friction, factor on the pad's friction. */
  readonly tyreGrip = wheels(1);
  readonly brakeFade = wheels(1);
  /** °C: tread's surface at the inner, middle and outer third, carcass, gas. */
  readonly treadInner = wheels(20);
  readonly treadMiddle = wheels(20);
  readonly treadOuter = wheels(20);
  readonly carcass = wheels(20);
  readonly gas = wheels(20);
  /** Pa gauge; share of the tread that is gone, 0 to 1; graining, 0 to 1. */
  readonly tyrePressure = wheels();
  readonly tyreWear = wheels();
  readonly graining = wheels();
  /** Heat that comes into a tyre from sliding, flexing and the brake, and that leaves it to road and air, W. */
  readonly tyreHeatIn = wheels();
  readonly tyreHeatOut = wheels();
  /** °C. */
  readonly discTemp = wheels(20);

  constructor(spec: CarSpec) {
    this.spec = spec;
    this.prepared = new Prepared(spec);
    this.thermal = new Thermal(spec, this.prepared);
    this.brakeBias = spec.brakes.frontShare;
    this.fuel = spec.initialFuel;
    this.tyrePressure.set(this.thermal.coldPressure);
  }

  /** With fuel, kg. */
  get mass(): number {
    return this.spec.mass + this.fuel;
  }
}
