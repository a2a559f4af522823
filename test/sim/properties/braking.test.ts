import { describe, expect, it } from 'vitest';
import { GRAVITY } from '../../../sim/constants.ts';
import { Chassis } from '../../../sim/car/chassis.ts';
import { carNames, findCar } from '../../../sim/car/cars.ts';
import { calmDay } from '../../../sim/car/conditions.ts';
import { placeChassis, stepChassis } from '../../../sim/car/step.ts';
import { straightRoad } from '../straight-road.ts';

const STEP = 1 / 500;
const SPEED = 30;
const road = straightRoad();
const calm = calmDay();

/** A second and a half into gentle braking in neutral on a level straight. */
function braking(name: string): Chassis {
  const car = new Chassis(findCar(name));
  placeChassis(car, road, 10, 0);
  car.vx = SPEED;
  for (let w = 0; w < 4; w++) car.spin[w] = SPEED / car.prepared.radius[w]!;
  car.brake = 0.2;
  for (let i = 0; i < 750; i++) stepChassis(car, road, calm, STEP);
  return car;
}

describe.each(carNames())('%s on the brakes', (name) => {
  const car = braking(name);
  const { load, forceAlong, brakeTorque, prepared, spec } = car;
  const { maxPressure } = spec.brakes;

  it('is slowed by its tyres and the air, and nothing else', () => {
    const tyres = forceAlong[0]! + forceAlong[1]! + forceAlong[2]! + forceAlong[3]!;
    expect(car.ax).toBeLessThan(-1);
    expect(Math.abs((tyres - car.drag) / car.mass / car.ax - 1)).toBeLessThan(1e-3);
  });

  it('splits the pressure by its bias', () => {
    const front = brakeTorque[0]! / prepared.brakeGain[0]!;
    const rear = brakeTorque[2]! / prepared.brakeGain[2]!;
    expect(front / (front + rear)).toBeCloseTo(car.brakeBias, 6);
    expect(front + rear).toBeCloseTo(0.2 * maxPressure, 0);
  });

  it('leans on its front tyres as its height over its wheelbase says', () => {
    const weight = car.mass * GRAVITY + car.downforceFront + car.downforceRear;
    const ahead = load[0]! + load[1]!;
    const levelled = (car.mass * GRAVITY * -prepared.x[2]!) / prepared.wheelbase + car.downforceFront;
    const moved = (-car.ax * car.mass * spec.centreHeight) / prepared.wheelbase;
    expect(Math.abs(load.reduce((sum, one) => sum + one, 0) / weight - 1)).toBeLessThan(0.01);
    expect(Math.abs((ahead - levelled) / moved - 1)).toBeLessThan(0.1);
  });
});
