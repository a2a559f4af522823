import { z } from 'zod';
import { carFile, driverFile, trackFile } from './field-file.ts';
import type { OptimumProblem } from './optimum.ts';
import { bad, parse, raceLaps } from './parse.ts';
import { soloCar } from './solo-file.ts';
import { checkCompound } from './stints-file.ts';
import { readTyreSets, tyreSetsFile, type TyreSets } from './tyre-file.ts';
import { tyreLoss } from './tyre.ts';

export const optimumFile = z.object({
  laps: raceLaps,
  compounds: z.array(z.string()).min(1).max(8),
  start_age: z.number().min(0).max(1000).default(0),
  /** Sets there are of a compound. */
  sets: z.record(z.string(), z.number().int().min(0).max(20)).optional(),
  longest_stint: z.number().int().min(1).optional(),
  track_pars: trackFile,
  car_pars: carFile,
  driver_pars: driverFile.pick({ t_driver: true, p_grid: true }),
  tireset_pars: tyreSetsFile,
});

/**
 * Reads a question for the fastest plans of one car. Two different compounds have to be driven.
 * Throws `E_PLAN` with one line naming the first field that is wrong.
 */
export function readOptimumFile(document: unknown): OptimumProblem {
  const file = parse(optimumFile, document, '');
  const tyres = readTyreSets(file.tireset_pars, 'tireset_pars');
  checkChoice(file.compounds, tyres, 'compounds', 'tireset_pars', file.start_age + file.laps);
  for (const name of Object.keys(file.sets ?? {})) {
    if (!file.compounds.includes(name)) throw bad(`sets.${name}`, `not one of the compounds ${file.compounds.join(', ')}`);
  }
  return {
    car: soloCar(file.laps, file.track_pars, file.car_pars, file.driver_pars, tyres, 'car_pars'),
    compounds: file.compounds,
    startAge: file.start_age,
    leastCompounds: 2,
    ...(file.sets && { sets: file.sets }),
    ...(file.longest_stint !== undefined && { longestStint: file.longest_stint }),
  };
}

/** Throws `E_PLAN` unless each compound is there once, is known, and has a loss for every age up to `oldest` laps. */
export function checkChoice(compounds: readonly string[], tyres: TyreSets, name: string, tyresName: string, oldest: number): void {
  compounds.forEach((compound, i) => {
    if (compounds.indexOf(compound) !== i) throw bad(`${name}[${i}]`, `${compound} is there twice`);
    checkCompound(compound, tyres, `${name}[${i}]`, tyresName);
    if (!Number.isFinite(tyreLoss(tyres.model, tyres.compounds[compound]!, oldest))) {
      throw bad(`${tyresName}.${compound}`, `the ${tyres.model} model has no value for a tyre of ${oldest} laps`);
    }
  });
}
