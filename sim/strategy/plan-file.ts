import { z } from 'zod';
import { LapwingError } from '../../common/errors.ts';
import { strategyInputs, TYRE_MODELS, tyreCoefficients } from '../../common/strategy.ts';
import type { Plan, StrategyInputs, TyreModel } from '../../common/strategy.ts';
import { checkPlan } from './check.ts';

/** Plans of one file that are driven on the same tyre model. */
export interface PlanGroup {
  /** Set where the file has plans by model (`models.lin.explicit`), undefined for a plain `plans`. */
  model?: TyreModel;
  inputs: StrategyInputs;
  plans: Plan[];
}

const nullable = z.number().nullish();

const fileInputs = z.object({
  driver_pars: z.object({
    t_base: z.number(),
    p_grid: z.number(),
    tire_pars: z.looseObject({ tire_deg_model: z.enum(TYRE_MODELS), t_add_coldtires: z.number().min(0) }),
    drivetype: z.enum(['combustion', 'electric']).default('combustion'),
    t_pit_tirechange: z.number(),
    m_fuel_init: nullable,
    b_fuel_perlap: nullable,
  }),
  track_pars: strategyInputs.shape.track_pars,
  race_pars: strategyInputs.shape.race_pars,
  available_compounds: z.array(z.string()).min(1).optional(),
});

const filePlans = z.array(z.object({ compounds: z.array(z.string()).min(1), inlaps: z.array(z.number().int()) })).min(1);

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
  if (groups.length === 0) throw new LapwingError('E_PLAN', 'plans: missing, and there is no models.*.explicit either');
  return groups.map(({ name, ...group }) => {
    group.plans.forEach((plan, i) =>
      checkPlan(group.inputs, plan, { plan: `${name}[${i}]`, compounds: 'inputs.driver_pars.tire_pars' }),
    );
    return group;
  });
}

function readModels(models: Record<string, { explicit?: Plan[] | undefined }>, inputs: StrategyInputs): (PlanGroup & { name: string })[] {
  return Object.entries(models).flatMap(([key, { explicit }]) => {
    const model = TYRE_MODELS.find((each) => each === key);
    if (!model) throw new LapwingError('E_PLAN', `models.${key}: unknown tyre model; there are ${TYRE_MODELS.join(', ')}`);
    if (!explicit) return [];
    const { driver_pars } = inputs;
    const onModel = { ...inputs, driver_pars: { ...driver_pars, tyres: { ...driver_pars.tyres, model } } };
    return [{ name: `models.${key}.explicit`, model, inputs: onModel, plans: explicit }];
  });
}

function readInputs({ driver_pars, track_pars, race_pars, available_compounds }: z.infer<typeof fileInputs>): StrategyInputs {
  const { tire_pars, drivetype, m_fuel_init, b_fuel_perlap, ...driver } = driver_pars;
  const { tire_deg_model, t_add_coldtires, ...rest } = tire_pars;
  const compounds = Object.fromEntries(
    Object.entries(rest)
      .filter(([, value]) => typeof value === 'object' && value !== null)
      .map(([name, value]) => [name, readTyre(value as object, `inputs.driver_pars.tire_pars.${name}`)]),
  );
  const fuel = drivetype === 'electric' ? 0 : m_fuel_init;
  const burn = drivetype === 'electric' ? 0 : (b_fuel_perlap ?? (fuel ?? 0) / race_pars.tot_no_laps);
  return parse(
    strategyInputs,
    {
      driver_pars: { ...driver, tyres: { model: tire_deg_model, cold: t_add_coldtires, compounds }, m_fuel_init: fuel, b_fuel_perlap: burn },
      track_pars,
      race_pars,
      available_compounds: available_compounds ?? Object.keys(compounds),
    },
    'inputs',
  );
}

/** The public files say null for a coefficient that was not fitted. */
function readTyre(tyre: object, name: string): z.infer<typeof tyreCoefficients> {
  return parse(tyreCoefficients, Object.fromEntries(Object.entries(tyre).filter(([, value]) => value !== null)), name);
}

function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const field = path.reduce<string>((at, key) => (typeof key === 'number' ? `${at}[${key}]` : at ? `${at}.${String(key)}` : String(key)), name);
  throw new LapwingError('E_PLAN', `${field || 'the document'}: ${message.replace(/^Invalid input: /, '')}`);
}
