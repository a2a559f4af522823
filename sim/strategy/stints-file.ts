import { z } from 'zod';
import { count } from './count.ts';
import { bad } from './parse.ts';
import type { Stint } from './solo.ts';
import type { TyreSets } from './tyre-file.ts';
import { missingCoefficients, tyreLoss } from './tyre.ts';

/** `[inlap, compound, age, kg or kWh taken]`; the first is the start, with inlap 0. */
export const stintEntry = z.tuple([z.number().int().min(0), z.string(), z.number().min(0).max(1000), z.number().min(0).max(10_000)]);
export const stintEntries = z.array(stintEntry).min(1).max(100);

/**
 * The stints of one car over a race of `laps` laps on its sets of tyres.
 *
 * Throws `E_PLAN` naming the field under `name` (or of the tyres, under `tyresName`): a first stint that is not the start, stops past the end or not
 * in rising order, an unknown compound, a coefficient that the tyre model needs, a tyre loss without a value.
 */
export function readStints(entries: z.infer<typeof stintEntries>, laps: number, tyres: TyreSets, name: string, tyresName: string): Stint[] {
  return entries.map(([from, compound, age, refuel], i) => {
    const at = `${name}[${i}]`;
    if (i === 0 && from !== 0) throw bad(`${at}[0]`, `${from}, but the first entry is the start, at lap 0`);
    const before = entries[i - 1]?.[0];
    if (before !== undefined && from <= before) throw bad(`${at}[0]`, i > 0 && from === 0 ? 'a stop on lap 0; the first lap is 1' : `lap ${from} does not come after lap ${before}`);
    if (from > laps) throw bad(`${at}[0]`, `lap ${from} is not between 1 and ${laps}`);
    checkCompound(compound, tyres, `${at}[1]`, tyresName);
    const last = age + (entries[i + 1]?.[0] ?? laps) - from - 1;
    if (!Number.isFinite(tyreLoss(tyres.model, tyres.compounds[compound]!, Math.max(age, last)))) {
      throw bad(`${tyresName}.${compound}`, `the ${tyres.model} model has no value for a tyre of ${count(last, 'lap')}`);
    }
    return { from, compound, age, refuel };
  });
}

/** Throws `E_PLAN` unless the tyres have that compound with all that their model needs. */
export function checkCompound(compound: string, { model, compounds }: TyreSets, name: string, tyresName: string): void {
  const tyre = Object.hasOwn(compounds, compound) ? compounds[compound] : undefined;
  if (!tyre) throw bad(name, `unknown compound ${JSON.stringify(compound)}; there are ${Object.keys(compounds).join(', ')}`);
  const missing = missingCoefficients(model, tyre)[0];
  if (missing) throw bad(`${tyresName}.${compound}.${missing}`, `missing, and the ${model} model needs it`);
}
