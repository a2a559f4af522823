import type { Plan, PlanRules } from '../../common/strategy.ts';

/** Sets of each compound that a car has for a race, until somebody says how many are left. */
const SETS = 2;

/** Two compounds, two sets of each, no limit of a stint, no team-mate in the way. */
export function firstRules(compounds: readonly string[]): PlanRules {
  return { least_compounds: 2, sets: Object.fromEntries(compounds.map((name) => [name, SETS])) };
}

/** Sets of each compound that a plan leaves; below 0 those that it is short of. */
export function setsLeft({ compounds }: Plan, sets: NonNullable<PlanRules['sets']>): [string, number][] {
  return Object.entries(sets).map(([name, there]) => [name, there - compounds.filter((each) => each === name).length]);
}
