import { beforeEach, expect, it } from 'vitest';
import { Car } from '../../sim/car/car.ts';
import { enterField } from '../../sim/driver/field.ts';
import { Random } from '../../sim/random.ts';
import { COMPOUND_SPECS, setGrip } from '../../sim/car/tyres.ts';
import { track } from './recorded-race.ts';

const [starter] = enterField(1, new Random(7, 0));
let car: Car;

/** Planned lap time with mistakes and scatter left out. */
function lapTime(change: (car: Car) => void): number {
  const steady = { ...starter!, traits: { ...starter!.traits, skill: 0.98, scatter: 0 } };
  car = new Car(0, steady, track, 0, 20, 3);
  car.random.uniform = () => 0.5;
  change(car);
  car.renewGrip();
  car.profile.plan(car, track);
  return car.profile.lapTime;
}

let fresh = 0;
beforeEach(() => {
  fresh = lapTime(() => undefined);
});

it('plans slower laps on worn tyres, on cold ones and with more fuel', () => {
  const worn = lapTime((worse) => worse.tyreWear.fill(40));
  expect(worn - fresh).toBeGreaterThan(0.3);
  expect(worn - fresh).toBeLessThan(4);
  expect(lapTime((worse) => worse.tyreTemp.fill(45))).toBeGreaterThan(fresh + 0.3);
  const heavy = lapTime((worse) => {
    worse.fuel += 10;
  });
  expect((heavy - fresh) / 10).toBeGreaterThan(0.015);
  expect((heavy - fresh) / 10).toBeLessThan(0.06);
});

it('plans no speed that grip, brakes and downforce do not allow', () => {
  const { speed, acceleration } = car.profile;
  const { spec, mass, grip } = car;
  for (let i = 0; i < speed.length; i++) {
    const v2 = speed[i]! ** 2;
    const limit = grip * (9.81 + (0.6 * spec.downforceArea * v2) / mass);
    expect(v2 * Math.abs(track.line.curvature[i]!)).toBeLessThan(limit * 1.0001);
    expect(-acceleration[i]!).toBeLessThan((spec.brakeForce + 0.6 * spec.dragArea * v2) / mass);
  }
});

it('ranks compounds: the softer grips more and wears faster', () => {
  const { soft, medium, hard } = COMPOUND_SPECS;
  expect(soft.grip).toBeGreaterThan(medium.grip);
  expect(medium.grip).toBeGreaterThan(hard.grip);
  expect(soft.wear).toBeGreaterThan(medium.wear);
  expect(medium.wear).toBeGreaterThan(hard.wear);
  expect(setGrip(soft, soft.best, 0)).toBe(soft.grip);
  expect(setGrip(soft, soft.best, 50)).toBeLessThan(soft.grip);
  expect(setGrip(soft, soft.best - 30, 0)).toBeCloseTo(setGrip(soft, soft.best + 30, 0), 12);
});
