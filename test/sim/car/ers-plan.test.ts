import { describe, expect, it } from 'vitest';
import { driveWheels } from '../../../sim/car/drivetrain.ts';
import { moveDrs } from '../../../sim/car/drs.ts';
import { beginErsLap, ersPlan } from '../../../sim/car/ers-plan.ts';
import type { Chassis } from '../../../sim/car/chassis.ts';
import { freshCar, set } from './running.ts';
import { sprinter } from './sprinter.ts';

const ers = sprinter.ers!;
const STEP = 1 / 500;
const LAP = 5600;

interface Lap {
  /** Within the store and what a lap allows at every step. */
  kept: boolean;
  deployed: number;
  harvested: number;
  /** J that went out in each of eight equal parts of the lap. */
  parts: number[];
}

/** A lap of eight straights of 600 m, each with 100 m of brakes at its end. */
function drive(car: Chassis, keep: number): Lap {
  beginErsLap(car);
  const parts = Array.from({ length: 8 }, () => 0);
  let kept = true;
  let way = 0;
  while (way < LAP) {
    const at = way % 700;
    const braking = at > 600;
    const speed = braking ? 80 - (at - 600) * 0.4 : 40 + at / 15;
    car.throttle = braking ? 0 : 1;
    car.brake = braking ? 0.8 : 0;
    set(car, { speed });
    car.ersWish = ersPlan(car, { lapLeft: LAP - way, lapLength: LAP, straightLeft: Math.max(0, 600 - at), keep });
    const before = car.ersDeployed;
    for (let i = 0; i < 5; i++) {
      driveWheels(car, STEP);
      kept &&= car.ersStore >= 0 && car.ersStore <= ers.store && car.ersDeployed <= ers.deployPerLap && car.ersHarvested <= ers.harvestPerLap;
    }
    const part = Math.min(7, Math.floor((way / LAP) * 8));
    parts[part] = parts[part]! + car.ersDeployed - before;
    way += speed * 5 * STEP;
  }
  return { kept, deployed: car.ersDeployed, harvested: car.ersHarvested, parts };
}

describe('the plan for the electric motor', () => {
  it('keeps the store and the limits of every lap, whatever is asked', () => {
    const car = freshCar();
    car.ersStore = ers.store;
    for (const keep of [0, 0, 1, 1, 0.5, 0, 0.2]) expect(drive(car, keep).kept).toBe(true);
  });

  it('spreads the energy over the lap and takes out what came in', () => {
    const car = freshCar();
    car.ersStore = 0.5 * ers.store;
    drive(car, 0.5);
    const lap = drive(car, 0.5);
    expect(lap.harvested).toBeGreaterThan(1e6);
    expect(lap.deployed).toBeGreaterThan(0.7 * lap.harvested);
    expect(Math.min(...lap.parts)).toBeGreaterThan(0.3 * Math.max(...lap.parts));
    expect(Math.abs(car.ersStore - 0.5 * ers.store)).toBeLessThan(0.15 * ers.store);
  });

  it('empties the store when it attacks and fills it when it saves', () => {
    const attack = freshCar();
    const save = freshCar();
    for (const car of [attack, save]) car.ersStore = 0.5 * ers.store;
    drive(attack, 0);
    drive(save, 1);
    expect(attack.ersStore).toBeLessThan(0.25 * ers.store);
    expect(save.ersStore).toBeGreaterThan(0.85 * ers.store);
  });

  it('pushes on the throttle only, harder when slow, and not just before the brakes', () => {
    const car = freshCar();
    car.ersStore = 0.9 * ers.store;
    car.throttle = 1;
    const way = { lapLeft: LAP, lapLength: LAP, straightLeft: 500, keep: 0.5 };
    set(car, { speed: 45 });
    const slow = ersPlan(car, way);
    set(car, { speed: 85 });
    expect(ersPlan(car, way)).toBeLessThan(slow);
    expect(ersPlan(car, way)).toBeGreaterThan(0);
    expect(ersPlan(car, { ...way, straightLeft: 20 })).toBe(0);
    car.throttle = 0.75;
    expect(ersPlan(car, way)).toBe(0);
    car.throttle = 0.3;
    expect(ersPlan(car, way)).toBeLessThan(0);
    car.brake = 0.6;
    expect(ersPlan(car, way)).toBe(-1);
  });

  it('does nothing in a car without one', () => {
    const { ers: _, ...plain } = sprinter;
    const car = freshCar(plain);
    car.throttle = 1;
    set(car, { speed: 60 });
    expect(ersPlan(car, { lapLeft: LAP, lapLength: LAP, straightLeft: 500, keep: 0 })).toBe(0);
  });
});

describe('the rear wing', () => {
  it('opens at full throttle where it may, and closes on the brakes and at the end of the zone', () => {
    const car = freshCar();
    car.throttle = 1;
    moveDrs(car, false);
    expect(car.drsOpen).toBe(false);
    moveDrs(car, true);
    expect(car.drsOpen).toBe(true);
    car.throttle = 0.7;
    moveDrs(car, true);
    expect(car.drsOpen).toBe(true);
    car.brake = 0.1;
    moveDrs(car, true);
    expect(car.drsOpen).toBe(false);
    car.brake = 0;
    moveDrs(car, true);
    expect(car.drsOpen).toBe(false);
  });

  it('does not move on a car that has none', () => {
    const { drs: _, ...plain } = sprinter;
    const car = freshCar(plain);
    car.throttle = 1;
    moveDrs(car, true);
    expect(car.drsOpen).toBe(false);
  });
});
