import type { Chassis } from './chassis.ts';
import type { Coupling } from './prepared.ts';

/**
 * Turns the wheels: engine through gearbox and differentials, electric motor, brakes and the road's reaction, then the engine
 * as the wheels take it along. TORCS transmission.cpp and differential.cpp, but with the stiff reaction of the tyre taken over
 * the step, so that 2 ms are steady at any speed: I ω' = I ω + dt (T + R G (v - ω° R) / v), G being force over slip and ω° a mean
 * of ω and ω'. With the weight (3 + a) / (6 + a) of ω', a = dt R² G / (I v), that is e^-a to the third order (Padé), what the
 * wheel would do under a load that holds for the step: neither rung up nor damped by the step.
 */
export function driveWheels(car: Chassis, dt: number): void {
  const { prepared } = car;
  const gear = car.gear + 1;
  const ratio = prepared.ratios[gear]!;
  const passed = 3 * car.clutchGrip;
  const shaft = car.engineTorque * ratio * (passed < 1 ? passed : 1);
  car.shaftTorque = shaft;
  const inertia =
    car.gear === 0 ? 0 : prepared.driveInertia[gear]! * car.clutchGrip + prepared.freeInertia[gear]! * (1 - car.clutchGrip);
  runMotor(car, dt);
  const electric = car.motorTorque;
  const { frontDrive, rearDrive, centreDiff } = prepared;
  let front = frontDrive;
  if (frontDrive > 0 && rearDrive > 0 && centreDiff.isViscous) {
    front = centreDiff.frontShare(axleSpin(car, 0) - axleSpin(car, 2));
  }
  car.axleTorque[0] = shaft * front;
  car.axleTorque[1] = shaft * (1 - front);
  car.axleMotor[0] = electric * front;
  car.axleMotor[1] = electric * (1 - front);
  car.axleInertia[0] = inertia * frontDrive;
  car.axleInertia[1] = inertia * rearDrive;
  turnAxle(car, 0, prepared.frontDiff, dt);
  turnAxle(car, 1, prepared.rearDiff, dt);
  if (frontDrive > 0 && rearDrive > 0 && !centreDiff.isViscous) tieAxles(car);
  takeEngineAlong(car, dt);
}

function axleSpin(car: Chassis, left: number): number {
  return (car.spin[left]! + car.spin[left + 1]!) / 2;
}

/** One axle's pair of wheels, front 0 or rear 1, under what engine and motor turn it with. */
function turnAxle(car: Chassis, axle: number, diff: Coupling, dt: number): void {
  const { spin, driveTorque } = car;
  const left = 2 * axle;
  const right = left + 1;
  const torque = car.axleTorque[axle]!;
  const all = torque + car.axleMotor[axle]!;
  let share = 0.5;
  if (diff.isViscous && all !== 0) {
    const difference = spin[left]! - spin[right]!;
    const slower = diff.slowerShare(difference);
    share = difference > 0 ? 1 - slower : slower;
  }
  driveTorque[left] = all * share;
  driveTorque[right] = all - all * share;
  turnWheel(car, left, dt);
  turnWheel(car, right, dt);
  if (diff.isViscous || (all === 0 && car.axleInertia[axle] === 0)) return;
  const a = spin[left]!;
  const b = spin[right]!;
  const sum = Math.abs(a) + Math.abs(b);
  const most = diff.allowedSlip(torque) * sum;
  const difference = a - b;
  if (difference <= most && difference >= -most) return;
  const excess = (difference > 0 ? difference - most : difference + most) / 2;
  spin[left] = a - excess;
  spin[right] = b + excess;
}

