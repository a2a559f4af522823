import { expect, test } from 'vitest';
import { Chassis } from '../../../sim/car/chassis.ts';
import { findCar } from '../../../sim/car/cars.ts';
import { variant } from '../../../sim/car/variant.ts';

const base = findCar('lapwing-f');
const ones = { power: 1, drag: 1, downforce: 1, grip: 1 };

/** N per (m/s)², as the physics has prepared them. */
function air(spec: typeof base) {
  const { prepared } = new Chassis(spec);
  const front = prepared.frontWing * Math.sin(spec.aero.frontWing.angle);
  const rear = prepared.rearWing * Math.sin(spec.aero.rearWing.angle);
  return { drag: prepared.bodyDrag + front + rear, wings: 4 * (front + rear), ground: prepared.groundFront + prepared.groundRear };
}

test('factors of 1 leave the car as it is', () => {
  const same = variant(base, ones);
  expect(same.aero.drag).toBeCloseTo(base.aero.drag, 12);
  expect({ ...same, aero: { ...same.aero, drag: base.aero.drag } }).toEqual(base);
});

test('power is torque at every speed', () => {
  const strong = variant(base, { ...ones, power: 1.02 });
  strong.engine.torque.forEach(([rpm, torque], i) => {
    expect(rpm).toBe(base.engine.torque[i]![0]);
    expect(torque).toBeCloseTo(1.02 * base.engine.torque[i]![1], 9);
  });
});

test('drag is of the whole car and changes no downforce', () => {
  const slippery = air(variant(base, { ...ones, drag: 0.98 }));
  expect(slippery.drag).toBeCloseTo(0.98 * air(base).drag, 12);
  expect(slippery.wings).toBeCloseTo(air(base).wings, 12);
});

test('downforce is of wings and floor and costs no drag', () => {
  const planted = air(variant(base, { ...ones, downforce: 1.03 }));
  expect(planted.wings).toBeCloseTo(1.03 * air(base).wings, 12);
  expect(planted.ground).toBeCloseTo(1.03 * air(base).ground, 12);
  expect(planted.drag).toBeCloseTo(air(base).drag, 12);
});

test('grip is of every tyre', () => {
  expect(variant(base, { ...ones, grip: 0.99 }).wheels.map(({ mu }) => mu)).toEqual(base.wheels.map(({ mu }) => mu * 0.99));
});
