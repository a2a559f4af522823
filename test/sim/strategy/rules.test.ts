import { expect, test } from 'vitest';
import { planRules } from '../../../common/strategy.ts';
import { compare } from '../../../sim/strategy/compare.ts';
import { defaultInputs } from '../../../sim/strategy/defaults.ts';
import { bestPlan } from '../../../sim/strategy/rules.ts';

const inputs = defaultInputs(53);
const rules = (given: object) => planRules.parse(given);
const PLAN = { compounds: ['soft', 'medium', 'medium'], inlaps: [13, 35] };

test('sets that are not there, stints that are too long and too few compounds are told in a line that names the stint', () => {
  expect(() => compare(inputs, [PLAN], rules({ sets: { medium: 1 } }))).toThrow('plans[0].compounds[2]: needs a second set of medium; 1 set left');
  expect(() => compare(inputs, [PLAN], rules({ sets: { soft: 0 } }))).toThrow('plans[0].compounds[0]: no set of soft is left');
  expect(() => compare(inputs, [PLAN], rules({ longest_stint: 20 }))).toThrow('plans[0].compounds[1]: 22 laps on one set; the rules allow 20');
  expect(() => compare(inputs, [{ compounds: ['soft'], inlaps: [] }], rules({ least_compounds: 2 }))).toThrow('plans[0].compounds: 1 compound to the end; the rules want 2');
  expect(compare(inputs, [PLAN], rules({ sets: { soft: 1, medium: 2 }, longest_stint: 22, least_compounds: 2 })).plans).toHaveLength(1);
});

test('the second of two cars waits until the first is served', () => {
  const alone = compare(inputs, [PLAN]).plans[0]!;
  expect(alone.waits_s).toBe(0);
  const stacked = compare(inputs, [PLAN], rules({ team_mate: { inlap: 13, ahead: 0.9 } })).plans[0]!;
  expect(stacked.waits_s).toBeCloseTo(1.5, 9);
  expect(stacked.race_time_s - alone.race_time_s).toBeCloseTo(1.5, 9);
  expect(stacked.lap_times_s[13]! - alone.lap_times_s[13]!).toBeCloseTo(1.5, 9);
  expect(compare(inputs, [PLAN], rules({ team_mate: { inlap: 14, ahead: 0.9 } })).plans[0]!.waits_s).toBe(0);
  expect(compare(inputs, [PLAN], rules({ team_mate: { inlap: 13, ahead: 5 } })).plans[0]!.waits_s).toBe(0);
});

test('the best plan keeps to the rules', () => {
  const free = bestPlan(inputs);
  expect(new Set(free.compounds).size).toBeGreaterThan(1);
  const bound = bestPlan(inputs, rules({ sets: { soft: 0, medium: 1 }, longest_stint: 28, least_compounds: 2 }));
  expect(bound.compounds.toSorted()).toEqual(['hard', 'medium']);
  expect(compare(inputs, [free, bound]).best).toBe(0);
  expect(() => bestPlan(inputs, rules({ longest_stint: 5 }))).toThrow('rules: no plan');
});
