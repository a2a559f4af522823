import { GRAVITY } from '../constants.ts';
import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { ATMOSPHERE } from './thermal.ts';

/*
 * Quantities that follow from a chassis at one moment, in SI units: pure reads for the channels. `w` is a wheel (FL 0, FR 1, RL 2,
 * RR 3), `axle` is 0 for the front and 2 for the rear, the index of its left wheel.
 */

/** m/s over the ground. */
export const groundSpeed = (car: Chassis): number => Math.sqrt(car.vx * car.vx + car.vy * car.vy);

/** Of the body against its own way, rad, positive when the nose points to the right of it; 0 when the car all but stands. */
export const bodySlip = (car: Chassis): number => (car.vx > 2 ? Math.atan2(car.vy, car.vx) : 0);

/** 1/m of the way that the car goes, positive to the left. */
export const wayCurvature = (car: Chassis): number => (car.vx > 2 ? car.yawRate / car.vx : 0);

/** In the plane of the road, as a multiple of gravity. */
export const gripSum = (car: Chassis): number => Math.sqrt(car.ax * car.ax + car.ay * car.ay) / GRAVITY;

/** At the crankshaft, W; negative on the overrun. */
export const enginePower = (car: Chassis): number => car.engineTorque * car.engineSpeed;

/** Share of what the engine could give at these revs, 0 to 1. */
export function engineLoad(car: Chassis): number {
  const full = car.prepared.fullTorque(car.engineSpeed);
  return car.engineTorque > 0 && full > 0 ? Math.min(1, car.engineTorque / full) : 0;
}

/** Air over fuel against the ideal: rich at full load, lean on a closed throttle. */
export const mixture = (car: Chassis): number => (car.engineThrottle < 0.05 ? 1.15 : 1 - 0.12 * car.engineThrottle * car.engineThrottle);

/** In the airbox, Pa absolute: what the speed rams in. */
export function airboxPressure(car: Chassis, conditions: Conditions): number {
  return ATMOSPHERE + 0.5 * conditions.airDensity * car.airSpeed * Math.abs(car.airSpeed);
}

/** In the manifold behind the throttle, Pa absolute. */
export const manifoldPressure = (car: Chassis, conditions: Conditions): number =>
  airboxPressure(car, conditions) * (0.32 + 0.66 * Math.sqrt(Math.max(0, car.engineThrottle)));

/** In the rail, Pa: a pump that sags a little with the flow and gulps air from an all but empty tank. */
export const fuelPressure = (car: Chassis): number => 5e5 * (1 - 1.2 * Math.min(0.1, car.fuelFlow)) * Math.min(1, 0.6 + 0.4 * car.fuel);

/** Turns of the engine for each of the driven wheels in the engaged gear; 0 in neutral. */
export const gearRatio = (car: Chassis): number => car.prepared.ratios[car.gear + 1]!;

/** Of the driven wheels, rad/s. */
export function drivenSpeed(car: Chassis): number {
  const { prepared, spin } = car;
  return (prepared.frontDrive * (spin[0]! + spin[1]!) + prepared.rearDrive * (spin[2]! + spin[3]!)) / 2;
}

/** Engine against gearbox, rad/s; 0 in neutral. */
export const clutchSlip = (car: Chassis): number => (car.gear === 0 ? 0 : car.engineSpeed - drivenSpeed(car) * gearRatio(car));

/** Left wheel of an axle against its right one, rad/s. */
export const axleDifference = (car: Chassis, axle: number): number => car.spin[axle]! - car.spin[axle + 1]!;

/** How far the differential of the driven axle is locked by its torque, 0 to 1; the rear one where all are driven. */
export function differentialLock(car: Chassis): number {
  const diff = car.prepared.rearDrive > 0 ? car.prepared.rearDiff : car.prepared.frontDiff;
  return diff.maxSlip > 0 ? 1 - diff.allowedSlip(car.shaftTorque) / diff.maxSlip : 1;
}

/** Of the store, 0 to 1; 0 without one. */
export const ersCharge = (car: Chassis): number => (car.spec.ers ? car.ersStore / car.spec.ers.store : 0);

/** Both axles, N. */
export const downforce = (car: Chassis): number => car.downforceFront + car.downforceRear;

/** Front share of the downforce, 0 to 1; half when there is none. */
export const aeroBalance = (car: Chassis): number => (downforce(car) > 1 ? car.downforceFront / downforce(car) : 0.5);

/** Downforce over drag; 0 when there is no drag. */
export const aeroEfficiency = (car: Chassis): number => (car.drag > 1 ? downforce(car) / car.drag : 0);

