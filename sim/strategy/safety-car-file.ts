import { z } from 'zod';
import { monteCarloFile } from './field-file.ts';
import { startChances } from './lottery.ts';
import { optimumFile, readOptimumFile } from './optimum-file.ts';
import { bad, parse } from './parse.ts';
import type { SafetyCarProblem } from './safety-car-table.ts';

const safetyCarFile = z.object({
  laps: optimumFile.shape.laps,
  start_age: z.number().int().min(0).max(1000).default(0),
  start_compound: z.string().optional(),
  monte_carlo_pars: monteCarloFile.pick({ p_sc_quant: true, p_sc_start: true, p_sc_duration: true }),
});

/**
 * Reads a question for the fastest plans of one car, with the chances of a safety car in `monte_carlo_pars`.
 *
 * How many come is taken as a rate: as many as there are on average, spread over the laps. Throws `E_PLAN` with one line naming the first field that is wrong.
 */
export function readSafetyCarFile(document: unknown): SafetyCarProblem {
  const { car, compounds, startAge } = readOptimumFile(document);
  const { laps, start_compound, monte_carlo_pars: chances } = parse(safetyCarFile, document, '');
  if (compounds.length < 2) throw bad('compounds', 'two are needed, for two have to be driven');
  if (start_compound !== undefined && !compounds.includes(start_compound)) {
    throw bad('start_compound', `${JSON.stringify(start_compound)} is not one of ${compounds.join(', ')}`);
  }
  const total = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0);
  const many = chances.p_sc_quant.reduce((sum, p, count) => sum + p * count, 0) / total(chances.p_sc_quant);
  const where = startChances(chances.p_sc_start, laps);
  const comes = new Float64Array(laps + 2);
  // None comes on the last lap: it would reach nobody.
  for (let lap = 1; lap < laps; lap++) comes[lap] = Math.min(1, (many * where[lap - 1]!) / total(chances.p_sc_start));
  return {
    car,
    compounds,
    startAge,
    comes,
    lengths: chances.p_sc_duration.map((p) => p / total(chances.p_sc_duration)),
    ...(start_compound !== undefined && { startCompound: start_compound }),
  };
}
