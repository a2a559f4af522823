import { LapwingError } from '../../../common/errors.ts';
import type { Plan, TyreModel } from '../../../common/strategy.ts';
import { raceTime } from '../../../sim/strategy/free-air.ts';
import { Phases } from '../../../sim/strategy/phases.ts';
import { readPlanFile } from '../../../sim/strategy/plan-file.ts';
import { readJsonFile } from './json-file.ts';

const LIMIT = 10e6;

/** What `strategy plans FILE --json` prints. */
export interface PlanTimes {
  plans: (Plan & {
    /** s, in free air. */
    race_time_s: number;
    /** The tyre model, where the file has plans by model. */
    model?: TyreModel;
  })[];
}

/**
 * Race time of every plan in `file`, in the file's order.
 *
 * Throws `E_FILE` (not there, not JSON, over 10 MB) or `E_PLAN` (a field that cannot be), one line each.
 */
export async function strategyPlans(file: string): Promise<PlanTimes> {
  const document = await readJsonFile(file, LIMIT);
  try {
    const plans = readPlanFile(document).flatMap((group) =>
      group.plans.map((plan) => ({
        ...(group.model && { model: group.model }),
        compounds: plan.compounds,
        inlaps: plan.inlaps,
        race_time_s: raceTime(group.inputs, plan, Phases.of(plan.phases, group.inputs.race_pars.tot_no_laps)),
      })),
    );
    return { plans };
  } catch (cause) {
    if (cause instanceof LapwingError) throw new LapwingError(cause.code, `${file}: ${cause.message}`, { cause });
    throw cause;
  }
}
