import type { Comparison, Plan, PlanResult, PlanRules, StrategyInputs } from '../../common/strategy.ts';
import { checkPlan } from './check.ts';
import { lapTimes } from './free-air.ts';
import { checkRules } from './rules.ts';

/** s: race times closer than this are rounding, not a difference. */
const SAME = 1e-9;

/**
 * Drives each plan alone on the track and sets it against the first, lap by lap.
 *
 * `best` is the fastest plan, the earlier one where two are equal. Throws `E_PLAN`, its line naming the field of
 * `inputs` or `plans`, when a plan cannot be driven (`checkPlan`) or is against the rules (`checkRules`).
 */
export function compare(inputs: StrategyInputs, plans: readonly Plan[], rules?: PlanRules): Comparison {
  plans.forEach((plan, i) => checkPlan(inputs, plan, { plan: `plans[${i}]`, compounds: 'inputs.driver_pars.tyres.compounds' }));
  if (rules) plans.forEach((plan, i) => checkRules(inputs, plan, rules, `plans[${i}]`));
  const waits = plans.map((plan) => waitOf(inputs, plan, rules));
  const driven = plans.map((plan, i) => waiting(lapTimes(inputs, plan), inputs, rules, waits[i]!));
  const results = plans.map((plan, i): PlanResult => {
    const times = driven[i]!;
    return {
      compounds: plan.compounds,
      inlaps: plan.inlaps,
      race_time_s: times.reduce((sum, time) => sum + time, 0),
      lap_times_s: Array.from(times),
      gap_s: gaps(times, driven[0]!),
      waits_s: waits[i]!,
    };
  });
  let best = 0;
  results.forEach((result, i) => {
    if (result.race_time_s < results[best]!.race_time_s - SAME) best = i;
  });
  return { plans: results, best };
}

function gaps(times: Float64Array, against: Float64Array): number[] {
  let gap = 0;
  return Array.from(times, (time, lap) => (gap += time - against[lap]!));
}

/** s that the second of two cars waits in the box where both come in on the same lap. */
function waitOf({ driver_pars }: StrategyInputs, { inlaps }: Plan, rules: PlanRules | undefined): number {
  const mate = rules?.team_mate;
  return mate && inlaps.includes(mate.inlap) ? Math.max(0, driver_pars.t_pit_tirechange - mate.ahead) : 0;
}

/** Lap times with the wait on the lap that has the stop in it. */
function waiting(times: Float64Array, { track_pars }: StrategyInputs, rules: PlanRules | undefined, wait: number): Float64Array {
  if (wait === 0) return times;
  const lap = rules!.team_mate!.inlap + (track_pars.pits_aft_finishline ? 1 : 0);
  if (lap <= times.length) times[lap - 1]! += wait;
  return times;
}
