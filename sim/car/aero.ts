import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';

/** Air density that the coefficients are given for, kg/m³. */
const REFERENCE_DENSITY = 1.29;
/** Drag that a wing keeps when it is flat, as the sine of an angle. */
const FLAT_WING = 0.02;
/** Points of damage that double the drag. */
const DAMAGE_SCALE = 1e4;

/**
 * Drag and downforce (TORCS aero.cpp): 0.645 Cx A v², wings by the sine of their angle to the air with four times as much
 * downforce as drag, ground effect by 2 exp(-3 (1.5 Σ ride heights)⁴). The wind, a tow, dirty air and an open rear wing are ours.
 */
export function blow(car: Chassis, conditions: Conditions): void {
  const { spec, prepared, rideHeight } = car;
  const air = car.vx - car.headwind;
  car.airSpeed = air;
  const pressure = air * Math.abs(air) * (conditions.airDensity / REFERENCE_DENSITY);
  const body = prepared.bodyDrag * car.towDrag * car.towDrag;
  if (pressure <= 0) {
    car.drag = body * pressure;
    car.downforceFront = 0;
    car.downforceRear = 0;
    return;
  }
  const damaged = 1 + car.damage / DAMAGE_SCALE;
  const tilt = car.pitch;
  const level = 1 - (tilt * tilt) / 2;
  const front = prepared.frontSine * level + prepared.frontCosine * tilt;
  const rear = prepared.rearSine * level + prepared.rearCosine * tilt;
  const open = car.drsOpen && spec.drs !== undefined;
  const rearDrag = open ? spec.drs.dragShare : 1;
  const rearDown = open ? spec.drs.downforceShare : 1;
  const wings =
    prepared.frontWing * (front > FLAT_WING ? front : FLAT_WING) + prepared.rearWing * (rear > FLAT_WING ? rear : FLAT_WING) * rearDrag;
  car.drag = pressure * damaged * (body + wings);
  const high = 1.5 * (rideHeight[0]! + rideHeight[1]! + rideHeight[2]! + rideHeight[3]!);
  const square = high * high;
  const ground = 2 * Math.exp(-3 * square * square);
  const down = pressure * car.dirtyAir;
  car.downforceFront = down * (prepared.groundFront * ground + 4 * prepared.frontWing * front);
  car.downforceRear = down * (prepared.groundRear * ground + 4 * prepared.rearWing * rear * rearDown);
}
