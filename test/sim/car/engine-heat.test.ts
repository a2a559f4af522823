import { describe, expect, it } from 'vitest';
import { calmDay } from '../../../sim/car/conditions.ts';
import { heatEngine, oilPressure } from '../../../sim/car/engine-heat.ts';
import type { Chassis } from '../../../sim/car/chassis.ts';
import { DT, freshCar } from './running.ts';

const day = calmDay();

/** `load` of full torque at a share of the highest revs, in air of `speed` m/s. */
function pull(car: Chassis, seconds: number, load: number, revs: number, speed: number, air = day.airTemperature): void {
  car.gear = 5;
  car.engineSpeed = revs * car.prepared.revMax;
  car.engineThrottle = load;
  car.engineTorque = load * car.prepared.fullTorque(car.engineSpeed);
  car.airSpeed = speed;
  for (let i = 0; i < seconds / DT; i++) heatEngine(car, { ...day, airTemperature: air }, DT);
}

describe('the engine', () => {
  it.each([0, 20, 40])('runs at its working temperatures in air of %d °C', (air) => {
    const car = freshCar();
    pull(car, 1200, 0.7, 0.85, 60, air);
    expect(car.waterTemp).toBeGreaterThan(80);
    expect(car.waterTemp).toBeLessThan(112);
    expect(car.oilTemp).toBeGreaterThan(85);
    expect(car.oilTemp).toBeLessThan(130);
    expect(car.gearboxTemp).toBeGreaterThan(60);
    expect(car.gearboxTemp).toBeLessThan(140);
  });

  it('runs hotter behind another car and at a walking pace', () => {
    const free = freshCar();
    const towed = freshCar();
    const slow = freshCar();
    towed.towDrag = 0.6;
    pull(free, 300, 1, 0.95, 60);
    pull(towed, 300, 1, 0.95, 60);
    pull(slow, 300, 1, 0.95, 10);
    expect(towed.waterTemp).toBeGreaterThan(free.waterTemp + 1);
    expect(slow.waterTemp).toBeGreaterThan(towed.waterTemp + 5);
  });

  it('cools to the air when it stands', () => {
    const car = freshCar();
    pull(car, 24 * 3600, 0, 0, 0);
    for (const t of [car.waterTemp, car.oilTemp, car.gearboxTemp]) expect(t).toBeCloseTo(day.airTemperature, 0);
  });

  it('has oil pressure that rises with the revs, falls with heat and is held by a relief valve', () => {
    expect(oilPressure(0.6, 100)).toBeGreaterThan(oilPressure(0.3, 100));
    expect(oilPressure(0.6, 130)).toBeLessThan(oilPressure(0.6, 100));
    expect(oilPressure(1, 20)).toBe(oilPressure(0.9, 20));
    expect(oilPressure(0, 140)).toBeGreaterThan(0);
  });

  it('has exhaust that follows the load within seconds', () => {
    const car = freshCar();
    pull(car, 5, 1, 0.9, 60);
    expect(car.exhaustTemp).toBeGreaterThan(850);
    pull(car, 5, 0, 0.4, 60);
    expect(car.exhaustTemp).toBeLessThan(420);
  });
});
