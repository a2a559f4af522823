import type { Plan, StrategyInputs } from '../../common/strategy.ts';
import { count } from './count.ts';
import { bad } from './parse.ts';
import { missingCoefficients, tyreLoss } from './tyre.ts';

/** Names in the error line: of the plan, and of the table of compounds. */
export interface FieldNames {
  /** `plans[2]` */
  plan: string;
  /** `inputs.driver_pars.tyres.compounds` */
  compounds: string;
}

/**
 * Whether `lapTimes` can drive this plan. A stop on the last lap can be driven: it has no out-lap.
 *
 * Throws `E_PLAN`, naming the field: stops outside 1…laps or not in rising order, a compound too many or too few,
 * an unknown compound, a coefficient that the tyre model needs and the compound has not, a tyre loss without a value.
 */
export function checkPlan(inputs: StrategyInputs, plan: Plan, field: FieldNames): void {
  checkStops(inputs.race_pars.tot_no_laps, plan, field.plan);
  plan.compounds.forEach((_, stint) => checkStint(inputs, plan, stint, field));
}

function checkStops(laps: number, { compounds, inlaps }: Plan, name: string): void {
  if (compounds.length !== inlaps.length + 1) {
    throw bad(`${name}.compounds`, `${count(compounds.length, 'compound')} for ${count(inlaps.length, 'stop')}; a plan has one more compound than stops`);
  }
  inlaps.forEach((lap, stop) => {
    const at = `${name}.inlaps[${stop}]`;
    if (!Number.isInteger(lap)) throw bad(at, `${lap} is not a whole lap`);
    if (lap < 1 || lap > laps) throw bad(at, `lap ${lap} is not between 1 and ${laps}`);
    const before = inlaps[stop - 1];
    if (before !== undefined && lap <= before) throw bad(at, `lap ${lap} does not come after lap ${before}`);
  });
}

function checkStint({ driver_pars, race_pars, available_compounds }: StrategyInputs, plan: Plan, stint: number, field: FieldNames): void {
  const { model, compounds } = driver_pars.tyres;
  const name = plan.compounds[stint]!;
  const tyre = Object.hasOwn(compounds, name) ? compounds[name] : undefined;
  if (!tyre || !available_compounds.includes(name)) {
    const known = available_compounds.filter((each) => Object.hasOwn(compounds, each));
    throw bad(`${field.plan}.compounds[${stint}]`, `unknown compound ${JSON.stringify(name)}; there are ${known.join(', ')}`);
  }
  const missing = missingCoefficients(model, tyre)[0];
  if (missing) throw bad(`${field.compounds}.${name}.${missing}`, `missing, and the ${model} model needs it`);
  const age = (plan.inlaps[stint] ?? race_pars.tot_no_laps) - (plan.inlaps[stint - 1] ?? 0) - 1;
  if (age >= 0 && !Number.isFinite(tyreLoss(model, tyre, age))) {
    throw bad(`${field.compounds}.${name}`, `the ${model} model has no value for a tyre of ${count(age, 'lap')}`);
  }
}
