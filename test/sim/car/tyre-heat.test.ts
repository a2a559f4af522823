import { describe, expect, it } from 'vitest';
import { calmDay } from '../../../sim/car/conditions.ts';
import { fitTyres, tendChassis } from '../../../sim/car/tend.ts';
import { gasPressure, heatTyres } from '../../../sim/car/tyre-heat.ts';
import type { Chassis } from '../../../sim/car/chassis.ts';
import { DT, everyTemperature, freshCar, run, runLap, set, type Running } from './running.ts';

const day = calmDay();

const stored = (car: Chassis, w: number): number =>
  car.thermal.tread[w]! * (car.treadInner[w]! + car.treadMiddle[w]! + car.treadOuter[w]!) +
  car.thermal.carcass[w]! * car.carcass[w]! +
  car.thermal.gas[w]! * car.gas[w]!;

const moments: Running[] = [
  { speed: 0, load: 1500 },
  { speed: 70, load: 6000, along: -0.01 },
  { speed: 45, load: 5000, across: 0.08 },
  { speed: 45, load: 5000, across: -0.08, along: 0.05 },
  { speed: 80, load: 4000, along: 1 },
];

describe('heat of a tyre', () => {
  it.each(moments)('is either stored or lost: $speed m/s, slip $along $across', (moment) => {
    const car = freshCar();
    set(car, moment);
    const before = [0, 1, 2, 3].map((w) => stored(car, w));
    let balance = [0, 0, 0, 0];
    for (let i = 0; i < 500; i++) {
      heatTyres(car, day, DT);
      balance = balance.map((sum, w) => sum + (car.tyreHeatIn[w]! - car.tyreHeatOut[w]!) * DT);
    }
    for (let w = 0; w < 4; w++) {
      const gained = stored(car, w) - before[w]!;
      expect(Math.abs(gained - balance[w]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(gained)));
    }
  });

  it('goes to the air and the road, and ends at their temperature', () => {
    const car = freshCar();
    const still = { ...day, trackTemperature: day.airTemperature };
    car.discTemp.fill(day.airTemperature);
    // A carried wheel that turns in the wind: nothing heats it.
    run(car, still, 3 * 3600, { speed: 30, load: 0 });
    for (const t of [...car.treadInner, ...car.treadMiddle, ...car.treadOuter, ...car.carcass, ...car.gas]) expect(t).toBeCloseTo(20, 1);
    for (let w = 0; w < 4; w++) expect(car.tyrePressure[w]!).toBeCloseTo(car.spec.wheels[w]!.pressure, -2);
  });

  it('rises by more than a kelvin a second on the surface in a bend, while the carcass hardly follows', () => {
    const car = freshCar();
    run(car, day, 2, { speed: 45, load: 6000, across: 0.09 });
    expect(car.treadMiddle[0]!).toBeGreaterThan(83);
    expect(Math.abs(car.carcass[0]! - 80)).toBeLessThan(1);
  });

  it('is alike on both sides of a car that goes straight, and mirrored by a mirrored bend', () => {
    const straight = freshCar();
    run(straight, day, 60, { speed: 60, along: -0.01 });
    const left = freshCar();
    run(left, day, 20, { speed: 40, across: 0.06 });
    const right = freshCar();
    run(right, day, 20, { speed: 40, across: -0.06 });
    for (const w of [0, 2]) {
      for (const t of ['treadInner', 'treadMiddle', 'treadOuter', 'carcass', 'gas', 'tyrePressure', 'tyreWear', 'discTemp'] as const) {
        expect(straight[t][w + 1]).toBe(straight[t][w]);
        expect(right[t][w + 1]).toBeCloseTo(left[t][w]!, 9);
        expect(right[t][w]).toBeCloseTo(left[t][w + 1]!, 9);
      }
    }
  });

  it('sits on the inner shoulder of a cambered tyre that goes straight, on the outer one of the outer tyre in a bend', () => {
    const car = freshCar();
    run(car, day, 120, { speed: 60, along: -0.02 });
    expect(car.treadInner[0]!).toBeGreaterThan(car.treadOuter[0]! + 2);
    fitTyres(car, 'medium', 80, day);
    // A bend to the left: the road pushes every tyre to the left, inwards on the right-hand side.
    run(car, day, 10, { speed: 45, load: 6000, across: -0.09 });
    expect(car.forceAcross[1]!).toBeGreaterThan(0);
    expect(car.treadOuter[1]!).toBeGreaterThan(car.treadInner[1]! + 2);
  });

  it('goes to the middle of a tyre that is too hard', () => {
    const hard = freshCar();
    const soft = freshCar();
    hard.gas.fill(150);
    soft.gas.fill(20);
    for (const car of [hard, soft]) run(car, day, 5, { speed: 60, along: -0.03 });
    const bulge = (car: Chassis): number => car.treadMiddle[2]! - (car.treadInner[2]! + car.treadOuter[2]!) / 2;
    expect(bulge(hard)).toBeGreaterThan(bulge(soft) + 0.5);
  });

  it('brings the pressure along by the gas law', () => {
    expect(gasPressure(150_000, 20)).toBeCloseTo(150_000, 6);
    expect(gasPressure(150_000, 90)).toBeCloseTo((251_325 * 363.15) / 293.15 - 101_325, 6);
    const car = freshCar();
    run(car, day, 30, { speed: 60, along: -0.01 });
    expect(car.tyrePressure[1]!).toBeCloseTo(gasPressure(150_000, car.gas[1]!), 6);
  });

  it('settles between 70 and 115 °C within ten laps of a dry circuit and stays below 75 °C in standing water', () => {
    const dry = freshCar();
    for (let lap = 0; lap < 10; lap++) runLap(dry, day);
    for (let w = 0; w < 4; w++) {
      expect(dry.carcass[w]!).toBeGreaterThan(70);
      expect(dry.carcass[w]!).toBeLessThan(115);
    }
    const wet = { ...day, wetness: 1, trackTemperature: 20 };
    const rain = freshCar();
    fitTyres(rain, 'wet', 50, wet);
    for (let lap = 0; lap < 5; lap++) runLap(rain, wet);
    for (let w = 0; w < 4; w++) expect(rain.carcass[w]!).toBeLessThan(75);
  });
});

