import { DRY_COMPOUNDS } from '../../common/lap.ts';
import type { StrategyInputs } from '../../common/strategy.ts';

/** kg burnt in a lap. */
const BURN = 1.9;

/**
 * Where a comparison starts: one of the simulated cars in free air over `laps` laps, with the fuel for exactly these.
 * A lap takes about 82 s, a stop costs about 20 s.
 */
export function defaultInputs(laps: number): StrategyInputs {
  return {
    driver_pars: {
      t_base: 79.6,
      p_grid: 1,
      tyres: {
        model: 'lin',
        cold: 1,
        compounds: {
          soft: { k_0: 0, k_1_lin: 0.095 },
          medium: { k_0: 0.55, k_1_lin: 0.055 },
          hard: { k_0: 1.15, k_1_lin: 0.03 },
        },
      },
      t_pit_tirechange: 2.4,
      m_fuel_init: BURN * laps,
      b_fuel_perlap: BURN,
    },
    track_pars: {
      t_pitdrive_inlap: 2.6,
      t_pitdrive_outlap: 15,
      t_lap_sens_mass: 0.03,
      t_loss_pergridpos: 0.15,
      t_loss_firstlap: 2.5,
      pits_aft_finishline: true,
    },
    race_pars: { tot_no_laps: laps },
    available_compounds: [...DRY_COMPOUNDS],
  };
}