function turnWheel(car: Chassis, w: number, dt: number): void {
  const { prepared, spin } = car;
  const inertia = prepared.inertia[w]! / prepared.efficiency[car.gear + 1]! + car.axleInertia[w >> 1]! / 2;
  const radius = prepared.radius[w]!;
  const give = (dt * radius * car.grip[w]!) / car.pace[w]!;
  const reaction = give * radius;
  const stiffness = reaction / inertia;
  const weight = (3 + stiffness) / (6 + stiffness);
  const before = spin[w]!;
  car.spinBefore[w] = before;
  car.spinWeight[w] = weight;
  const whole = inertia + weight * reaction;
  const free = ((inertia - (1 - weight) * reaction) * before + dt * car.driveTorque[w]! + give * car.along[w]!) / whole;
  const stop = (dt * car.brakeTorque[w]!) / whole;
  spin[w] = free > stop ? free - stop : free < -stop ? free + stop : 0;
}

/** A centre differential that locks or is limited: the axles' mean speeds are brought together. */
function tieAxles(car: Chassis): void {
  const { spin, prepared } = car;
  const a = axleSpin(car, 0);
  const b = axleSpin(car, 2);
  const most = prepared.centreDiff.allowedSlip(car.shaftTorque) * (Math.abs(a) + Math.abs(b));
  const difference = a - b;
  if (difference <= most && difference >= -most) return;
  const excess = (difference > 0 ? difference - most : difference + most) / 2;
  spin[0] = spin[0]! - excess;
  spin[1] = spin[1]! - excess;
  spin[2] = spin[2]! + excess;
  spin[3] = spin[3]! + excess;
}

/** The engine turns with the wheels as far as the clutch holds, never below idle; above its utmost speed it holds the wheels back. */
function takeEngineAlong(car: Chassis, dt: number): void {
  const { prepared, spin, clutchGrip } = car;
  const ratio = prepared.ratios[car.gear + 1]!;
  const free = car.engineSpeed + (car.engineTorque / car.spec.engine.inertia) * dt;
  let speed = free;
  if (car.gear !== 0 && clutchGrip > 0) {
    const square = clutchGrip * clutchGrip;
    const hold = square * square;
    const driven = prepared.frontDrive * axleSpin(car, 0) + prepared.rearDrive * axleSpin(car, 2);
    speed = driven * ratio * hold + free * (1 - hold);
    if (speed > prepared.revMax && driven * ratio > prepared.revMax) {
      const share = prepared.revMax / (driven * ratio);
      const first = prepared.frontDrive > 0 ? 0 : 2;
      const last = prepared.rearDrive > 0 ? 3 : 1;
      for (let w = first; w <= last; w++) spin[w] = spin[w]! * share;
      speed = prepared.revMax;
    }
  }
  car.engineSpeed = speed < prepared.idle ? prepared.idle : speed > prepared.revMax ? prepared.revMax : speed;
}

/** Slowest speed of the driven wheels at which the motor's power is reckoned, rad/s. */
const MOTOR_FLOOR = 40;

/** The electric motor at the driven wheels, within its power, its store and what a lap allows. */
function runMotor(car: Chassis, dt: number): void {
  const { ers } = car.spec;
  if (!ers) return;
  const { prepared } = car;
  const driven = prepared.frontDrive * axleSpin(car, 0) + prepared.rearDrive * axleSpin(car, 2);
  const wish = car.ersWish > 1 ? 1 : car.ersWish < -1 ? -1 : car.ersWish;
  let power = driven < MOTOR_FLOOR / 4 ? 0 : wish * ers.power;
  if (power > 0) {
    const taken = (power * dt) / ers.efficiency;
    if (taken > car.ersStore || car.ersDeployed + taken > ers.deployPerLap) power = 0;
    else {
      car.ersStore -= taken;
      car.ersDeployed += taken;
    }
  } else if (power < 0) {
    const given = -power * dt * ers.efficiency;
    if (car.ersStore + given > ers.store || car.ersHarvested + given > ers.harvestPerLap) power = 0;
    else {
      car.ersStore += given;
      car.ersHarvested += given;
    }
  }
  car.ersPower = power;
  car.motorTorque = power / (driven > MOTOR_FLOOR ? driven : MOTOR_FLOOR);
}
