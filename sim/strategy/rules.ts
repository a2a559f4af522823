import type { Plan, PlanRules, StrategyInputs } from '../../common/strategy.ts';
import { count } from './count.ts';
import { soloOf } from './free-air.ts';
import { optimum } from './optimum.ts';
import { bad } from './parse.ts';

const MOST_STOPS = 3;

/** Whether a plan that can be driven keeps to the rules. Throws `E_PLAN` naming the field under `name`. */
export function checkRules({ race_pars }: StrategyInputs, { compounds, inlaps }: Plan, { sets, longest_stint: longest = Infinity, least_compounds: least }: PlanRules, name: string): void {
  const used = new Set(compounds).size;
  if (used < least) throw bad(`${name}.compounds`, `${count(used, 'compound')} to the end; the rules want ${least}`);
  compounds.forEach((compound, stint) => {
    const there = sets?.[compound] ?? Infinity;
    const needed = compounds.slice(0, stint + 1).filter((each) => each === compound).length;
    if (needed > there) throw bad(`${name}.compounds[${stint}]`, there === 0 ? `no set of ${compound} is left` : `needs a ${ordinal(needed)} set of ${compound}; ${count(there, 'set')} left`);
    const laps = (inlaps[stint] ?? race_pars.tot_no_laps) - (inlaps[stint - 1] ?? 0);
    if (laps > longest) throw bad(`${name}.compounds[${stint}]`, `${count(laps, 'lap')} on one set; the rules allow ${longest}`);
  });
}

function ordinal(n: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth'][n - 1] ?? `${n}th`;
}

/** The fastest plan alone on the track that keeps to the rules, with up to three stops. Throws `E_PLAN` where there is none. */
export function bestPlan(inputs: StrategyInputs, rules: PlanRules = { least_compounds: 2 }): Plan {
  const compounds = inputs.available_compounds.filter((name) => Object.hasOwn(inputs.driver_pars.tyres.compounds, name) && rules.sets?.[name] !== 0);
  const laps = inputs.race_pars.tot_no_laps;
  const plans = optimum(
    {
      ...{ car: soloOf(inputs), compounds, startAge: 0, leastCompounds: rules.least_compounds },
      ...(rules.sets && { sets: rules.sets }),
      ...(rules.longest_stint !== undefined && { longestStint: rules.longest_stint }),
    },
    Math.min(MOST_STOPS, laps - 1),
  ).filter((plan) => plan !== null);
  const best = plans.reduce<(typeof plans)[number] | null>((least, plan) => (least === null || plan.time < least.time ? plan : least), null);
  if (!best) throw bad('rules', 'no plan with up to three stops keeps to them; there are too few sets, or a stint may be too short');
  return { compounds: best.compounds, inlaps: best.inlaps };
}
