import type { Plan, StrategyInputs } from '../../common/strategy.ts';
import { GREEN, type Phases } from './phases.ts';
import { Solo, type SoloCar, type Stint } from './solo.ts';

/** Lap times of one car alone on the track, s, one a lap. The plan must be possible (`checkPlan`). The model is that of `Solo`. */
export function lapTimes(inputs: StrategyInputs, plan: Plan, phases: Phases = GREEN): Float64Array {
  const solo = new Solo(soloOf(inputs));
  solo.drive(stintsOf(plan), phases);
  return solo.lap.map((time, lap) => time + solo.pit[lap]!);
}

/** Sum of `lapTimes`, s. */
export function raceTime(inputs: StrategyInputs, plan: Plan, phases: Phases = GREEN): number {
  return new Solo(soloOf(inputs)).drive(stintsOf(plan), phases);
}

/** The stints of a plan on fresh sets. */
export function stintsOf({ compounds, inlaps }: Plan): Stint[] {
  return compounds.map((compound, stint) => ({ from: stint === 0 ? 0 : inlaps[stint - 1]!, compound, age: 0, refuel: 0 }));
}

export function soloOf({ driver_pars: driver, track_pars: track, race_pars }: StrategyInputs): SoloCar {
  const green = { inLap: track.t_pitdrive_inlap, outLap: track.t_pitdrive_outlap };
  const { t_lap_fcy, t_lap_sc } = track;
  const estimated = t_lap_fcy === undefined || t_lap_sc === undefined;
  return {
    laps: race_pars.tot_no_laps,
    base: driver.t_base,
    fuel: driver.m_fuel_init,
    burn: driver.b_fuel_perlap,
    sensitivity: track.t_lap_sens_mass,
    startLoss: track.t_loss_firstlap + (driver.p_grid - 1) * track.t_loss_pergridpos,
    tyres: driver.tyres,
    standstill: driver.t_pit_tirechange,
    refuelRate: null,
    boxPastLine: track.pits_aft_finishline,
    pit: {
      green,
      slow: { inLap: track.t_pitdrive_inlap_fcy ?? green.inLap, outLap: track.t_pitdrive_outlap_fcy ?? green.outLap },
      safetyCar: { inLap: track.t_pitdrive_inlap_sc ?? green.inLap, outLap: track.t_pitdrive_outlap_sc ?? green.outLap },
    },
    slowLap: estimated ? driver.t_base * 1.4 : t_lap_fcy,
    safetyCarLap: estimated ? driver.t_base * 1.6 : t_lap_sc,
  };
}
