import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { moves } from './moves.ts';
import { sampledAt, wheelsSampledAt } from './sampled-at.ts';

const at = sampledAt(20);
const each = wheelsSampledAt(20);

const ENGINE_POWER = at('EnginePower');
const ENGINE_LOAD = at('EngineLoad');
const EXHAUST_TEMP = at('ExhaustTemp');
const OIL_PRESSURE = at('OilPressure');
const GEAR_RATIO = at('GearRatio');
const SHAFT_TORQUE = at('ShaftTorque');
const DIFF_SPEED_FRONT = at('DiffSpeedFront');
const DIFF_SPEED_REAR = at('DiffSpeedRear');
const ERS_STORE = at('ErsStore');
const ERS_CHARGE = at('ErsCharge');
const ERS_DEPLOYED = at('ErsDeployed');
const ERS_HARVESTED = at('ErsHarvested');
const FUEL = at('Fuel');
const UNDERSTEER = at('Understeer');
const PATH_CURVATURE = at('PathCurvature');
const COMBINED_ACC = at('CombinedAcc');
const TRACK_SPEED = at('TrackSpeed');
const TRACK_ANGLE = at('TrackAngle');
const TRACK_CURVATURE = at('TrackCurvature');
const SLOPE = at('Slope');
const BANKING = at('Banking');
const AIR_SPEED = at('AirSpeed');
const PITOT_PRESSURE = at('PitotPressure');
const DRAG = at('Drag');
const DOWNFORCE_FRONT = at('DownforceFront');
const DOWNFORCE_REAR = at('DownforceRear');
const AERO_BALANCE = at('AeroBalance');
const TOW = at('Tow');
const DIRTY_AIR = at('DirtyAir');
const DRIVE_TORQUE = each('DriveTorque');
const TYRE_TEMP = each('TyreTemp');
const TYRE_TEMP_INNER = each('TyreTempInner');
const TYRE_TEMP_MIDDLE = each('TyreTempMiddle');
const TYRE_TEMP_OUTER = each('TyreTempOuter');
const TYRE_SLIDING = each('TyreSliding');
const BRAKE_TEMP = each('BrakeTemp');
const BRAKE_TORQUE = each('BrakeTorque');
const BRAKE_POWER = each('BrakePower');
const RIDE_HEIGHT_FRONT = at('RideHeightFront');
const RIDE_HEIGHT_REAR = at('RideHeightRear');
const ANTI_ROLL_FRONT = at('AntiRollFront');
const ANTI_ROLL_REAR = at('AntiRollRear');
const LOAD_FRONT = at('LoadFront');
const LOAD_LEFT = at('LoadLeft');
const CROSS_WEIGHT = at('CrossWeight');

/** Downforce below which its balance is not told, N. */
const LIGHTEST = 10;

/** The channels that are sampled 20 times a second, but for those of race and map. */
export function sampleAt20(car: Chassis, conditions: Conditions, into: Float64Array): void {
  sampleMachinery(car, into);
  sampleWay(car, into);
  sampleAir(car, conditions, into);
  sampleWheels(car, into);
  sampleAxles(car, into);
}

function sampleMachinery(car: Chassis, into: Float64Array): void {
  const { spec, prepared, engineSpeed, engineTorque, spin } = car;
  into[ENGINE_POWER] = (engineTorque * engineSpeed) / 1000;
  const full = prepared.fullTorque(engineSpeed);
  into[ENGINE_LOAD] = full > 1 ? (100 * engineTorque) / full : 0;
  into[EXHAUST_TEMP] = car.exhaustTemp;
  into[OIL_PRESSURE] = car.oilPressure / 1000;
  into[GEAR_RATIO] = prepared.ratios[car.gear + 1]!;
  into[SHAFT_TORQUE] = car.shaftTorque;
  into[DIFF_SPEED_FRONT] = spin[0]! - spin[1]!;
  into[DIFF_SPEED_REAR] = spin[2]! - spin[3]!;
  into[ERS_STORE] = car.ersStore / 1e6;
  into[ERS_CHARGE] = spec.ers ? (100 * car.ersStore) / spec.ers.store : 0;
  into[ERS_DEPLOYED] = car.ersDeployed / 1e6;
  into[ERS_HARVESTED] = car.ersHarvested / 1e6;
  into[FUEL] = car.fuel;
}

/** How the car moves on its way, and the road there. */
function sampleWay(car: Chassis, into: Float64Array): void {
  const { vx, vy, ax, ay, yawRate } = car;
  const going = moves(car);
  const bend = going ? yawRate / Math.sqrt(vx * vx + vy * vy) : 0;
  const beyond = car.steerAngle - car.prepared.wheelbase * bend;
  into[UNDERSTEER] = !going ? 0 : bend < 0 ? -beyond : beyond;
  into[PATH_CURVATURE] = bend;
  into[COMBINED_ACC] = Math.sqrt(ax * ax + ay * ay);
  into[TRACK_SPEED] = car.progress;
  into[TRACK_ANGLE] = car.yaw;
  into[TRACK_CURVATURE] = car.roadCurvature;
  into[SLOPE] = Math.atan(car.slope);
  into[BANKING] = car.banking;
}

function sampleAir(car: Chassis, conditions: Conditions, into: Float64Array): void {
  const { airSpeed, downforceFront, downforceRear } = car;
  into[AIR_SPEED] = airSpeed;
  into[PITOT_PRESSURE] = (conditions.airDensity * airSpeed * Math.abs(airSpeed)) / 2000;
  into[DRAG] = car.drag;
  into[DOWNFORCE_FRONT] = downforceFront;
  into[DOWNFORCE_REAR] = downforceRear;
  const down = downforceFront + downforceRear;
  into[AERO_BALANCE] = down > LIGHTEST ? (100 * downforceFront) / down : 0;
  into[TOW] = (1 - car.towDrag * car.towDrag) * 100;
  into[DIRTY_AIR] = (1 - car.dirtyAir) * 100;
}

function sampleWheels(car: Chassis, into: Float64Array): void {
  const { treadInner, treadMiddle, treadOuter, driveTorque, sliding, discTemp, brakeTorque, spin } = car;
  for (let w = 0; w < 4; w++) {
    const inner = treadInner[w]!;
    const middle = treadMiddle[w]!;
    const outer = treadOuter[w]!;
    const turning = spin[w]!;
    const braking = brakeTorque[w]!;
    into[DRIVE_TORQUE + w] = driveTorque[w]!;
    into[TYRE_TEMP + w] = (inner + middle + outer) / 3;
    into[TYRE_TEMP_INNER + w] = inner;
    into[TYRE_TEMP_MIDDLE + w] = middle;
    into[TYRE_TEMP_OUTER + w] = outer;
    into[TYRE_SLIDING + w] = sliding[w]! / 1000;
    into[BRAKE_TEMP + w] = discTemp[w]!;
    into[BRAKE_TORQUE + w] = braking;
    into[BRAKE_POWER + w] = (braking * (turning < 0 ? -turning : turning)) / 1000;
  }
}

/** What the four wheels say of the car together. */
function sampleAxles(car: Chassis, into: Float64Array): void {
  const { rideHeight, travel, load } = car;
  const { antiRoll } = car.spec;
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
