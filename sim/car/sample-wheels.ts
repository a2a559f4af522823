import { channelIndex } from '../../common/channels.ts';
import { COMPOUNDS } from '../../common/lap.ts';
import type { Chassis } from './chassis.ts';

/** Of the front left wheel; the others follow it in the order of the wheels. */
const first = (name: string): number => channelIndex(`${name}FL`);

const WHEEL_SPEED = first('WheelSpeed');
const SLIP_RATIO = first('SlipRatio');
const SLIP_ANGLE = first('SlipAngle');
const DRIVE_TORQUE = first('DriveTorque');
const SURFACE = first('Surface');
const SURFACE_GRIP = first('SurfaceGrip');
const TYRE_COMPOUND = channelIndex('TyreCompound');
const TYRE_TEMP = first('TyreTemp');
const TYRE_TEMP_INNER = first('TyreTempInner');
const TYRE_TEMP_MIDDLE = first('TyreTempMiddle');
const TYRE_TEMP_OUTER = first('TyreTempOuter');
const TYRE_TEMP_CARCASS = first('TyreTempCarcass');
const TYRE_TEMP_GAS = first('TyreTempGas');
const TYRE_PRESSURE = first('TyrePressure');
const TYRE_WEAR = first('TyreWear');
const TYRE_GRAINING = first('TyreGraining');
const TYRE_GRIP = first('TyreGrip');
const TYRE_LOAD = first('TyreLoad');
const TYRE_FORCE_X = first('TyreForceX');
const TYRE_FORCE_Y = first('TyreForceY');
const TYRE_SLIDING = first('TyreSliding');
const BRAKE_PRESSURE_FRONT = channelIndex('BrakePressureFront');
const BRAKE_PRESSURE_REAR = channelIndex('BrakePressureRear');
const BRAKE_TEMP = first('BrakeTemp');
const BRAKE_TORQUE = first('BrakeTorque');
const BRAKE_POWER = first('BrakePower');
const BRAKE_FADE = first('BrakeFade');
const SUSP_TRAVEL = first('SuspTravel');
const DAMPER_SPEED = first('DamperSpeed');
const RIDE_HEIGHT = first('RideHeight');
const RIDE_HEIGHT_FRONT = channelIndex('RideHeightFront');
const RIDE_HEIGHT_REAR = channelIndex('RideHeightRear');
const ANTI_ROLL_FRONT = channelIndex('AntiRollFront');
const ANTI_ROLL_REAR = channelIndex('AntiRollRear');
const LOAD_FRONT = channelIndex('LoadFront');
const LOAD_LEFT = channelIndex('LoadLeft');
const CROSS_WEIGHT = channelIndex('CrossWeight');

/** Wheels, tyres, brakes and suspension, and what the four of them say of the car together. */
export function sampleWheels(car: Chassis, into: Float64Array): void {
  for (let w = 0; w < 4; w++) {
    const across = car.slipAcross[w]!;
    const inner = car.treadInner[w]!;
    const middle = car.treadMiddle[w]!;
    const outer = car.treadOuter[w]!;
    const spin = car.spin[w]!;
    const braking = car.brakeTorque[w]!;
    into[WHEEL_SPEED + w] = spin;
    into[SLIP_RATIO + w] = car.slipAlong[w]!;
    into[SLIP_ANGLE + w] = Math.asin(across > 1 ? 1 : across < -1 ? -1 : across);
    into[DRIVE_TORQUE + w] = car.driveTorque[w]!;
    into[SURFACE + w] = car.surface[w]!;
    into[SURFACE_GRIP + w] = car.surfaceGrip[w]!;
    into[TYRE_TEMP + w] = (inner + middle + outer) / 3;
    into[TYRE_TEMP_INNER + w] = inner;
    into[TYRE_TEMP_MIDDLE + w] = middle;
    into[TYRE_TEMP_OUTER + w] = outer;
    into[TYRE_TEMP_CARCASS + w] = car.carcass[w]!;
    into[TYRE_TEMP_GAS + w] = car.gas[w]!;
    into[TYRE_PRESSURE + w] = car.tyrePressure[w]! / 1000;
    into[TYRE_WEAR + w] = car.tyreWear[w]! * 100;
    into[TYRE_GRAINING + w] = car.graining[w]! * 100;
    into[TYRE_GRIP + w] = car.tyreGrip[w]! * 100;
    into[TYRE_LOAD + w] = car.load[w]!;
    into[TYRE_FORCE_X + w] = car.forceAlong[w]!;
    into[TYRE_FORCE_Y + w] = car.forceAcross[w]!;
    into[TYRE_SLIDING + w] = car.sliding[w]! / 1000;
    into[BRAKE_TEMP + w] = car.discTemp[w]!;
    into[BRAKE_TORQUE + w] = braking;
    into[BRAKE_POWER + w] = (braking * (spin < 0 ? -spin : spin)) / 1000;
    into[BRAKE_FADE + w] = car.brakeFade[w]! * 100;
    into[SUSP_TRAVEL + w] = car.travel[w]! * 1000;
    into[DAMPER_SPEED + w] = car.travelRate[w]! * 1000;
    into[RIDE_HEIGHT + w] = car.rideHeight[w]! * 1000;
  }
  sampleAxles(car, into);
}

function sampleAxles(car: Chassis, into: Float64Array): void {
  const { rideHeight, travel, brakePressure, load } = car;
  const { antiRoll } = car.spec;
  into[TYRE_COMPOUND] = COMPOUNDS.indexOf(car.compound);
  into[BRAKE_PRESSURE_FRONT] = brakePressure[0]! / 1000;
  into[BRAKE_PRESSURE_REAR] = brakePressure[2]! / 1000;
  into[RIDE_HEIGHT_FRONT] = (rideHeight[0]! + rideHeight[1]!) * 500;
  into[RIDE_HEIGHT_REAR] = (rideHeight[2]! + rideHeight[3]!) * 500;
  into[ANTI_ROLL_FRONT] = antiRoll.front * (travel[0]! - travel[1]!);
  into[ANTI_ROLL_REAR] = antiRoll.rear * (travel[2]! - travel[3]!);
  const all = load[0]! + load[1]! + load[2]! + load[3]!;
  into[LOAD_FRONT] = share(load[0]! + load[1]!, all);
  into[LOAD_LEFT] = share(load[0]! + load[2]!, all);
  into[CROSS_WEIGHT] = share(load[1]! + load[2]!, all);
}

/** %, 0 of nothing. */
function share(part: number, all: number): number {
  return all > 0 ? (part / all) * 100 : 0;
}
