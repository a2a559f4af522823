import { describe, expect, it } from 'vitest';
import * as derived from '../../../sim/car/derived.ts';
import { calmDay } from '../../../sim/car/conditions.ts';
import { press } from '../../../sim/car/suspension.ts';
import type { Road } from '../../../sim/track/road.ts';
import { freshCar, set } from './running.ts';

const flat = new Float64Array(2);
const smooth: Road = {
  ...{ length: 1000, centre: { count: 1, step: 1000, curvature: flat, grade: flat, bank: flat, left: flat, right: flat } },
  ...{ wallLeft: flat, wallRight: flat, surfaceAt: () => 0 },
  surfaces: [{ name: 'asphalt', friction: 1.1, rolling: 0.01, roughness: 0, wavelength: 1 }],
};

describe('what follows from a chassis', () => {
  it('adds up to the loads: springs, dampers, bars and third springs', () => {
    const car = freshCar();
    car.heave = -0.01;
    car.roll = 0.01;
    car.pitch = 0.004;
    car.heaveRate = -0.1;
    car.rollRate = 0.2;
    press(car, smooth);
    for (let w = 0; w < 4; w++) {
      const axle = w & 2;
      const bar = derived.barForce(car, axle) * ((w & 1) === 0 ? 1 : -1);
      expect(derived.springForce(car, w) + derived.damperForce(car, w) + bar + derived.thirdForce(car, axle)).toBeCloseTo(car.load[w]!, 6);
      const rate = car.travelRate[w]!;
      expect(derived.damperForce(car, w)).toBeCloseTo(rate * (rate > 0 ? 5000 : 6000), 6);
    }
    expect(derived.loadTransfer(car, 0)).toBeGreaterThan(0);
    expect(derived.frontLoadShare(car)).toBeGreaterThan(0.4);
  });

  it('has slips in the field’s own signs', () => {
    const car = freshCar();
    set(car, { speed: 50, along: 0.1, across: 0.05 });
    expect(derived.slipRatio(car, 0)).toBeCloseTo(-0.1, 12);
    expect(derived.slipAngle(car, 0)).toBeCloseTo(Math.asin(0.05), 12);
    expect(derived.wheelSpeed(car, 2)).toBeCloseTo(45, 9);
    expect(derived.usedFriction(car, 1)).toBeCloseTo(1.5, 9);
    expect(derived.understeer(car)).toBeCloseTo(0, 12);
  });

  it('is finite for a car that stands in neutral without loads', () => {
    const car = freshCar();
    const day = calmDay();
    const wheelReads = [derived.wheelSpeed, derived.slipRatio, derived.slipAngle, derived.usedFriction, derived.treadTemp, derived.camber, derived.springForce, derived.damperForce, derived.brakePower];
    const axleReads = [derived.barForce, derived.thirdForce, derived.axleRideHeight, derived.loadTransfer, derived.axleDifference];
    const carReads = [
      derived.groundSpeed, derived.bodySlip, derived.wayCurvature, derived.gripSum, derived.enginePower, derived.engineLoad, derived.mixture, derived.fuelPressure, derived.gearRatio,
      derived.drivenSpeed, derived.clutchSlip, derived.differentialLock, derived.ersCharge, derived.downforce, derived.aeroBalance, derived.aeroEfficiency, derived.rake, derived.wheelLoads,
      derived.frontLoadShare, derived.leftLoadShare, derived.crossLoadShare, derived.understeer, derived.brakeBalance,
    ];
    const airReads = [derived.airboxPressure, derived.manifoldPressure, derived.dynamicPressure];
    const values = [
      ...wheelReads.flatMap((read) => [0, 1, 2, 3].map((w) => read(car, w))),
      ...axleReads.flatMap((read) => [0, 2].map((axle) => read(car, axle))),
      ...carReads.map((read) => read(car)),
      ...airReads.map((read) => read(car, day)),
    ];
    for (const value of values) expect(Number.isFinite(value)).toBe(true);
  });

  it('tells engine and brakes apart from what they could do', () => {
    const car = freshCar();
    car.gear = 3;
    car.engineSpeed = 1000;
    car.engineTorque = 0.5 * car.prepared.fullTorque(1000);
    expect(derived.engineLoad(car)).toBeCloseTo(0.5, 12);
    expect(derived.enginePower(car)).toBeCloseTo(car.engineTorque * 1000, 6);
    car.spin.fill(1000 / derived.gearRatio(car));
    expect(derived.clutchSlip(car)).toBeCloseTo(0, 9);
    car.shaftTorque = 5000;
    expect(derived.differentialLock(car)).toBe(1);
    car.shaftTorque = 0;
    expect(derived.differentialLock(car)).toBe(0);
    expect(derived.brakeBalance(car)).toBe(car.spec.brakes.frontShare);
    car.brakeTorque.set([3000, 3000, 1000, 1000]);
    expect(derived.brakeBalance(car)).toBeCloseTo(0.75, 12);
  });
});