/** Of the air at the airspeed, Pa: what a pitot tube reads. */
export const dynamicPressure = (car: Chassis, conditions: Conditions): number => 0.5 * conditions.airDensity * car.airSpeed * car.airSpeed;

/** Mean of the two sides, m. */
export const axleRideHeight = (car: Chassis, axle: number): number => (car.rideHeight[axle]! + car.rideHeight[axle + 1]!) / 2;

/** Rear over front, rad, positive nose down. */
export const rake = (car: Chassis): number => (axleRideHeight(car, 2) - axleRideHeight(car, 0)) / car.prepared.wheelbase;

/** All four, N, and shares of it: front axle, left side, the diagonal from front left to rear right. */
export const wheelLoads = (car: Chassis): number => car.load[0]! + car.load[1]! + car.load[2]! + car.load[3]!;
export const frontLoadShare = (car: Chassis): number => (car.load[0]! + car.load[1]!) / Math.max(1, wheelLoads(car));
export const leftLoadShare = (car: Chassis): number => (car.load[0]! + car.load[2]!) / Math.max(1, wheelLoads(car));
export const crossLoadShare = (car: Chassis): number => (car.load[0]! + car.load[3]!) / Math.max(1, wheelLoads(car));

/** From left to right on one axle, N; positive in a left-hand bend. */
export const loadTransfer = (car: Chassis, axle: number): number => (car.load[axle + 1]! - car.load[axle]!) / 2;

/** Of the tyre's tread over the ground by its rotation, m/s. */
export const wheelSpeed = (car: Chassis, w: number): number => car.spin[w]! * car.prepared.radius[w]!;

/** Against rolling freely, as a share: positive drives, negative brakes. */
export const slipRatio = (car: Chassis, w: number): number => -car.slipAlong[w]!;

/** rad, positive when the tyre moves to its own left. */
export const slipAngle = (car: Chassis, w: number): number => Math.asin(Math.max(-1, Math.min(1, car.slipAcross[w]!)));

/** Of the front tyres beyond those at the rear, rad: positive understeers. */
export function understeer(car: Chassis): number {
  const front = Math.abs(slipAngle(car, 0) + slipAngle(car, 1)) / 2;
  return front - Math.abs(slipAngle(car, 2) + slipAngle(car, 3)) / 2;
}

/** Force over load: friction that is used, 0 where the wheel carries nothing. */
export function usedFriction(car: Chassis, w: number): number {
  const fz = car.load[w]!;
  const fx = car.forceAlong[w]!;
  const fy = car.forceAcross[w]!;
  return fz > 50 ? Math.sqrt(fx * fx + fy * fy) / fz : 0;
}

/** Mean of the tread's thirds, °C. */
export const treadTemp = (car: Chassis, w: number): number => (car.treadInner[w]! + car.treadMiddle[w]! + car.treadOuter[w]!) / 3;

/** To the road, rad: what is set and what the body's roll adds; negative where the top leans in. */
export const camber = (car: Chassis, w: number): number => car.spec.wheels[w]!.camber + ((w & 1) === 0 ? -car.roll : car.roll);

/** Of the spring alone at the wheel, N. */
export const springForce = (car: Chassis, w: number): number => car.prepared.staticLoad[w]! + car.prepared.springRate[w]! * car.travel[w]!;

/** Of the anti-roll bar on its left wheel, N; the right one gets as much the other way. */
export function barForce(car: Chassis, axle: number): number {
  const { antiRoll } = car.spec;
  return (axle === 0 ? antiRoll.front : antiRoll.rear) * (car.travel[axle]! - car.travel[axle + 1]!);
}

/** Of the third spring, N for each wheel of the axle. */
export function thirdForce(car: Chassis, axle: number): number {
  const { thirdSpring } = car.spec;
  return ((axle === 0 ? thirdSpring.front : thirdSpring.rear) / 4) * (car.travel[axle]! + car.travel[axle + 1]!);
}

/** Of damper and bump stop at the wheel, N: what the load is beyond spring, bar and third spring; positive in bump. */
export function damperForce(car: Chassis, w: number): number {
  const axle = w & 2;
  const bar = barForce(car, axle);
  return car.load[w]! - springForce(car, w) - ((w & 1) === 0 ? bar : -bar) - thirdForce(car, axle);
}

/** That a brake turns into heat, W. */
export const brakePower = (car: Chassis, w: number): number => car.brakeTorque[w]! * Math.abs(car.spin[w]!);

/** Front share of the brake torque, 0 to 1; of the pressures while nothing brakes. */
export function brakeBalance(car: Chassis): number {
  const front = car.brakeTorque[0]! + car.brakeTorque[1]!;
  const all = front + car.brakeTorque[2]! + car.brakeTorque[3]!;
  return all > 1 ? front / all : car.brakeBias;
}
