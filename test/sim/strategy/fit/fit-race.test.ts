import { expect, test } from 'vitest';
import { raceFit } from '../../../../common/strategy-fit.ts';
import { readField } from '../../../../sim/strategy/field-reader.ts';
import { fitInputs } from '../../../../sim/strategy/fit/fit-inputs.ts';
import { fitRace } from '../../../../sim/strategy/fit/fit-race.ts';
import { fixture } from '../../../fixtures/strategy/fixture.ts';
import { coverage } from './ground-truth.ts';
import { simulatedLaps } from './simulated-laps.ts';

test.each([
  { noise: 1, events: true, cheap: 0.5 },
  { noise: 0.3, events: false, cheap: 0.95 },
])('known wear, fuel and pit loss are found within what is said: noise × $noise, events $events', { timeout: 120_000 }, ({ noise, events, cheap }) => {
  const { races, covered, numbers, planned, lost } = coverage(30, noise, events);
  const under = lost.filter((s) => s < 1).length;
  for (const [name, { told, within }] of Object.entries(numbers)) {
    expect(told, name).toBeGreaterThanOrEqual(0.8 * races);
    expect(within / told, name).toBeGreaterThanOrEqual(0.9);
  }
  expect(covered).toBeGreaterThanOrEqual(0.9 * races);
  expect(under / planned).toBeGreaterThanOrEqual(cheap);
});

const spec = readField(fixture('odds-spielberg-2019'));
const race = simulatedLaps(spec, 5, false)!;

test('where nobody has stopped, fuel is not told from wear: it is taken as usual, and said', () => {
  const early = { ...race, driven: race.driven.filter(({ lap }) => lap <= 9) };
  const fit = fitRace(early);
  expect(fit.fuel.told).toBe(false);
  expect(fit.fuel.value).toBeGreaterThan(0.015);
  expect(fit.fuel.value).toBeLessThan(0.047);
  expect(fit.pit.stop.told).toBe(false);
  expect(fitInputs(fit, 'VER', race.laps)).toBeNull();
});

test('one car alone is fitted, and what it cannot say is not told', () => {
  const fit = fitRace({ ...race, driven: race.driven.filter(({ car }) => car === 'VER') });
  expect(Object.keys(fit.cars)).toEqual(['VER']);
  expect(fit.pit.in_lap).toMatchObject({ told: false, laps: 1 });
});

test('no laps, no fit', () => {
  const fit = fitRace({ laps: 50, driven: [], slow: [] });
  expect(raceFit.parse(fit)).toEqual(fit);
  expect(fit).toMatchObject({ laps: 0, used: 0, reference: null, cars: {}, compounds: {}, points: [] });
  expect(Object.values(fit.pit).some(({ told }) => told)).toBe(false);
});

test('laps that are ruined pull nothing', () => {
  const ruined = race.driven.map((lap, i) => (i % 11 === 0 ? { ...lap, time: lap.time + 15 + (i % 7) } : lap));
  const [clean, dirty] = [fitRace(race), fitRace({ ...race, driven: ruined })];
  expect(dirty.left_out.outlier).toBeGreaterThan(clean.left_out.outlier + 5);
  expect(Math.abs(dirty.fuel.value - clean.fuel.value)).toBeLessThan(clean.fuel.within);
  for (const c of ['A3', 'A4', 'A6']) expect(Math.abs(dirty.compounds[c]!.k_1_lin.value - clean.compounds[c]!.k_1_lin.value)).toBeLessThan(clean.compounds[c]!.k_1_lin.within);
});

test('the order of the laps and the names of the cars change nothing', () => {
  const mixed = race.driven.toSorted((a, b) => ((a.lap * 7919) % 101) - ((b.lap * 7919) % 101)).map((lap) => ({ ...lap, car: `x${lap.car}` }));
  const [one, other] = [fitRace(race), fitRace({ ...race, driven: mixed })];
  expect(other.fuel.value).toBeCloseTo(one.fuel.value, 5);
  expect(other.cars['xVER']!.base.within).toBeCloseTo(one.cars['VER']!.base.within, 3);
});
