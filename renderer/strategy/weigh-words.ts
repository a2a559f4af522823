import type { Plan } from '../../common/strategy.ts';
import type { PlanVerdict } from '../../common/strategy-weighing.ts';
import { count } from '../format.ts';
import { riskWord } from './knobs.ts';
import { PLAN_NAMES, signed, stopsOf } from './words.ts';

export type WeighedPlan = PlanVerdict['plans'][number];

/** What was found of each plan, in the order of the screen; null for one that was not weighed. The same plan twice was weighed twice. */
export function byPlan({ plans }: PlanVerdict, shown: readonly Plan[]): (WeighedPlan | null)[] {
  const id = ({ compounds, inlaps }: Plan): string => `${compounds.join()} ${inlaps.join()}`;
  const left = [...plans];
  return shown.map((plan) => {
    const at = left.findIndex((each) => id(each) === id(plan));
    return at < 0 ? null : left.splice(at, 1)[0]!;
  });
}

/** `24 %`; a tenth where it is near nothing or everything. */
export function percent(chance: number): string {
  const value = 100 * chance;
  return `${value !== 0 && value !== 100 && (value < 1 || value > 99) ? value.toFixed(1) : value.toFixed(0)} %`;
}

/** Which plan the random races are for, and by how much, or that they do not tell. */
export function weighSentence(weighed: readonly (WeighedPlan | null)[], risk: number): { plan: number | null; word: string; sentence: string } {
  const best = weighed.findIndex((each) => each?.to_best === null);
  const winner = weighed[best];
  if (!winner) return { plan: null, word: 'NO ANSWER', sentence: 'These plans have not been weighed.' };
  const rest = weighed.flatMap((each, i) => (each?.to_best ? [{ name: PLAN_NAMES[i] ?? String(i + 1), plan: each, ...each.to_best }] : []));
  const alike = rest.filter(({ apart }) => !apart);
  const mood = Math.abs(risk) < 0.05 ? '' : `, to a ${riskWord(risk)} eye`;
  const name = `${PLAN_NAMES[best]} (${stopsOf(winner)})`;
  if (alike.length > 0) {
    const names = alike.map((each) => `${each.name} (${stopsOf(each.plan)})`).join(' and ');
    return { plan: null, word: 'NO DIFFERENCE', sentence: `${name} and ${names} cannot be told apart${mood}.` };
  }
  const by = rest.map((each) => `${each.name} by ${signed(-each.worth, 2).replace('+', '')} ± ${each.worth_within.toFixed(2)}`).join(' and ');
  return { plan: best, word: `PLAN ${PLAN_NAMES[best]}`, sentence: `${name} is worth more than ${by} points a race${mood}.` };
}

/** How far the races are. */
export function racesSentence({ plans, done, races_per_second }: PlanVerdict, state: 'stale' | 'running' | 'done', runs: number): string {
  const races = count(Math.max(...plans.map((each) => each.races)));
  if (state === 'stale') return `${races} races of the plans and numbers before this change`;
  return done ? `${races} races, the same luck for each plan · ${count(races_per_second)} races a second` : `${races} of ${count(runs)} races, the same luck for each plan`;
}

/** The range of places that is drawn: to the last that any plan reaches in one race of two hundred, at least ten. */
export function placesShown(weighed: readonly (WeighedPlan | null)[]): number {
  const cars = Math.max(0, ...weighed.map((each) => each?.position_counts.length ?? 0));
  const last = Math.max(0, ...weighed.map((each) => (each ? each.position_counts.findLastIndex((races) => races / each.races >= 0.005) + 1 : 0)));
  return Math.min(cars, Math.max(10, last));
}
