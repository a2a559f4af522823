import { expect, it } from 'vitest';
import { CHANNELS } from '../../common/channels.ts';
import { Random } from '../../sim/random.ts';
import { readRaceEvents } from '../../sim/control/race-events.ts';
import { Race, type RaceConfig } from '../../sim/race.ts';
import { Digest, track } from './recorded-race.ts';

interface Reading {
  /** Times that each car is read where it is read. */
  reads: number;
  /** Steps between two calls of `takeEvents`. */
  eventSteps: number;
}

const CARS = 5;

/** Digest of the samples of a short race, at 20 a second. */
function digest(seed: number, { reads, eventSteps }: Reading, more: Partial<RaceConfig> = {}): { samples: number; events: string } {
  const race = new Race({ track, cars: CARS, laps: 2, seed, ...more });
  const values = new Float64Array(CHANNELS.length);
  const sum = new Digest();
  const events: unknown[] = [];
  while (!race.finished) {
    race.advance();
    if (race.steps % eventSteps === 0) events.push(...race.takeEvents());
    if (race.steps % 25 !== 0) continue;
    for (let car = 0; car < CARS; car++) {
      if (!race.running(car)) continue;
      for (let read = 0; read < reads; read++) race.sample(car, values);
      sum.add(values);
    }
  }
  events.push(...race.takeEvents());
  return { samples: sum.value, events: JSON.stringify(events) };
}

it('runs the same race for a seed, whoever reads how often, and another for another seed', () => {
  const once = digest(7, { reads: 1, eventSteps: 1 });
  expect(digest(7, { reads: 3, eventSteps: 977 })).toEqual(once);
  expect(digest(8, { reads: 1, eventSteps: 1 }).samples).not.toBe(once.samples);
});

it('runs the same race again with weather, a script and everything it brings about', () => {
  const events = readRaceEvents([
    { at: 20, type: 'rain', intensity: 0.8 },
    { at: 40, type: 'retire', car: 'car7' },
    { lap: 2, type: 'safety-car', laps: 1 },
    { lap: 2, type: 'pit', car: 'car23' },
  ]);
  const more = { laps: 4, weather: 'changing', events } as const;
  const once = digest(7, { reads: 1, eventSteps: 1 }, more);
  for (const type of ['retired', 'pit', 'weather']) expect(once.events).toContain(`"type":"${type}"`);
  expect(digest(7, { reads: 2, eventSteps: 311 }, more)).toEqual(once);
  expect(digest(7, { reads: 1, eventSteps: 1 }, { ...more, events: [] }).samples).not.toBe(once.samples);
});

it('draws the same numbers for a seed and stream, even and near-normal', () => {
  const draws = (seed: number, stream: number): number[] => {
    const random = new Random(seed, stream);
    return Array.from({ length: 4000 }, () => random.uniform());
  };
  expect(draws(7, 1)).toEqual(draws(7, 1));
  expect(draws(7, 2)).not.toEqual(draws(7, 1));
  expect(draws(8, 1)).not.toEqual(draws(7, 1));
  const mean = draws(7, 1).reduce((sum, value) => sum + value) / 4000;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
  const random = new Random(1, 1);
  const normal = Array.from({ length: 4000 }, () => random.normal());
  expect(Math.abs(normal.reduce((sum, value) => sum + value) / 4000)).toBeLessThan(0.06);
  expect(normal.reduce((sum, value) => sum + value * value) / 4000).toBeCloseTo(1, 1);
});
