import { z } from 'zod';
import { anySeconds, chance, kilograms, raceLaps, seconds } from './parse.ts';
import { stintEntries } from './stints-file.ts';
import { tyreSetsFile } from './tyre-file.ts';

const weights = z.array(chance).min(1).max(200).refine((all) => all.some((weight) => weight > 0), 'no chance is above 0');
const factor = z.number().min(0).max(1);

/** What a race of the reference is made of; the names are those of TUMFTM's parameter files. */
export const trackFile = z.object({
  t_q: seconds.positive(),
  t_gap_racepace: anySeconds,
  t_lap_sens_mass: z.number().min(0).max(10),
  t_pit_tirechange_min: seconds,
  t_pitdrive_inlap: anySeconds,
  t_pitdrive_outlap: anySeconds,
  t_pitdrive_inlap_fcy: anySeconds,
  t_pitdrive_outlap_fcy: anySeconds,
  t_pitdrive_inlap_sc: anySeconds,
  t_pitdrive_outlap_sc: anySeconds,
  pits_aft_finishline: z.boolean(),
  t_loss_pergridpos: anySeconds,
  t_loss_firstlap: anySeconds,
  mult_t_lap_sc: z.number().min(1).max(10),
  mult_t_lap_fcy: z.number().min(1).max(10),
});

/** What matters only where cars meet. */
export const racingTrackFile = trackFile.extend({ t_gap_overtake: anySeconds, t_gap_overtake_vel: anySeconds, t_drseffect: anySeconds });

export const carFile = z.object({
  drivetype: z.enum(['combustion', 'electric']).default('combustion'),
  t_car: anySeconds,
  m_fuel: kilograms.nullish(),
  b_fuel_perlap: kilograms.nullish(),
  mult_consumption_sc: factor.default(0.25),
  mult_consumption_fcy: factor.default(0.5),
  auto_consumption_adjust: z.boolean().default(false),
  t_pit_tirechange_add: anySeconds,
  t_pit_refuel_perkg: seconds.nullish(),
  t_pit_charge_perkwh: seconds.nullish(),
  p_failure: chance.nullish(),
  t_pit_var_fisk_pars: z.tuple([z.number().gt(1).max(1000), anySeconds, seconds]).nullish(),
});
export type CarFile = z.infer<typeof carFile>;

export const driverFile = z.object({
  carno: z.number().int().optional(),
  team: z.string(),
  t_driver: anySeconds,
  strategy_info: stintEntries,
  p_grid: z.number().int().min(1).max(1000),
  t_teamorder: anySeconds.default(0),
  vel_max: z.number().min(0).max(1000),
  p_accident: chance.nullish(),
  t_lap_var_sigma: seconds.nullish(),
  t_startperf: z.object({ mean: anySeconds, sigma: seconds }).nullish(),
});

export const monteCarloFile = z.object({
  min_dist_sc: z.number().min(0).max(100),
  min_dist_vsc: z.number().min(0).max(100),
  ref_driver: z.string(),
  p_sc_quant: weights,
  p_sc_start: weights.refine((all) => all.length > 1, 'a chance for lap 1 and for each block after it is needed'),
  p_sc_duration: weights,
  p_vsc_aft_failure: chance,
  p_vsc_duration: weights,
});
export type MonteCarloFile = z.infer<typeof monteCarloFile>;

const domain = z.enum(['progress', 'time']).default('progress');
const phase = z.tuple([z.number().min(0), z.number(), z.enum(['SC', 'VSC'])]).rest(z.number().nullable());

/** Null for a list means that nothing shall be drawn into it. */
export const eventsFile = z.object({
  fcy_data: z.object({ phases: z.array(phase).max(50).nullable(), domain }).default({ phases: [], domain: 'progress' }),
  retire_data: z
    .object({ retirements: z.array(z.tuple([z.string(), z.number().min(0)])).nullable(), domain })
    .default({ retirements: [], domain: 'progress' }),
});
export type EventsFile = z.infer<typeof eventsFile>;

export const raceFile = z.object({
  tot_no_laps: raceLaps,
  min_t_dist: seconds,
  min_t_dist_sc: seconds,
  t_duel: anySeconds,
  t_overtake_loser: anySeconds,
  use_drs: z.boolean(),
  drs_window: anySeconds.nullish(),
  drs_allow_lap: z.number().int().nullish(),
  drs_sc_delay: z.number().int().nullish(),
  participants: z.array(z.string()).min(1).max(60),
});

/** `inputs` of a whole-field file. */
export const fieldFile = z.object({
  race_pars: raceFile,
  track_pars: racingTrackFile,
  monte_carlo_pars: monteCarloFile.optional(),
  event_pars: eventsFile.default({ fcy_data: { phases: [], domain: 'progress' }, retire_data: { retirements: [], domain: 'progress' } }),
  driver_pars: z.record(z.string(), driverFile),
  tireset_pars: z.record(z.string(), tyreSetsFile),
  car_pars: z.record(z.string(), carFile),
});
export type FieldFile = z.infer<typeof fieldFile>;
