import { DRY_COMPOUNDS } from '../../../common/lap.ts';
import type { RaceFit } from '../../../common/strategy-fit.ts';
import type { StrategyInputs } from '../../../common/strategy.ts';
import { defaultInputs } from '../defaults.ts';
import type { Numbers } from './numbers.ts';

/**
 * One car of a race as the free-air model takes it, with the numbers that its advice is made with: what this race says, an earlier one on the circuit, and what is usual.
 *
 * Cold tyres are in the lap out of the pits. The loss at the start is left out: it is the same for every plan.
 */
export function raceInputs({ tyres, stop, fuel, pace }: Numbers, fit: RaceFit, car: string, laps: number): StrategyInputs {
  const usual = defaultInputs(laps);
  const names = DRY_COMPOUNDS.filter((name) => tyres.has(name));
  const burn = fit.cars[car]?.burn ?? usual.driver_pars.b_fuel_perlap;
  return {
    driver_pars: {
      t_base: pace.get(car)?.base ?? usual.driver_pars.t_base,
      p_grid: 1,
      tyres: { model: 'lin', cold: 0, compounds: Object.fromEntries(names.map((name) => [name, { k_0: tyres.get(name)!.fresh, k_1_lin: tyres.get(name)!.wear }])) },
      t_pit_tirechange: stop.standing,
      m_fuel_init: burn * laps,
      b_fuel_perlap: burn,
    },
    track_pars: { t_pitdrive_inlap: stop.into, t_pitdrive_outlap: stop.out, t_lap_sens_mass: fuel.value, t_loss_pergridpos: 0, t_loss_firstlap: 0, pits_aft_finishline: true },
    race_pars: { tot_no_laps: laps },
    available_compounds: names,
  };
}
