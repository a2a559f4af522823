import { expect, test } from 'vitest';
import type { LapHead } from '../../common/lap.ts';
import { DrivenLaps } from '../../main/strategy/driven-laps.ts';
import { sampleLap } from '../trackside/laps/sample-lap.ts';

const { head } = sampleLap({ samples: 2, channels: [] });

function lap(number: number, change: Partial<LapHead> = {}): LapHead {
  return { ...head, car: 'car7', lap: number, racetime: 100 * number, lap_time: 100, lap_type: 'flying', compound: 'soft', tyre_age: number - 1, fuel: 50 - 2 * number, fuel_used: 2, ...change };
}

test('laps: when they began by the loops, what was on board, into and out of the pits', () => {
  const laps = new DrivenLaps();
  laps.hear({ type: 'lap', racetime: 201.5, car: 'car7', lap: 2, lap_time: 100, sectors: [], position: 1 });
  laps.hear({ type: 'pit', racetime: 420, car: 'car7', lap: 4, phase: 'out', stationary: 2.5, compound: 'hard' });
  for (const each of [lap(0, { lap_type: 'grid', lap_time: null }), lap(2), lap(3, { lap_type: 'in', compound: 'hard', tyre_age: 0 }), lap(4, { lap_type: 'out', compound: 'hard', tyre_age: 0 })]) laps.ended(each);
  expect(laps.race().driven).toEqual([
    { car: 'car7', lap: 2, start: 101.5, time: 100, out: false, in: false, compound: 'soft', age: 1, fuel: 48, standing: null, disturbed: false },
    // The new set was on when it ended; it was driven on the old one.
    { car: 'car7', lap: 3, start: 300, time: 100, out: false, in: true, compound: 'soft', age: 2, fuel: 46, standing: null, disturbed: false },
    { car: 'car7', lap: 4, start: 400, time: 100, out: true, in: false, compound: 'hard', age: 0, fuel: 44, standing: 2.5, disturbed: false },
  ]);
  expect(laps.race(320).driven.map((each) => each.lap)).toEqual([2]);
});

test('what cannot be used is left out, and what was never said is null', () => {
  const laps = new DrivenLaps();
  const { fuel_used, ...old } = lap(1);
  expect(fuel_used).toBe(2);
  for (const each of [old as LapHead, lap(2, { lap_type: 'incomplete', lap_time: null }), lap(3, { compound: null })]) laps.ended(each);
  expect(laps.race().driven).toMatchObject([{ lap: 1, fuel: null }]);
});

test('times at which everybody was slow', () => {
  const laps = new DrivenLaps();
  const flag = (racetime: number, what: 'green' | 'vsc' | 'safety-car' | 'yellow' | 'clear', sector?: number): void => laps.hear({ type: 'flag', racetime, flag: what, ...(sector && { sector }) });
  flag(0, 'green');
  flag(90, 'yellow', 2);
  flag(100, 'vsc');
  flag(110, 'safety-car');
  flag(120, 'safety-car');
  flag(130, 'clear', 2);
  flag(200, 'green');
  const air = { air_temperature: 20, track_temperature: 30, wind_speed: 0, wind_direction: 0, rain: 0.2 };
  laps.hear({ type: 'weather', racetime: 300, ...air, wetness: 0.1 });
  expect(laps.race().slow).toEqual([
    { start: 90, end: 130, why: 'yellow' },
    { start: 100, end: 110, why: 'vsc' },
    { start: 110, end: 200, why: 'safety-car' },
    { start: 300, end: Infinity, why: 'wet' },
  ]);
  expect(laps.race(105).slow).toEqual([
    { start: 90, end: Infinity, why: 'yellow' },
    { start: 100, end: Infinity, why: 'vsc' },
  ]);
  laps.hear({ type: 'weather', racetime: 400, ...air, wetness: 0 });
  expect(laps.race().slow.at(-1)).toEqual({ start: 300, end: 400, why: 'wet' });
});

test('who laps another and who is lapped are disturbed', () => {
  const laps = new DrivenLaps();
  for (let number = 1; number <= 6; number++) laps.hear({ type: 'lap', racetime: 90 * number, car: 'car1', lap: number, lap_time: 90, sectors: [], position: 1 });
  laps.hear({ type: 'blue', racetime: 500, car: 'car7', by: 'car1', lap: 5 });
  for (const each of [lap(5), lap(6, { car: 'car1' }), lap(5, { car: 'car1' })]) laps.ended(each);
  expect(laps.race().driven.map(({ car, lap: number, disturbed }) => [car, number, disturbed])).toEqual([['car7', 5, true], ['car1', 6, true], ['car1', 5, false]]);
});
