import { z } from 'zod';

const finite = z.number();
const seconds = z.number().min(0);

export const TYRE_MODELS = ['lin', 'quad', 'cub', 'ln'] as const;
export type TyreModel = (typeof TYRE_MODELS)[number];

/** Lap-time loss of one compound against its age: coefficients of the models in `sim/strategy/tyre.ts`. */
export const tyreCoefficients = z.object({
  k_0: finite,
  k_1_lin: finite.optional(),
  k_1_quad: finite.optional(),
  k_2_quad: finite.optional(),
  k_1_cub: finite.optional(),
  k_2_cub: finite.optional(),
  k_3_cub: finite.optional(),
  k_1_ln: finite.optional(),
  k_2_ln: finite.optional(),
  /** Laps of age past which a set falls off its cliff, and s a lap squared that it then loses on top of any model. */
  cliff_age: finite.min(0).optional(),
  k_cliff: finite.min(0).optional(),
});
export type TyreCoefficients = z.infer<typeof tyreCoefficients>;

/** One car in free air, named as in the public parameter files of TUMFTM's race-simulation. */
export const strategyInputs = z.object({
  driver_pars: z.object({
    /** s: an empty car on fresh tyres of the best compound. */
    t_base: z.number().positive(),
    p_grid: z.number().int().min(1),
    tyres: z.object({
      model: z.enum(TYRE_MODELS),
      /** s, on the first lap of a stint. */
      cold: seconds,
      compounds: z.record(z.string(), tyreCoefficients),
    }),
    /** s, stationary. */
    t_pit_tirechange: seconds,
    /** kg. */
    m_fuel_init: z.number().min(0),
    /** kg a lap. */
    b_fuel_perlap: z.number().min(0),
  }),
  track_pars: z.object({
    /** s, on the lap that ends in the pits. */
    t_pitdrive_inlap: finite,
    /** s, on the lap that begins in the pits. */
    t_pitdrive_outlap: finite,
    /** s a kg. */
    t_lap_sens_mass: z.number().min(0),
    t_loss_pergridpos: finite,
    t_loss_firstlap: finite,
    /** True when the box is past the line: the stop is then on the out-lap. */
    pits_aft_finishline: z.boolean(),
    /** s, the same under a virtual safety car (and on the lap on which a safety car comes), and behind a safety car. */
    t_pitdrive_inlap_fcy: finite.optional(),
    t_pitdrive_outlap_fcy: finite.optional(),
    t_pitdrive_inlap_sc: finite.optional(),
    t_pitdrive_outlap_sc: finite.optional(),
    /** s, a lap under either; where one is missing both are reckoned, at 1.4 and 1.6 times t_base. */
    t_lap_fcy: seconds.optional(),
    t_lap_sc: seconds.optional(),
  }),
  race_pars: z.object({ tot_no_laps: z.number().int().min(1).max(500) }),
  available_compounds: z.array(z.string()).min(1),
});
export type StrategyInputs = z.infer<typeof strategyInputs>;

/** Stops at the end of `inlaps`; stint i runs on `compounds[i]`. */
export const plan = z.object({
  compounds: z.array(z.string()).min(1).max(12),
  inlaps: z.array(z.number().int()).max(11),
});
export type Plan = z.infer<typeof plan>;

/** What a plan has to keep to, beside what can be driven at all. */
export const planRules = z.object({
  /** Sets that are left of a compound; one that is not named has no limit. */
  sets: z.record(z.string(), z.number().int().min(0).max(20)).optional(),
  /** Laps that a set may be driven. */
  longest_stint: z.number().int().min(1).optional(),
  least_compounds: z.number().int().min(1).max(3).default(1),
  /** The other car of the team: on which lap it comes in, and how many seconds before ours it is at the box. */
  team_mate: z.object({ inlap: z.number().int().min(1), ahead: z.number().min(0).max(120) }).optional(),
});
export type PlanRules = z.output<typeof planRules>;

export const compareParams = z.object({
  inputs: strategyInputs,
  /** The first is what the others are compared with. */
  plans: z.array(plan).min(1).max(6),
  rules: planRules.optional(),
});
export type CompareParams = z.infer<typeof compareParams>;

export const planResult = z.object({
  compounds: z.array(z.string()),
  inlaps: z.array(z.number()),
  race_time_s: z.number(),
  /** s, one a lap. */
  lap_times_s: z.array(z.number()),
  /** s behind (+) or ahead of (−) the first plan at the end of each lap. */
  gap_s: z.array(z.number()),
  /** s that it waits behind its team-mate in the box. */
  waits_s: z.number(),
});
export type PlanResult = z.infer<typeof planResult>;

export const comparison = z.object({
  plans: z.array(planResult),
  /** Index of the fastest plan. */
  best: z.number().int(),
});
export type Comparison = z.infer<typeof comparison>;

export const optimumParams = z.object({ inputs: strategyInputs, rules: planRules.optional() });
export type OptimumParams = z.output<typeof optimumParams>;
