import type { Plan, StrategyInputs } from '../../common/strategy.ts';
import { tyreLoss } from './tyre.ts';

/**
 * Lap times of one car alone on the track, s, one a lap. The plan must be possible (`checkPlan`).
 *
 * Lap l (from 0) takes t_base + (m_fuel_init − b_fuel_perlap·l)·t_lap_sens_mass + the loss of a tyre of that age, and
 * - on the first lap of every stint `tyres.cold`;
 * - on the first lap of the race t_loss_firstlap + (p_grid − 1)·t_loss_pergridpos;
 * - on a lap that ends in the pits t_pitdrive_inlap, on the lap that follows t_pitdrive_outlap. The car stands
 *   still on the out-lap where the box is past the line (`pits_aft_finishline`), else on the in-lap.
 *   A stop at the end of the last lap has no out-lap.
 *
 * Source: the free-air model of TUMFTM's race-simulation (racesim_basic); Heilmeier et al., ITSC 2018.
 */
export function lapTimes({ driver_pars: driver, track_pars: track, race_pars }: StrategyInputs, plan: Plan): Float64Array {
  const { model, cold, compounds } = driver.tyres;
  const laps = race_pars.tot_no_laps;
  const times = new Float64Array(laps);
  let start = 0;
  for (let stint = 0; stint < plan.compounds.length; stint++) {
    const tyre = compounds[plan.compounds[stint]!]!;
    const end = plan.inlaps[stint] ?? laps;
    for (let lap = start; lap < end; lap++) {
      const fuel = driver.m_fuel_init - driver.b_fuel_perlap * lap;
      times[lap] = driver.t_base + fuel * track.t_lap_sens_mass + tyreLoss(model, tyre, lap - start);
    }
    if (start < end) times[start]! += cold;
    start = end;
  }
  times[0]! += track.t_loss_firstlap + (driver.p_grid - 1) * track.t_loss_pergridpos;
  const standIn = track.pits_aft_finishline ? 0 : driver.t_pit_tirechange;
  const standOut = driver.t_pit_tirechange - standIn;
  for (const inlap of plan.inlaps) {
    times[inlap - 1]! += track.t_pitdrive_inlap + standIn;
    if (inlap < laps) times[inlap]! += track.t_pitdrive_outlap + standOut;
  }
  return times;
}

/** Sum of `lapTimes`, s. */
export function raceTime(inputs: StrategyInputs, plan: Plan): number {
  let sum = 0;
  for (const time of lapTimes(inputs, plan)) sum += time;
  return sum;
}
