import type { Plan, TyreModel } from '../../../common/strategy.ts';
import { raceTime } from '../../../sim/strategy/free-air.ts';
import { Phases } from '../../../sim/strategy/phases.ts';
import { readPlanFile } from '../../../sim/strategy/plan-file.ts';
import { lapTime, table } from './output.ts';
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

export function planTable({ plans }: PlanTimes): string {
  const best = Math.min(...plans.map((plan) => plan.race_time_s));
  const rows = plans.map((plan) => [plan.compounds.join(' '), plan.inlaps.join(' '), lapTime(plan.race_time_s), `+${(plan.race_time_s - best).toFixed(3)}`]);
  return table(['compounds', 'stops on laps', 'race time', 'to best'], rows);
}
