import type { RaceFit } from '../../../common/strategy-fit.ts';
import type { StrategyInputs } from '../../../common/strategy.ts';

/**
 * What a fit says of one car, as the free-air model takes it; null while the car, its fuel, a stop or all compounds but one are not told.
 *
 * Cold tyres are in the lap out of the pits. The loss at the start is left out: it is the same for every plan.
 */
export function fitInputs({ cars, compounds, fuel, pit }: RaceFit, car: string, laps: number): StrategyInputs | null {
  const own = cars[car];
  const known = Object.entries(compounds).filter(([, { k_0, k_1_lin }]) => k_0.told && k_1_lin.told);
  if (!own || own.burn === null || own.fuel_start === null || known.length < 2 || !pit.stop.told) return null;
  return {
    driver_pars: {
      t_base: own.base.value,
      p_grid: 1,
      tyres: { model: 'lin', cold: 0, compounds: Object.fromEntries(known.map(([name, { k_0, k_1_lin }]) => [name, { k_0: k_0.value, k_1_lin: k_1_lin.value }])) },
      t_pit_tirechange: pit.standing.value,
      m_fuel_init: own.fuel_start,
      b_fuel_perlap: own.burn,
    },
    track_pars: {
      t_pitdrive_inlap: pit.in_lap.value,
      t_pitdrive_outlap: pit.out_lap.value,
      t_lap_sens_mass: fuel.value,
      t_loss_pergridpos: 0,
      t_loss_firstlap: 0,
      pits_aft_finishline: true,
    },
    race_pars: { tot_no_laps: laps },
    available_compounds: known.map(([name]) => name),
  };
}
