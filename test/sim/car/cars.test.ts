import { describe, expect, test } from 'vitest';
import { checkCar } from '../../../sim/car/car-schema.ts';
import type { CarSpec } from '../../../sim/car/car-spec.ts';
import { carNames, DEFAULT_CAR, findCar } from '../../../sim/car/cars.ts';
import { soloLaps } from '../../../sim/driver/solo-lap.ts';
import { DEFAULT_TRACK, findTrack } from '../../../sim/track/tracks.ts';

const CARS = carNames().map(findCar);

/** W at the crankshaft, at the speed where there is most. */
function power({ engine }: CarSpec): number {
  return Math.max(...engine.torque.map(([rpm, torque]) => (rpm <= engine.limiter ? (rpm * torque * Math.PI) / 30 : 0)));
}

/** N per (m/s)² of body and wings. */
function drag({ aero }: CarSpec): number {
  const wings = [aero.frontWing, aero.rearWing].map(({ area, angle }) => 1.23 * area * Math.sin(angle));
  return 0.645 * aero.drag * aero.area + wings[0]! + wings[1]!;
}

function finalRatio({ drive }: CarSpec): number {
  return drive.layout === 'all' ? drive.centre.ratio * drive.rear.ratio : drive.layout === 'rear' ? drive.rear.ratio : drive.front.ratio;
}

test('there are a formula car, a GT, a front-wheel drive and a four-wheel drive', () => {
  expect(carNames()).toEqual(['lapwing-f', 'lapwing-gt', 'lapwing-tc', 'lapwing-rally']);
  expect(CARS.map((car) => car.drive.layout)).toEqual(['rear', 'rear', 'front', 'all']);
  expect(CARS.map((car) => car.brakes.front.material)).toEqual(['carbon', 'iron', 'iron', 'iron']);
  expect(findCar(DEFAULT_CAR).ers).toBeDefined();
});

test('an unknown name is told which there are', () => {
  expect(() => findCar('lapwing-x')).toThrow('There is no car called "lapwing-x". Choose one of: lapwing-f, lapwing-gt, lapwing-tc, lapwing-rally.');
});

describe.each(CARS)('$name', (car) => {
  test('is within what the physics can bear', () => {
    const wrong = (field: string, reason: string): never => {
      throw new Error(`${field}: ${reason}`);
    };
    expect(checkCar(car, wrong)).toEqual(car);
  });

  test('stands level: the axles carry the weight that they are said to', () => {
    expect(-car.rearAxle / (car.frontAxle - car.rearAxle)).toBeCloseTo(car.frontWeight, 2);
  });

  test('is the same on both sides', () => {
    for (const left of [0, 2] as const) {
      expect(car.wheels[left + 1]).toEqual({ ...car.wheels[left], y: -car.wheels[left].y, toe: 0 - car.wheels[left].toe });
      expect(car.suspension[left + 1]).toEqual(car.suspension[left]);
    }
    expect(car.wheels[0].y).toBeGreaterThan(0);
  });

  test('top gear reaches the speed that engine and air allow, give or take', () => {
    const driven = car.wheels[car.drive.layout === 'front' ? 0 : 2];
    const top = Math.cbrt((power(car) + (car.ers?.power ?? 0)) / drag(car));
    const turns = (car.engine.limiter * Math.PI) / 30 / (car.gearbox.gears.at(-1)!.ratio * finalRatio(car));
    const geared = turns * (driven.rimDiameter / 2 + driven.width * driven.aspect);
    expect(geared / top).toBeGreaterThan(0.85);
    expect(geared / top).toBeLessThan(1.15);
  });

  test('gears fall in ratio, and the engine stays on its torque from one to the next', () => {
    const { gears } = car.gearbox;
    for (let i = 1; i < gears.length; i++) {
      const step = gears[i - 1]!.ratio / gears[i]!.ratio;
      expect(step).toBeGreaterThan(1.05);
      expect(step).toBeLessThan(1.6);
    }
  });
});

test('each laps at a pace of its own class, on the road and without damage', () => {
  const track = findTrack(DEFAULT_TRACK);
  const laps = CARS.map((car) => soloLaps(car, track, { laps: 2 }));
  const [formula, gt, touring, rally] = laps.map(({ lapTimes }) => Math.min(...lapTimes)) as [number, number, number, number];
  expect(laps.map(({ damage }) => damage)).toEqual([0, 0, 0, 0]);
  expect(formula).toBeLessThan(0.85 * gt);
  expect(gt).toBeLessThan(0.95 * touring);
  expect(touring).toBeLessThan(rally);
  const [f, g, t, r] = laps;
  expect(f!.to100).toBeLessThan(2.6);
  expect(f!.topSpeed * 3.6).toBeGreaterThan(300);
  expect(g!.to200).toBeLessThan(11);
  expect(t!.to100).toBeLessThan(5.5);
  expect(r!.to100).toBeLessThan(t!.to100);
});
