import { z } from 'zod';
import { TYRE_MODELS, tyreCoefficients } from '../../common/strategy.ts';
import type { TyreCoefficients, TyreModel } from '../../common/strategy.ts';
import { parse, seconds } from './parse.ts';

/** The tyres of one car, as the public parameter files have them: settings, and a table for each compound. */
export const tyreSetsFile = z.looseObject({
  tire_deg_model: z.enum(TYRE_MODELS),
  t_add_coldtires: seconds,
  mult_tiredeg_sc: z.number().min(0).max(1).default(0.25),
  mult_tiredeg_fcy: z.number().min(0).max(1).default(0.5),
});

export interface TyreSets {
  model: TyreModel;
  /** s, on the first lap of a stint. */
  cold: number;
  /** How much of a green lap's wear a lap behind the safety car, or under a virtual one, is. */
  wearBehindSafetyCar: number;
  wearSlow: number;
  compounds: Record<string, TyreCoefficients>;
}

/** A compound whose `k_0` is null was not fitted and is not there. Throws `E_PLAN` naming the field under `name`. */
export function readTyreSets(file: z.infer<typeof tyreSetsFile>, name: string): TyreSets {
  const { tire_deg_model, t_add_coldtires, mult_tiredeg_sc, mult_tiredeg_fcy, ...rest } = file;
  const compounds = Object.fromEntries(
    Object.entries(rest)
      .filter(([, value]) => typeof value === 'object' && value !== null && !('k_0' in value && value.k_0 === null))
      .map(([compound, value]) => [compound, readTyre(value as object, `${name}.${compound}`)]),
  );
  return { model: tire_deg_model, cold: t_add_coldtires, wearBehindSafetyCar: mult_tiredeg_sc, wearSlow: mult_tiredeg_fcy, compounds };
}

/** The public files say null for a coefficient that was not fitted. */
function readTyre(tyre: object, name: string): TyreCoefficients {
  return parse(tyreCoefficients, Object.fromEntries(Object.entries(tyre).filter(([, value]) => value !== null)), name);
}
