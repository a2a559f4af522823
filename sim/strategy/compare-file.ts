import { z } from 'zod';
import { plan, type Plan } from '../../common/strategy.ts';
import { candidates } from './candidates.ts';
import { count } from './count.ts';
import type { FieldSpec } from './field-spec.ts';
import { stintsOf } from './free-air.ts';
import { GREEN } from './phases.ts';
import { bad, parse } from './parse.ts';
import { readRiskFile } from './risk-file.ts';
import { Solo, type SoloCar, type Stint } from './solo.ts';
import { readStints } from './stints-file.ts';

/** Candidates that are looked at where the file names no plans, and their stops. */
const MOST_CANDIDATES = 24;
const MOST_STOPS = 3;

const compareFile = z.object({
  driver: z.string().optional(),
  plans: z.array(plan).min(2).max(24).optional(),
  /** What may be put on, where the plans are looked for; without it what the driver has parameters for. */
  compounds: z.array(z.string()).min(2).max(6).optional(),
});

/** Plans of one car of a field, to be weighed in random races. */
export interface CompareProblem {
  spec: FieldSpec;
  car: number;
  /** Each with its time alone on the track, s, the fastest first. */
  plans: (Plan & { time: number; stints: readonly Stint[] })[];
  noise: boolean;
  events: boolean;
}

/**
 * Reads a field for random races, `driver` (or who is named here) and `plans`; without plans those near the optimum of that car are looked for.
 *
 * Throws `E_PLAN` with one line naming the first field that is wrong.
 */
export function readCompareFile(document: unknown, named?: string): CompareProblem {
  const { spec, noise, events } = readRiskFile(document);
  const file = parse(compareFile, document, '');
  const driver = named ?? file.driver;
  if (driver === undefined) throw bad('driver', 'missing: whose plans are to be weighed?');
  const car = spec.cars.findIndex(({ id }) => id === driver);
  if (car < 0) throw bad('driver', `${JSON.stringify(driver)} does not take part; there are ${spec.cars.map(({ id }) => id).join(', ')}`);
  const solo = soloOfCar(spec, car);
  const chosen = file.plans ? file.plans.map((each, i) => checked(spec, car, each, `plans[${i}]`)) : searched(spec, car, solo, file.compounds);
  const driven = new Solo(solo);
  const plans = chosen.map((each) => ({ ...each, time: driven.drive(each.stints, GREEN) }));
  return { spec, car, plans: plans.sort((a, b) => a.time - b.time), noise, events };
}

/** A car of the field as it is alone on the track. */
export function soloOfCar(spec: FieldSpec, c: number): SoloCar {
  const car = spec.cars[c]!;
  return {
    laps: spec.laps,
    base: spec.pace + car.offPace,
    fuel: car.fuel,
    burn: car.burn,
    sensitivity: spec.sensitivity,
    startLoss: spec.startLoss + (car.grid - 1) * spec.gridLoss,
    tyres: car.tyres,
    standstill: spec.fastestChange + car.slowerChange,
    refuelRate: car.refuelRate,
    boxPastLine: spec.boxPastLine,
    pit: spec.pit,
    slowLap: spec.slowLap,
    safetyCarLap: spec.safetyCarLap,
  };
}

function checked(spec: FieldSpec, car: number, { compounds, inlaps }: Plan, name: string): Plan & { stints: Stint[] } {
  if (compounds.length !== inlaps.length + 1) {
    throw bad(`${name}.compounds`, `${count(compounds.length, 'compound')} for ${count(inlaps.length, 'stop')}; a plan has one more compound than stops`);
  }
  if (new Set(compounds).size < 2) throw bad(`${name}.compounds`, 'one compound to the end; the rules want two');
  const { id, tyres } = spec.cars[car]!;
  inlaps.forEach((lap, i) => {
    if (lap < 1 || lap >= spec.laps) throw bad(`${name}.inlaps[${i}]`, `lap ${lap} is not between 1 and ${spec.laps - 1}`);
    if (i > 0 && lap <= inlaps[i - 1]!) throw bad(`${name}.inlaps[${i}]`, `lap ${lap} does not come after lap ${inlaps[i - 1]!}`);
  });
  compounds.forEach((compound, i) => {
    if (!Object.hasOwn(tyres.compounds, compound)) throw bad(`${name}.compounds[${i}]`, `unknown compound ${JSON.stringify(compound)}; there are ${Object.keys(tyres.compounds).join(', ')}`);
  });
  const entries = compounds.map((compound, i): [number, string, number, number] => [i === 0 ? 0 : inlaps[i - 1]!, compound, i === 0 ? startAge(spec, car) : 0, 0]);
  return { compounds, inlaps, stints: readStints(entries, spec.laps, tyres, name, `inputs.tireset_pars.${id}`) };
}

function searched(spec: FieldSpec, car: number, solo: SoloCar, allowed: readonly string[] | undefined): (Plan & { stints: Stint[] })[] {
  const known = Object.keys(spec.cars[car]!.tyres.compounds);
  const unknown = allowed?.findIndex((compound) => !known.includes(compound)) ?? -1;
  if (unknown >= 0) throw bad(`compounds[${unknown}]`, `unknown compound ${JSON.stringify(allowed![unknown])}; there are ${known.join(', ')}`);
  const problem = { car: solo, compounds: allowed ?? known, startAge: startAge(spec, car), leastCompounds: 2 };
  const found = candidates(problem, Math.min(MOST_STOPS, spec.laps - 1), MOST_CANDIDATES);
  if (found.length === 0) throw bad('compounds', `no plan with two compounds is to be had from ${problem.compounds.join(', ')} in ${count(spec.laps, 'lap')}`);
  return found.map(({ compounds, inlaps }) => ({ compounds, inlaps, stints: stintsOf({ compounds, inlaps }).map((stint, i) => (i === 0 ? { ...stint, age: problem.startAge } : stint)) }));
}

/** Laps on the set that the car starts on, as its plan in the file has it. */
function startAge(spec: FieldSpec, car: number): number {
  return spec.cars[car]!.stints[0]!.age;
}
