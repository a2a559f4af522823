import type { Plan, TyreModel } from '../../../common/strategy.ts';
import { raceTime } from '../../../sim/strategy/free-air.ts';
import { Phases } from '../../../sim/strategy/phases.ts';
import { readPlanFile } from '../../../sim/strategy/plan-file.ts';
import { lapTime, say, table } from './output.ts';
import { fromStrategyFile } from './strategy-file.ts';

/** What `strategy plans FILE --json` prints. */
export interface PlanTimes {
  plans: (Plan & {
    /** s, in free air. */
    race_time_s: number;
    /** The tyre model, where the file has plans by model. */
    model?: TyreModel;
  })[];
}

/** Race time of every plan in `file`, in the file's order, under the flags that the plan names. Throws as `fromStrategyFile`. */
export function strategyPlans(file: string): Promise<PlanTimes> {
  return fromStrategyFile(file, (document) => ({
    plans: readPlanFile(document).flatMap(({ model, inputs, plans }) =>
      plans.map((plan) => ({
        ...(model && { model }),
        compounds: plan.compounds,
        inlaps: plan.inlaps,
        race_time_s: raceTime(inputs, plan, Phases.of(plan.phases, inputs.race_pars.tot_no_laps)),
      })),
    ),
  }));
}

/** Says on stderr which plans break the rules: the first by name, the others by number. */
export function sayRules({ plans }: PlanTimes): void {
  const broken = plans.filter(({ compounds }) => new Set(compounds).size < 2);
  const [first] = broken;
  if (!first) return;
  const at = plans.filter(({ model }) => model === first.model).indexOf(first);
  const name = first.model ? `models.${first.model}.explicit[${at}]` : `plans[${at}]`;
  const others = broken.length > 1 ? `, and so do ${broken.length - 1} more` : '';
  say(`${name}.compounds: one compound to the end, where the rules want two${others}; the times stand all the same.`);
}

export function planTable({ plans }: PlanTimes): string {
  const best = Math.min(...plans.map((plan) => plan.race_time_s));
  const rows = plans.map((plan) => [plan.compounds.join(' '), plan.inlaps.join(' '), lapTime(plan.race_time_s), `+${(plan.race_time_s - best).toFixed(3)}`]);
  return table(['compounds', 'stops on laps', 'race time', 'to best'], rows);
}