describe('a chassis that is tended', () => {
  it.each([
    { speed: 0, load: 0 },
    { speed: 0, load: 4000, along: -60 },
    { speed: 120, load: 20_000, along: 1, friction: 2 },
    { speed: 120, load: 0, across: 1 },
    { speed: -5, load: 3000, across: 0.5 },
  ])('stays finite whatever happens: $speed m/s, $load N', (moment) => {
    for (const wetness of [0, 1]) {
      const car = freshCar();
      car.engineSpeed = 1900;
      car.engineTorque = 350;
      car.brakeTorque.fill(6000);
      set(car, moment);
      for (let i = 0; i < 60 / DT; i++) tendChassis(car, { ...day, wetness }, DT);
      for (const t of everyTemperature(car)) {
        expect(t).toBeGreaterThanOrEqual(19.9);
        expect(t).toBeLessThanOrEqual(2000);
      }
      for (let w = 0; w < 4; w++) {
        expect(car.tyreGrip[w]!).toBeGreaterThanOrEqual(0.3);
        expect(car.tyreGrip[w]!).toBeLessThanOrEqual(1.05);
        expect(car.tyreWear[w]!).toBeLessThanOrEqual(1);
        expect(car.brakeFade[w]!).toBeGreaterThanOrEqual(0.5);
        expect(car.brakeFade[w]!).toBeLessThanOrEqual(1);
        expect(car.tyrePressure[w]!).toBeGreaterThan(0);
      }
    }
  });
});
