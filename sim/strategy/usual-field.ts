import type { Plan } from '../../common/strategy.ts';
import type { FieldParams } from '../../common/strategy-weighing.ts';
import { candidates } from './candidates.ts';
import { chancesOf, FAILS } from './chances.ts';
import { FLAG_SHARE } from './flag-share.ts';
import { soloOf } from './free-air.ts';
import { bad } from './parse.ts';

export const CARS = 20;
/** s a lap that a place on the grid is slower than the one before: from the first to the last two seconds, as in the published fields. */
const APART = 0.105;
/** s: the fastest change of tyres. */
const FASTEST_CHANGE = 1.9;
/** Plans that the others are spread over. */
const RIVAL_PLANS = 3;
const OWN = 'own';

/** What the car whose plans are weighed is called, and the others by their places on the grid. */
export function driverOf(grid: number, own: number): string {
  return grid === own ? OWN : `P${grid}`;
}

/**
 * A field of twenty cars in ten teams around the car of `inputs`, in the shape of a whole-field file: what `strategy.weigh` and `strategy compare` take.
 *
 * Each car is as much slower than ours as its place on the grid is behind; ours is `pace` s a lap off what its own place speaks of. All have the tyres of `inputs`, and the others drive the
 * three fastest plans there are alone on the track, by turns. Throws `E_PLAN` where two compounds cannot be driven.
 */
export function usualField({ inputs, pace, safety_car }: FieldParams): Record<string, unknown> {
  const { driver_pars: driver, track_pars: track, race_pars, available_compounds } = inputs;
  const own = Math.min(CARS, driver.p_grid);
  const grid = Array.from({ length: CARS }, (_, i) => i + 1);
  const plans = rivalPlans(inputs);
  const ids = grid.map((place) => driverOf(place, own));
  const { model, cold, compounds } = driver.tyres;
  const tyres = { tire_deg_model: model, t_add_coldtires: cold, mult_tiredeg_sc: 0.25, mult_tiredeg_fcy: 0.5, ...Object.fromEntries(available_compounds.map((name) => [name, compounds[name]])) };
  const change = Math.min(FASTEST_CHANGE, driver.t_pit_tirechange);
  return {
    driver: OWN,
    inputs: {
      race_pars: {
        ...{ tot_no_laps: race_pars.tot_no_laps, participants: ids, min_t_dist: 0.5, min_t_dist_sc: 0.8, t_duel: 0.3, t_overtake_loser: 0.3 },
        ...{ use_drs: true, drs_window: 1, drs_allow_lap: 3, drs_sc_delay: 2 },
      },
      track_pars: {
        ...{ t_q: driver.t_base - pace, t_gap_racepace: 0, t_lap_sens_mass: track.t_lap_sens_mass, t_pit_tirechange_min: change },
        ...{ t_pitdrive_inlap: track.t_pitdrive_inlap, t_pitdrive_outlap: track.t_pitdrive_outlap, ...slowPits(inputs), pits_aft_finishline: track.pits_aft_finishline },
        ...{ t_loss_pergridpos: track.t_loss_pergridpos, t_loss_firstlap: track.t_loss_firstlap, t_gap_overtake: 1.8, t_gap_overtake_vel: -0.03, t_drseffect: -0.45 },
        ...{ mult_t_lap_sc: 1.6, mult_t_lap_fcy: 1.4 },
      },
      monte_carlo_pars: chancesOf(safety_car, OWN),
      event_pars: { fcy_data: { phases: [], domain: 'progress' }, retire_data: { retirements: [], domain: 'progress' } },
      driver_pars: Object.fromEntries(grid.map((place) => [driverOf(place, own), driverPars(place, own, pace, plans[place % plans.length]!)])),
      tireset_pars: Object.fromEntries(ids.map((id) => [id, tyres])),
      car_pars: Object.fromEntries(grid.filter((place) => place % 2 === 1).map((place) => [teamOf(place), carPars(inputs, change)])),
    },
  };
}

/** The way through the pits under flags: as `inputs` have it, else its usual share of the way under green. */
export function slowPits({ track_pars: track }: FieldParams['inputs']): Record<'t_pitdrive_inlap_fcy' | 't_pitdrive_outlap_fcy' | 't_pitdrive_inlap_sc' | 't_pitdrive_outlap_sc', number> {
  const { t_pitdrive_inlap: into, t_pitdrive_outlap: out } = track;
  return {
    t_pitdrive_inlap_fcy: track.t_pitdrive_inlap_fcy ?? into * FLAG_SHARE.vsc,
    t_pitdrive_outlap_fcy: track.t_pitdrive_outlap_fcy ?? out * FLAG_SHARE.vsc,
    t_pitdrive_inlap_sc: track.t_pitdrive_inlap_sc ?? into * FLAG_SHARE['safety-car'],
    t_pitdrive_outlap_sc: track.t_pitdrive_outlap_sc ?? out * FLAG_SHARE['safety-car'],
  };
}

function teamOf(grid: number): string {
  return `team${Math.ceil(grid / 2)}`;
}

function driverPars(grid: number, own: number, pace: number, { compounds, inlaps }: Plan): Record<string, unknown> {
  return {
    ...{ carno: grid, team: teamOf(grid), p_grid: grid, t_teamorder: 0, vel_max: 320, p_accident: 0.07, t_lap_var_sigma: 0.5, t_startperf: { mean: 0, sigma: 0.14 } },
    t_driver: grid === own ? pace : (grid - own) * APART,
    strategy_info: compounds.map((compound, stint) => [stint === 0 ? 0 : inlaps[stint - 1]!, compound, 0, 0]),
  };
}

function carPars({ driver_pars: driver }: FieldParams['inputs'], fastest: number): Record<string, unknown> {
  return {
    ...{ drivetype: 'combustion', t_car: 0, m_fuel: driver.m_fuel_init, b_fuel_perlap: driver.b_fuel_perlap, mult_consumption_sc: 0.25, mult_consumption_fcy: 0.5 },
    ...{ auto_consumption_adjust: true, t_pit_tirechange_add: driver.t_pit_tirechange - fastest, p_failure: FAILS, t_pit_var_fisk_pars: [2.6, -0.2, 0.95] },
  };
}

function rivalPlans(inputs: FieldParams['inputs']): Plan[] {
  const { race_pars, available_compounds: compounds } = inputs;
  const found = candidates({ car: soloOf(inputs), compounds, startAge: 0, leastCompounds: 2 }, Math.min(3, race_pars.tot_no_laps - 1), RIVAL_PLANS);
  if (found.length === 0) throw bad('inputs.available_compounds', `no plan with two compounds is to be had from ${compounds.join(', ')} in ${race_pars.tot_no_laps} laps`);
  return found;
}
