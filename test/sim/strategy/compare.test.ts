import { expect, test } from 'vitest';
import { comparison, strategyInputs } from '../../../common/strategy.ts';
import { compare } from '../../../sim/strategy/compare.ts';
import { defaultInputs } from '../../../sim/strategy/defaults.ts';
import { plan, toy } from './toy.ts';

const pits = toy({
  laps: 5,
  driver: { t_pit_tirechange: 3 },
  track: { t_pitdrive_inlap: 2, t_pitdrive_outlap: 15 },
  compounds: { S: { k_0: 0, k_1_lin: 1 }, H: { k_0: 0.5, k_1_lin: 0 } },
});

test('gaps add up lap by lap against the first plan, behind is positive', () => {
  const { plans } = compare(pits, [plan('SH', 2), plan('SH', 3), plan('H')]);
  expect(plans.map(({ gap_s }) => gap_s)).toEqual([
    [0, 0, 0, 0, 0],
    [0, -2, -16.5, 1.5, 1.5],
    [0.5, -2, -20, -20, -20],
  ]);
});

test('times, laps and the fastest plan come with the plans as given', () => {
  const result = compare(pits, [plan('SH', 2), plan('H')]);
  expect(comparison.parse(result)).toEqual(result);
  expect(result.plans[0]).toMatchObject({ compounds: ['S', 'H'], inlaps: [2], lap_times_s: [100, 103, 118.5, 100.5, 100.5], race_time_s: 522.5 });
  expect(result.best).toBe(1);
});

test('of equal plans the earlier one is best', () => {
  expect(compare(toy(), [plan('S'), plan('H')]).best).toBe(0);
});

test('a plan that cannot be driven is named', () => {
  expect(() => compare(pits, [plan('S'), plan('SH', 6)])).toThrow('plans[1].inlaps[0]: lap 6 is not between 1 and 5');
  const incomplete = toy({ model: 'quad' });
  expect(() => compare(incomplete, [plan('S')])).toThrow('inputs.driver_pars.tyres.compounds.S.k_1_quad: missing, and the quad model needs it');
});

test('the defaults are valid inputs and make a close picture of 13 · 35 against 17 · 38', () => {
  const inputs = defaultInputs(53);
  expect(strategyInputs.parse(inputs)).toEqual(inputs);
  const { plans } = compare(inputs, [
    { compounds: ['soft', 'medium', 'medium'], inlaps: [13, 35] },
    { compounds: ['medium', 'medium', 'soft'], inlaps: [17, 38] },
  ]);
  const apart = plans[1]!.race_time_s - plans[0]!.race_time_s;
  expect(Math.abs(apart)).toBeGreaterThan(0.1);
  expect(Math.abs(apart)).toBeLessThan(3);
  expect(Math.min(...plans[0]!.lap_times_s)).toBeCloseTo(81, 0);
});
