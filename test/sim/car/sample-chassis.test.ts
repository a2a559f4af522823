import { expect, test } from 'vitest';
import { CHANNELS, channelIndex } from '../../../common/channels.ts';
import { Chassis } from '../../../sim/car/chassis.ts';
import { calmDay } from '../../../sim/car/conditions.ts';
import { sampleChassis } from '../../../sim/car/sample-chassis.ts';
import { placeChassis, stepChassis } from '../../../sim/car/step.ts';
import type { Road } from '../../../sim/track/road.ts';
import { smallSpec } from './small-spec.ts';

const flat = (value: number): Float64Array => new Float64Array(1001).fill(value);
const road: Road = {
  length: 4000,
  centre: { count: 1000, step: 4, curvature: flat(0.002), z: flat(0).map((_, i) => 0.08 * i), grade: flat(0.02), bank: flat(0.01), left: flat(6), right: flat(6) },
  wallLeft: flat(20),
  wallRight: flat(20),
  surfaces: [{ name: 'asphalt', friction: 1.1, rolling: 0.01, roughness: 0, wavelength: 1 }],
  surfaceAt: () => 0,
  surfacesAt: () => {},
};
const day = { ...calmDay(), windX: 3, windY: 4, rain: 0.2 };

/** A car that has been driven for `seconds` with a foot down, a little to the left. */
function driven(seconds: number): Chassis {
  const car = new Chassis(smallSpec);
  placeChassis(car, road, 100, 1);
  Object.assign(car, { throttle: 0.8, gearWish: 1, steer: 0.02, ersStore: 3e6, ersWish: 0.5, drsOpen: true, damage: 250, dirtyAir: 0.9, headwind: -2 });
  for (let step = 0; step < seconds * 500; step++) stepChassis(car, road, day, 1 / 500);
  return car;
}

function sampled(car: Chassis): (name: string) => number {
  const values = new Float64Array(CHANNELS.length).fill(NaN);
  sampleChassis(car, day, values, 0);
  return (name) => values[channelIndex(name)]!;
}

test('every channel is written but those of race and map', () => {
  const values = new Float64Array(CHANNELS.length).fill(NaN);
  sampleChassis(driven(0), day, values, 0);
  const left = CHANNELS.filter((_, c) => Number.isNaN(values[c]));
  expect(left.filter(({ group }) => group !== 'Timing').map(({ name }) => name)).toEqual([
    'Heading', 'X', 'Y', 'Altitude', 'PitLimiter', 'TrackFlag', 'YellowFlag', 'BlueFlag',
  ]);
  expect(left.filter(({ group }) => group === 'Timing')).toEqual(CHANNELS.filter(({ group }) => group === 'Timing'));
});

test.each([0, 0.5, 3])('after %d s all are inside their range', (seconds) => {
  const read = sampled(driven(seconds));
  for (const { name, min, max } of CHANNELS) {
    const value = read(name);
    if (Number.isNaN(value)) continue;
    expect(value, name).toBeGreaterThanOrEqual(min);
    expect(value, name).toBeLessThanOrEqual(max);
  }
});

test('they say in their units what the body is', () => {
  const car = driven(3);
  const read = sampled(car);
  expect(read('Speed')).toBeCloseTo(Math.hypot(car.vx, car.vy), 9);
  expect(read('Speed')).toBeGreaterThan(10);
  expect(read('RPM') * read('EngineTorque')).toBeCloseTo((read('EnginePower') * 30_000) / Math.PI, 3);
  expect(read('Throttle')).toBeCloseTo(80, 9);
  expect(read('Mass')).toBeCloseTo(700 + read('Fuel'), 9);
  expect(read('ErsCharge')).toBeCloseTo(read('ErsStore') * 25, 9);
  expect(read('DRS')).toBe(1);
  expect(read('DamageDrag')).toBe(2.5);
  expect(read('Headwind')).toBe(2);
  expect(read('DirtyAir')).toBeCloseTo(10, 9);
  expect(read('WindSpeed')).toBe(5);
  expect(read('WindDirection')).toBeCloseTo(Math.atan2(4, 3), 9);
  expect(read('Rain')).toBe(20);
  expect(read('Slope')).toBeCloseTo(Math.atan(0.02), 9);
  expect(read('TyreForceXRL') + read('TyreForceXRR')).toBeGreaterThan(1000);
  expect(read('TyreLoadFL') + read('TyreLoadRL')).toBeCloseTo((read('LoadLeft') * (car.load[0]! + car.load[1]! + car.load[2]! + car.load[3]!)) / 100, 6);
  expect(read('RideHeightFront')).toBeCloseTo((read('RideHeightFL') + read('RideHeightFR')) / 2, 9);
  expect(read('SuspTravelRR')).toBeCloseTo(car.travel[3]! * 1000, 9);
});

test('steering beyond what the bend needs is understeer to either side', () => {
  const car = driven(0);
  Object.assign(car, { vx: 40, vy: 0, yawRate: 0.4, steerAngle: 0.05 });
  const left = sampled(car)('Understeer');
  expect(left).toBeCloseTo(0.05 - (car.prepared.wheelbase * 0.4) / 40, 9);
  Object.assign(car, { yawRate: -0.4, steerAngle: -0.05 });
  expect(sampled(car)('Understeer')).toBeCloseTo(left, 9);
});
