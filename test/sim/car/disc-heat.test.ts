import { describe, expect, it } from 'vitest';
import { calmDay } from '../../../sim/car/conditions.ts';
import { heatDiscs } from '../../../sim/car/disc-heat.ts';
import { BRAKE_MATERIALS } from '../../../sim/car/brake-material.ts';
import { DT, freshCar, runLap, set } from './running.ts';
import { ironSprinter, sprinter } from './sprinter.ts';

const day = calmDay();

describe('brake discs', () => {
  it('take the braking work as heat, front more than rear', () => {
    const car = freshCar(ironSprinter);
    car.discTemp.fill(200);
    set(car, { speed: 60 });
    for (let w = 0; w < 4; w++) car.brakeTorque[w] = w < 2 ? 3000 : 1500;
    let work = 0;
    for (let i = 0; i < 2 / DT; i++) {
      heatDiscs(car, day, DT);
      work += 3000 * car.spin[0]! * DT;
    }
    const gained = 10 * (450 + 0.35 * ((200 + car.discTemp[0]!) / 2)) * (car.discTemp[0]! - 200);
    expect(gained).toBeGreaterThan(0.75 * work);
    expect(gained).toBeLessThan(0.93 * work);
    expect(car.discTemp[0]!).toBeGreaterThan(car.discTemp[2]!);
    expect(car.discTemp[1]!).toBe(car.discTemp[0]!);
  });

  it.each([['carbon', sprinter], ['iron', ironSprinter]] as const)('of %s stay where they brake best on a normal lap', (_, spec) => {
    const car = freshCar(spec);
    for (let lap = 0; lap < 6; lap++) {
      runLap(car, day);
      for (const fade of car.brakeFade) expect(fade).toBeGreaterThan(0.98);
    }
  });

  it('cool to the air at speed, and faster with the ducts open', () => {
    const open = freshCar();
    const shut = freshCar();
    shut.brakeDucts = 0.4;
    for (const car of [open, shut]) {
      car.discTemp.fill(600);
      set(car, { speed: 70 });
      for (let i = 0; i < 30 / DT; i++) heatDiscs(car, day, DT);
    }
    expect(open.discTemp[0]!).toBeLessThan(shut.discTemp[0]! - 50);
    for (let i = 0; i < 3600 / DT; i++) heatDiscs(open, day, DT);
    expect(open.discTemp[0]!).toBeCloseTo(day.airTemperature, 3);
  });

  it('brake badly when cold and fade when they glow', () => {
    expect(BRAKE_MATERIALS.carbon.fade(100)).toBeLessThan(0.9);
    expect(BRAKE_MATERIALS.carbon.fade(600)).toBe(1);
    expect(BRAKE_MATERIALS.carbon.fade(1200)).toBeLessThan(0.95);
    expect(BRAKE_MATERIALS.iron.fade(300)).toBe(1);
    expect(BRAKE_MATERIALS.iron.fade(800)).toBeLessThan(0.92);
    expect(BRAKE_MATERIALS.iron.fade(5000)).toBe(BRAKE_MATERIALS.iron.fade(1150));
  });

  it('never pass what the material outlasts', () => {
    const car = freshCar(ironSprinter);
    set(car, { speed: 120 });
    car.brakeTorque.fill(8000);
    for (let i = 0; i < 120 / DT; i++) heatDiscs(car, day, DT);
    for (const t of car.discTemp) expect(t).toBeLessThanOrEqual(1150);
  });
});
