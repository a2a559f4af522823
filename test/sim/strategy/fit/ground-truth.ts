import type { Fitted } from '../../../../common/strategy-fit.ts';
import { Random } from '../../../../sim/random.ts';
import { soloOfCar } from '../../../../sim/strategy/compare-file.ts';
import { readField } from '../../../../sim/strategy/field-reader.ts';
import { fitInputs } from '../../../../sim/strategy/fit/fit-inputs.ts';
import { fitRace } from '../../../../sim/strategy/fit/fit-race.ts';
import { soloOf } from '../../../../sim/strategy/free-air.ts';
import { optimum, timeOf, type Optimum, type OptimumProblem } from '../../../../sim/strategy/optimum.ts';
import { Solo } from '../../../../sim/strategy/solo.ts';
import { fixture, type Json } from '../../../fixtures/strategy/fixture.ts';
import { simulatedLaps } from './simulated-laps.ts';

const WHO = 'VER';
const COMPOUNDS = ['A3', 'A4', 'A6'] as const;

/** How the fits of many races with known numbers came out. */
export interface Coverage {
  races: number;
  /** Races of which every number that was told lies within its interval. */
  covered: number;
  /** By number: how often it was told, how often then within its interval, and the mean width of that to each side. */
  numbers: Record<string, { told: number; within: number; width: number }>;
  /** Races of which a plan could be made, and s that it loses against the best with the same compounds, rising. */
  planned: number;
  lost: number[];
}

/**
 * Fits `races` random races of Spielberg 2019's field, whose wear, fuel effect and pit loss are drawn for each.
 *
 * @param noise factor on the lap-time noise of the file, which is 0.5 to 0.8 s
 * @param events whether there are accidents, failures and safety cars
 */
export function coverage(races: number, noise: number, events: boolean): Coverage {
  const result: Coverage = { races: 0, covered: 0, numbers: {}, planned: 0, lost: [] };
  for (let seed = 1; result.races < races; seed++) oneRace(result, seed, noise, events);
  result.lost.sort((a, b) => a - b);
  return result;
}

function oneRace(result: Coverage, seed: number, noise: number, events: boolean): void {
  const random = new Random(seed, 77);
  const fuel = random.between(0.018, 0.045);
  const wear = { A3: random.between(0.01, 0.06), A4: random.between(0.02, 0.08), A6: random.between(0.03, 0.12) };
  const fresh = { A3: 1.2, A4: 1.2 - random.between(0.2, 0.6), A6: 1.2 - random.between(0.6, 1.2) };
  const pit = { in: random.between(1, 5), out: random.between(10, 18) };
  const document = fixture('odds-spielberg-2019');
  const { driver_pars, tireset_pars, track_pars } = document['inputs'] as Record<string, Json>;
  for (const tyres of Object.values(tireset_pars!) as Json[]) for (const c of COMPOUNDS) tyres[c] = { k_0: fresh[c], k_1_lin: wear[c] };
  for (const driver of Object.values(driver_pars!) as Json[]) driver['t_lap_var_sigma'] *= noise;
  Object.assign(track_pars!, { t_lap_sens_mass: fuel, t_pitdrive_inlap: pit.in, t_pitdrive_outlap: pit.out });
  const spec = readField(document);
  const race = simulatedLaps(spec, seed, events);
  if (!race) return;
  result.races++;
  const fit = fitRace(race);
  const car = spec.cars.findIndex(({ id }) => id === WHO);
  const reference = fresh[fit.reference as 'A3'];
  let outside = 0;
  const hold = (name: string, number: Fitted | undefined, truth: number): void => {
    const row = (result.numbers[name] ??= { told: 0, within: 0, width: 0 });
    if (!number?.told) return;
    row.width += (number.within - row.width) / ++row.told;
    if (Math.abs(number.value - truth) <= number.within) row.within++;
    else outside++;
  };
  hold('fuel, s/kg', fit.fuel, fuel);
  hold('into the pits, s', fit.pit.in_lap, pit.in);
  // Cold tyres cannot be told from the way out of the pits.
  hold('out of the pits, s', fit.pit.out_lap, pit.out + spec.cars[car]!.tyres.cold);
  hold('base pace, s', fit.cars[WHO]?.base, spec.pace + spec.cars[car]!.offPace + reference);
  for (const c of COMPOUNDS) {
    hold(`wear of ${c}, s/lap`, fit.compounds[c]?.k_1_lin, wear[c]);
    if (c !== fit.reference) hold(`${c} fresh, s`, fit.compounds[c]?.k_0, fresh[c] - reference);
  }
  if (outside === 0) result.covered++;
  const inputs = fitInputs(fit, WHO, spec.laps);
  if (!inputs) return;
  result.planned++;
  const truth: OptimumProblem = { car: soloOfCar(spec, car), compounds: inputs.available_compounds, startAge: 0, leastCompounds: 2 };
  const planned = best({ ...truth, car: soloOf(inputs) });
  result.lost.push(timeOf(new Solo(truth.car), truth, planned) - best(truth).time);
}

function best(problem: OptimumProblem): Optimum {
  const plans = optimum(problem, 3).filter((plan) => plan !== null);
  return plans.reduce((fastest, plan) => (plan.time < fastest.time ? plan : fastest));
}
