import { expect, test } from 'vitest';
import { fieldParams } from '../../../common/strategy-weighing.ts';
import { compare } from '../../../sim/strategy/compare.ts';
import { readCompareFile } from '../../../sim/strategy/compare-file.ts';
import { defaultInputs } from '../../../sim/strategy/defaults.ts';
import { Trial } from '../../../sim/strategy/trial.ts';
import { usualField } from '../../../sim/strategy/usual-field.ts';

const PLANS = [
  { compounds: ['medium', 'soft'], inlaps: [28] },
  { compounds: ['medium', 'medium', 'soft'], inlaps: [17, 38] },
];

function placesOf(grid: number, more: { pace?: number; safety_car?: number } = {}): { mean: number; last: number } {
  const inputs = defaultInputs(53);
  const field = usualField(fieldParams.parse({ inputs: { ...inputs, driver_pars: { ...inputs.driver_pars, p_grid: grid } }, ...more }));
  const { spec, car, plans, noise, events } = readCompareFile({ ...field, plans: PLANS });
  const places = new Trial({ spec, car, plans: plans.map(({ stints }) => stints), chance: { noise, events, seed: 3 }, rivals: false }).run([0], 0, 200)[0]!;
  return { mean: places.reduce((sum, place) => sum + place + 1, 0) / places.length, last: places.reduce((most, place) => Math.max(most, place + 1), 0) };
}

test('twenty cars in pairs, ours on its place of the grid', () => {
  const inputs = defaultInputs(53);
  const { spec, car } = readCompareFile({ ...usualField(fieldParams.parse({ inputs: { ...inputs, driver_pars: { ...inputs.driver_pars, p_grid: 6 } } })), plans: PLANS });
  expect(spec.cars).toHaveLength(20);
  expect(spec.cars[car]).toMatchObject({ id: 'own', grid: 6 });
  expect(spec.cars.filter(({ team }) => team === spec.cars[car]!.team)).toHaveLength(2);
});

test('alone on the track a plan takes as long as in the comparison', () => {
  const inputs = defaultInputs(53);
  const { plans } = readCompareFile({ ...usualField(fieldParams.parse({ inputs })), plans: PLANS });
  const alone = compare(inputs, PLANS).plans.map(({ race_time_s }) => race_time_s);
  expect(plans.map(({ time }) => time)).toEqual(alone.toSorted((a, b) => a - b).map((time) => expect.closeTo(time, 6)));
});

test('who starts in front ends in front, and pace is worth places', () => {
  const middle = placesOf(10).mean;
  expect(placesOf(1).mean).toBeLessThan(middle - 4);
  expect(placesOf(20).mean).toBeGreaterThan(middle + 4);
  expect(placesOf(10, { pace: -0.3 }).mean).toBeLessThan(middle - 1);
});

test('cars retire and safety cars come out', () => {
  expect(placesOf(1).last).toBeGreaterThan(15);
  expect(placesOf(1, { safety_car: 0 }).mean).not.toBe(placesOf(1, { safety_car: 1 }).mean);
});

test('one compound is told to be too few', () => {
  const inputs = defaultInputs(53);
  expect(() => usualField(fieldParams.parse({ inputs: { ...inputs, available_compounds: ['soft'] } }))).toThrow(/available_compounds/);
});
