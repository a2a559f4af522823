import type { Plan, StrategyInputs, TyreModel } from '../../../common/strategy.ts';

/** Ten laps with round numbers, so that a test can add up by hand: every lap takes 100 s but for what a test sets. */
export function toy(change: {
  driver?: Partial<StrategyInputs['driver_pars']>;
  track?: Partial<StrategyInputs['track_pars']>;
  model?: TyreModel;
  cold?: number;
  compounds?: StrategyInputs['driver_pars']['tyres']['compounds'];
  laps?: number;
} = {}): StrategyInputs {
  const compounds = change.compounds ?? { S: { k_0: 0, k_1_lin: 0 }, H: { k_0: 0, k_1_lin: 0 } };
  return {
    driver_pars: {
      t_base: 100,
      p_grid: 1,
      t_pit_tirechange: 0,
      m_fuel_init: 0,
      b_fuel_perlap: 0,
      ...change.driver,
      tyres: { model: change.model ?? 'lin', cold: change.cold ?? 0, compounds },
    },
    track_pars: {
      t_pitdrive_inlap: 0,
      t_pitdrive_outlap: 0,
      t_lap_sens_mass: 0,
      t_loss_pergridpos: 0,
      t_loss_firstlap: 0,
      pits_aft_finishline: true,
      ...change.track,
    },
    race_pars: { tot_no_laps: change.laps ?? 10 },
    available_compounds: Object.keys(compounds),
  };
}

export function plan(compounds: string, ...inlaps: number[]): Plan {
  return { compounds: compounds.split(''), inlaps };
}
