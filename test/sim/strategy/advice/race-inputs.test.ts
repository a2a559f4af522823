import { expect, test } from 'vitest';
import { strategyInputs } from '../../../../common/strategy.ts';
import { numbersOf } from '../../../../sim/strategy/advice/numbers.ts';
import { raceInputs } from '../../../../sim/strategy/advice/race-inputs.ts';
import { compare } from '../../../../sim/strategy/compare.ts';
import { watchedRace } from './known-race.ts';

test('the numbers of the race, which plans can be driven with', () => {
  const { fit } = watchedRace(50, 20, { own: { on: 'soft' } });
  const numbers = numbersOf(fit, null);
  const inputs = raceInputs(numbers, fit, 'own', 50);
  expect(strategyInputs.parse(inputs)).toEqual(inputs);
  expect(inputs.available_compounds).toEqual(['soft', 'medium', 'hard']);
  const { soft } = inputs.driver_pars.tyres.compounds;
  expect(soft).toEqual({ k_0: numbers.tyres.get('soft')!.fresh, k_1_lin: numbers.tyres.get('soft')!.wear });
  expect(compare(inputs, [{ compounds: ['soft', 'hard'], inlaps: [20] }]).plans[0]!.race_time_s).toBeGreaterThan(1000);
});

test('before any lap they are what is usual', () => {
  const { fit } = watchedRace(50, 20, { own: { on: 'soft' } });
  const nothing = { ...fit, used: 0, cars: {}, reference: null, compounds: {}, pit: { ...fit.pit, stop: { ...fit.pit.stop, told: false } } };
  const inputs = raceInputs(numbersOf(nothing, null), nothing, 'own', 50);
  expect(inputs.available_compounds).toEqual(['soft', 'medium', 'hard']);
  expect(inputs.driver_pars.t_base).toBeGreaterThan(0);
});
