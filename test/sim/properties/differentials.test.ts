import { describe, expect, it } from 'vitest';
import { Chassis } from '../../../sim/car/chassis.ts';
import type { CarSpec, DifferentialSpec, DifferentialType } from '../../../sim/car/car-spec.ts';
import { findCar } from '../../../sim/car/cars.ts';
import { driveWheels } from '../../../sim/car/drivetrain.ts';

const STEP = 1 / 500;
const gt = findCar('lapwing-gt');
const base: DifferentialSpec = {
  type: 'free', ratio: 3.5, efficiency: 1, inertia: 0.05, lockDrive: 3000, lockCoast: 1000, maxSlip: 0.03, minShare: 0.5, maxShare: 0.9, viscosity: 1,
};

/** A rear-driven car in third gear whose right rear wheel has come off the ground while its left one holds the road. */
function oneWheelOff(type: DifferentialType, torque: number): Chassis {
  const spec: CarSpec = { ...gt, drive: { layout: 'rear', rear: { ...base, type } } };
  const car = new Chassis(spec);
  car.gear = 3;
  car.clutchGrip = 1;
  car.engineTorque = torque;
  car.vx = 30;
  for (let w = 0; w < 4; w++) {
    car.spin[w] = 30 / car.prepared.radius[w]!;
    car.along[w] = 30;
    car.pace[w] = 30;
    car.grip[w] = w === 3 ? 0 : 40_000;
  }
  for (let i = 0; i < 150; i++) driveWheels(car, STEP);
  return car;
}

describe('a differential with one wheel off the ground', () => {
  it.each(['free', 'limited-slip', 'viscous', 'spool'] as const)('hands all of the torque on: %s', (type) => {
    const car = oneWheelOff(type, 300);
    expect(car.shaftTorque).toBeGreaterThan(0);
    expect(car.driveTorque[2]! + car.driveTorque[3]!).toBeCloseTo(car.shaftTorque, 6);
    expect(car.driveTorque[0]! + car.driveTorque[1]!).toBe(0);
  });

  it('halves the torque and lets the free wheel spin up where it is free', () => {
    const car = oneWheelOff('free', 300);
    expect(car.driveTorque[2]).toBeCloseTo(car.driveTorque[3]!, 6);
    expect(car.spin[3]! / car.spin[2]!).toBeGreaterThan(1.1);
  });

  it('turns both wheels alike as a spool', () => {
    const car = oneWheelOff('spool', 300);
    expect(car.spin[3]).toBeCloseTo(car.spin[2]!, 6);
  });

  it('lets speeds differ up to what the torque allows, and locks beyond the locking torque, where slip is limited', () => {
    const gentle = oneWheelOff('limited-slip', 100);
    const relative = (car: Chassis): number => (car.spin[3]! - car.spin[2]!) / (car.spin[3]! + car.spin[2]!);
    expect(relative(gentle)).toBeGreaterThan(0);
    expect(relative(gentle)).toBeLessThanOrEqual(base.maxSlip * (1 - gentle.shaftTorque / base.lockDrive) + 1e-9);
    const hard = oneWheelOff('limited-slip', 600);
    expect(hard.shaftTorque).toBeGreaterThan(base.lockDrive);
    expect(relative(hard)).toBeCloseTo(0, 9);
  });

  it('gives the slower wheel more where it is viscous', () => {
    const car = oneWheelOff('viscous', 300);
    expect(car.spin[3]!).toBeGreaterThan(car.spin[2]!);
    expect(car.driveTorque[2]!).toBeGreaterThan(car.driveTorque[3]!);
  });
});
