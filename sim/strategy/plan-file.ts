import { z } from 'zod';
import { strategyInputs, TYRE_MODELS } from '../../common/strategy.ts';
import type { Plan, StrategyInputs, TyreModel } from '../../common/strategy.ts';
import { checkPlan } from './check.ts';
import { bad, parse } from './parse.ts';
import { progressPhases, readPhases } from './phases-file.ts';
import type { Phase } from './phases.ts';
import { readTyreSets, tyreSetsFile } from './tyre-file.ts';

/** A plan, and the flags under which it is driven. */
export interface FlaggedPlan extends Plan {
  phases: Phase[];
}

/** Plans of one file that are driven on the same tyre model. */
export interface PlanGroup {
  /** Set where the file has plans by model (`models.lin.explicit`), undefined for a plain `plans`. */
  model?: TyreModel;
  inputs: StrategyInputs;
  plans: FlaggedPlan[];
}

const nullable = z.number().nullish();

const UNDER_FLAGS = ['t_pitdrive_inlap_fcy', 't_pitdrive_outlap_fcy', 't_pitdrive_inlap_sc', 't_pitdrive_outlap_sc'] as const;

const fileInputs = z.object({
  driver_pars: z.object({
    t_base: z.number(),
    p_grid: z.number(),
    tire_pars: tyreSetsFile,
    drivetype: z.enum(['combustion', 'electric']).default('combustion'),
    t_pit_tirechange: z.number(),
    m_fuel_init: nullable,
    b_fuel_perlap: nullable,
  }),
  track_pars: strategyInputs.shape.track_pars.extend({
    t_pitdrive_inlap_fcy: nullable,
    t_pitdrive_outlap_fcy: nullable,
    t_pitdrive_inlap_sc: nullable,
    t_pitdrive_outlap_sc: nullable,
    t_lap_fcy: nullable,
    t_lap_sc: nullable,
  }),
  race_pars: strategyInputs.shape.race_pars,
  available_compounds: z.array(z.string()).min(1).optional(),
});

const filePlans = z
  .array(z.object({ compounds: z.array(z.string()).min(1), inlaps: z.array(z.number().int()), fcy_phases_progress: progressPhases.nullish() }))
  .min(1);
type FilePlans = z.infer<typeof filePlans>;

const planFile = z.object({
  inputs: fileInputs,
  plans: filePlans.optional(),
  models: z.record(z.string(), z.object({ explicit: filePlans.optional() })).optional(),
});

/**
 * Reads a document of the shape of race-simulation's free-air parameters: `inputs`, and `plans` (on the tyre model that
 * the inputs name) or `models.<model>.explicit`. Where both are there, `plans` counts.
 *
 * An electric car has no fuel; a `b_fuel_perlap` of null burns the fuel evenly over the race. Every plan returned
 * can be driven. Throws `E_PLAN` with one line naming the first field that is wrong.
 */
export function readPlanFile(document: unknown): PlanGroup[] {
  const file = parse(planFile, document, '');
  const inputs = readInputs(file.inputs);
  const groups = file.plans ? [{ name: 'plans', inputs, plans: file.plans }] : readModels(file.models ?? {}, inputs);
  if (groups.length === 0) throw bad('plans', 'missing, and there is no models.*.explicit either');
  return groups.map(({ name, plans, ...group }) => ({
    ...group,
    plans: plans.map(({ fcy_phases_progress, ...plan }, i) => {
      checkPlan(group.inputs, plan, { plan: `${name}[${i}]`, compounds: 'inputs.driver_pars.tire_pars' });
      const phases = readPhases(fcy_phases_progress ?? [], group.inputs.race_pars.tot_no_laps, `${name}[${i}].fcy_phases_progress`);
      if (phases.length > 0) checkUnderFlags(group.inputs);
      return { ...plan, phases };
    }),
  }));
}

function checkUnderFlags({ track_pars }: StrategyInputs): void {
  const missing = UNDER_FLAGS.find((field) => track_pars[field] === undefined);
  if (missing) throw bad(`inputs.track_pars.${missing}`, 'missing, and a plan under flags needs it');
}

function readModels(models: Record<string, { explicit?: FilePlans | undefined }>, inputs: StrategyInputs): { name: string; model: TyreModel; inputs: StrategyInputs; plans: FilePlans }[] {
  return Object.entries(models).flatMap(([key, { explicit }]) => {
    const model = TYRE_MODELS.find((each) => each === key);
    if (!model) throw bad(`models.${key}`, `unknown tyre model; there are ${TYRE_MODELS.join(', ')}`);
    if (!explicit) return [];
    const { driver_pars } = inputs;
    const onModel = { ...inputs, driver_pars: { ...driver_pars, tyres: { ...driver_pars.tyres, model } } };
    return [{ name: `models.${key}.explicit`, model, inputs: onModel, plans: explicit }];
  });
}

function readInputs({ driver_pars, track_pars, race_pars, available_compounds }: z.infer<typeof fileInputs>): StrategyInputs {
  const { tire_pars, drivetype, m_fuel_init, b_fuel_perlap, ...driver } = driver_pars;
  const { model, cold, compounds } = readTyreSets(tire_pars, 'inputs.driver_pars.tire_pars');
  const fuel = drivetype === 'electric' ? 0 : m_fuel_init;
  const burn = drivetype === 'electric' ? 0 : (b_fuel_perlap ?? (fuel ?? 0) / race_pars.tot_no_laps);
  return parse(
    strategyInputs,
    {
      driver_pars: { ...driver, tyres: { model, cold, compounds }, m_fuel_init: fuel, b_fuel_perlap: burn },
      track_pars: Object.fromEntries(Object.entries(track_pars).filter(([, value]) => value !== null)),
      race_pars,
      available_compounds: available_compounds ?? Object.keys(compounds),
    },
    'inputs',
  );
}
