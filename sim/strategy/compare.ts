import type { Comparison, Plan, PlanResult, StrategyInputs } from '../../common/strategy.ts';
import { checkPlan } from './check.ts';
import { lapTimes } from './free-air.ts';

/** s: race times closer than this are rounding, not a difference. */
const SAME = 1e-9;

/**
 * Drives each plan alone on the track and sets it against the first, lap by lap.
 *
 * `best` is the fastest plan, the earlier one where two are equal. Throws `E_PLAN`, its line naming the field of
 * `inputs` or `plans`, when a plan cannot be driven (`checkPlan`).
 */
export function compare(inputs: StrategyInputs, plans: readonly Plan[]): Comparison {
  plans.forEach((plan, i) => checkPlan(inputs, plan, { plan: `plans[${i}]`, compounds: 'inputs.driver_pars.tyres.compounds' }));
  const driven = plans.map((plan) => lapTimes(inputs, plan));
  const results = plans.map((plan, i): PlanResult => {
    const times = driven[i]!;
    return {
      compounds: plan.compounds,
      inlaps: plan.inlaps,
      race_time_s: times.reduce((sum, time) => sum + time, 0),
      lap_times_s: Array.from(times),
      gap_s: gaps(times, driven[0]!),
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
