import { expect, it } from 'vitest';
import { findCar } from '../../../sim/car/cars.ts';
import { findTrack } from '../../../sim/track/tracks.ts';
import { record } from '../recorded-race.ts';

it('the fuel burnt in the laps adds up to what was in the tank, what was put in, and what is left', () => {
  const car = { ...findCar('lapwing-gt'), tank: 5, initialFuel: 5 };
  const track = findTrack('little-marsh');
  const run = record({ track, car, cars: 1, laps: 8, seed: 5, breakdowns: false }, () => undefined);
  const [own] = run.laps as [(typeof run.laps)[0]];
  const refuelled = run.events.reduce((sum, event) => sum + (event.type === 'pit' ? (event.fuel ?? 0) : 0), 0);
  const burnt = own.map((lap) => lap.fuel_used!);
  const sum = burnt.reduce((a, b) => a + b);
  expect(refuelled).toBeGreaterThan(1);
  expect(sum).toBeCloseTo(own[0]!.fuel! + burnt[0]! + refuelled - own.at(-1)!.fuel!, 2);
  expect(Math.min(...burnt.slice(1))).toBeGreaterThan(0.7 * (sum / 8));
  expect(Math.max(...burnt.slice(1))).toBeLessThan(1.3 * (sum / 8));
});
