import { z } from 'zod';
import { carFile, driverFile, trackFile } from './field-file.ts';
import { checkChoice } from './optimum-file.ts';
import { bad, parse, raceLaps } from './parse.ts';
import { progressPhases, readPhases } from './phases-file.ts';
import { Phases } from './phases.ts';
import type { ReplanProblem } from './replan.ts';
import { soloCar } from './solo-file.ts';
import { readStints, stintEntries } from './stints-file.ts';
import { readTyreSets, tyreSetsFile } from './tyre-file.ts';

const replanFile = z.object({
  past: stintEntries,
  first_possible_inlap: z.number().int(),
  fcy_progress: progressPhases.nullish(),
  compounds: z.array(z.string()).min(1).max(8),
  inputs: z.object({
    track_pars: trackFile,
    car_pars: carFile,
    driver_pars: driverFile.pick({ t_driver: true, p_grid: true }),
    tireset_pars: tyreSetsFile,
    tot_no_laps: raceLaps,
  }),
});

/** Reads a decision in the middle of a race. Throws `E_PLAN` with one line naming the first field that is wrong. */
export function readReplanFile(document: unknown): ReplanProblem {
  const { past, first_possible_inlap: firstInlap, fcy_progress, compounds, inputs } = parse(replanFile, document, '');
  const { track_pars, car_pars, driver_pars, tireset_pars, tot_no_laps: laps } = inputs;
  const tyresName = 'inputs.tireset_pars';
  const tyres = readTyreSets(tireset_pars, tyresName);
  const stints = readStints(past, laps, tyres, 'past', tyresName);
  checkChoice(compounds, tyres, 'compounds', tyresName, laps);
  if (firstInlap < 1 || firstInlap > laps) throw bad('first_possible_inlap', `lap ${firstInlap} is not between 1 and ${laps}`);
  const last = stints.at(-1)!.from;
  if (firstInlap <= last) throw bad('first_possible_inlap', `lap ${firstInlap} does not come after the stop on lap ${last} that is past`);
  return {
    car: soloCar(laps, track_pars, car_pars, driver_pars, tyres, 'inputs.car_pars'),
    past: stints,
    firstInlap,
    phases: Phases.of(readPhases(fcy_progress ?? [], laps, 'fcy_progress'), laps),
    compounds,
  };
}
