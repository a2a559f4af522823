import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { raceParams, type RaceParams } from '../common/race-view.ts';
import { setUpRace } from '../main/race-setup.ts';
import { findCar } from '../sim/car/cars.ts';
import { findTrackShape } from '../sim/track/tracks.ts';
import { testFolder } from './support/folder.ts';

const ORCHARD = new URL('fixtures/tracks/orchard.json', import.meta.url).pathname;
const setUp = (params: Partial<RaceParams>) => setUpRace(raceParams.parse(params));

test('nothing said: our first track, each team its own car, mild weather', () => {
  const { race, setup, rate, speed } = setUp({});
  expect(race).toEqual({ track: findTrackShape('lapwing-park'), cars: 20, laps: 53, seed: 7, step: 500, drivers: [], events: [] });
  expect(setup).toEqual({ track_title: 'Lapwing Park', car_title: null, step: 500, noise: false, weather_kind: null });
  expect({ rate, speed }).toEqual({ rate: 100, speed: 1 });
});

test('everything said: names are looked up, files are read', () => {
  const { race, setup } = setUp({ track: ORCHARD, car: 'lapwing-tc', cars: 3, step: 1000, noise: true, weather: 'changing' });
  expect(race).toMatchObject({ track: { name: 'orchard' }, car: findCar('lapwing-tc'), step: 1000, weather: 'changing' });
  expect(setup).toEqual({ track_title: 'Orchard', car_title: 'Lapwing TC', step: 1000, noise: true, weather_kind: 'changing' });
});

test('what goes to the sim thread survives the way', () => {
  const data = setUp({ track: ORCHARD, car: 'lapwing-gt' });
  expect(structuredClone(data)).toEqual(data);
});

test('no more samples a second are recorded than there are steps', () => {
  expect(setUp({ rate: 1000, step: 500 }).rate).toBe(500);
  expect(setUp({ rate: 1000, step: 1000 }).rate).toBe(1000);
});

test('a grid has room for so many', () => {
  const plan = JSON.parse(readFileSync(ORCHARD, 'utf8')) as { grid: object };
  const path = join(testFolder(), 'orchard.json');
  writeFileSync(path, JSON.stringify({ ...plan, grid: { ...plan.grid, first: 200, spacing: 40 } }));
  expect(() => setUp({ track: path, cars: 10 })).not.toThrow();
  expect(() => setUp({ track: path, cars: 40 })).toThrow(expect.objectContaining({ code: 'E_GRID', message: expect.stringMatching(/^orchard: a lap of \d+ m has room for \d+ cars on the grid, not 40\./) as string }));
});

test('script and drivers are held against the race before it starts', () => {
  const ada = { number: 99, name: 'Ada Keane' };
  const retire = { type: 'retire' as const, at: 5, car: 'car99' };
  expect(setUp({ cars: 2, drivers: [ada], events: [retire] }).race).toMatchObject({ drivers: [ada], events: [retire] });
  expect(() => setUp({ cars: 2, events: [retire] })).toThrow(expect.objectContaining({ code: 'E_EVENTS' }));
  expect(() => setUp({ cars: 2, drivers: [ada, ada] })).toThrow(expect.objectContaining({ code: 'E_DRIVERS' }));
});
