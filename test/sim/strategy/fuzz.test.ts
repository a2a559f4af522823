import { expect, test } from 'vitest';
import { LapwingError } from '../../../common/errors.ts';
import { Random } from '../../../sim/random.ts';
import { Ensemble } from '../../../sim/strategy/ensemble.ts';
import { readCompareFile } from '../../../sim/strategy/compare-file.ts';
import { raceTime } from '../../../sim/strategy/free-air.ts';
import { readField } from '../../../sim/strategy/field-reader.ts';
import { readOptimumFile } from '../../../sim/strategy/optimum-file.ts';
import { optimum } from '../../../sim/strategy/optimum.ts';
import { Phases } from '../../../sim/strategy/phases.ts';
import { readPlanFile } from '../../../sim/strategy/plan-file.ts';
import { readReplanFile } from '../../../sim/strategy/replan-file.ts';
import { replan } from '../../../sim/strategy/replan.ts';
import { readRiskFile } from '../../../sim/strategy/risk-file.ts';
import { runField } from '../../../sim/strategy/run-field.ts';
import { readSafetyCarFile } from '../../../sim/strategy/safety-car-file.ts';
import { safetyCarTable } from '../../../sim/strategy/safety-car-table.ts';
import { Trial } from '../../../sim/strategy/trial.ts';
import { fixture, type Json } from '../../fixtures/strategy/fixture.ts';
import { published } from '../../fixtures/strategy/published.ts';

const ODD = [null, NaN, Infinity, -1, 0, 0.5, 1, 3, 17.25, 1e3, 1e12, -1e-9, '', 'A4', 'SC', 'constructor', '__proto__', true, [], {}, [[]], [1, 2, 3]];

/** Puts something odd somewhere, or takes something away, as deep as chance has it. */
function damage(random: Random, document: Json): void {
  let at: Json = document;
  for (;;) {
    const keys = Object.keys(at);
    const key = keys[random.below(keys.length)]!;
    const inside = at[key];
    if (typeof inside === 'object' && inside !== null && Object.keys(inside).length > 0 && random.uniform() < 0.93) {
      at = inside as Json;
      continue;
    }
    if (random.uniform() < 0.1) delete at[key];
    else if (typeof inside === 'number' && random.uniform() < 0.5) at[key] = inside * random.between(-2, 4);
    else at[key] = ODD[random.below(ODD.length)];
    return;
  }
}

const QUESTIONS: [string, () => Json, (document: unknown) => readonly number[]][] = [
  ['run', () => fixture('field-budapest-2019-safety-car'), (document) => Object.values(runField(readField(document)).drivers).map((driver) => driver.race_time_s)],
  [
    'risk',
    () => ({ ...fixture('odds-spielberg-2019'), create_rand_events: true }),
    (document) => {
      const { spec, noise, events } = readRiskFile(document);
      const ensemble = new Ensemble(spec, { noise, events, seed: 1 });
      ensemble.run(0, 3);
      return Array.from(ensemble.counts);
    },
  ],
  [
    'compare',
    () => ({ ...fixture('odds-spielberg-2019'), create_rand_events: true, driver: 'VER', plans: [{ compounds: ['A3', 'A4'], inlaps: [20] }, { compounds: ['A4', 'A3', 'A6'], inlaps: [30, 60] }] }),
    (document) => {
      const { spec, car, plans, noise, events } = readCompareFile(document);
      const trial = new Trial({ spec, car, plans: plans.map(({ stints }) => stints), chance: { noise, events, seed: 1 }, rivals: true });
      return [...trial.run([...plans.keys()], 0, 3).flatMap((places) => Array.from(places)), ...plans.map(({ time }) => time)];
    },
  ],
  ['optimize', () => fixture('optimum-yas-marina-2017'), (document) => optimum(readOptimumFile(document), 3).map((plan) => plan?.time ?? 0)],
  ['replan', () => shortened(fixture('replan-catalunya-2019-safety-car')), (document) => replan(readReplanFile(document)).best.map(([time]) => time)],
  [
    'safety-car',
    () => ({ ...fixture('optimum-yas-marina-2017'), laps: 20, monte_carlo_pars: fixture('odds-spielberg-2019')['inputs'].monte_carlo_pars }),
    (document) => safetyCarTable(readSafetyCarFile(document)).rows.map(({ stop, stay }) => Math.min(stop.time, stay)),
  ],
  [
    'plans',
    () => ({ inputs: structuredClone(published.inputs), plans: [{ compounds: ['A5', 'A4'], inlaps: [23], fcy_phases_progress: [[3.5, 8, 'SC'], [30.2, 31.5, 'VSC']] }] }),
    (document) => readPlanFile(document).flatMap(({ inputs, plans }) => plans.map((plan) => raceTime(inputs, plan, Phases.of(plan.phases, inputs.race_pars.tot_no_laps)))),
  ],
];

/** Few laps to go, so that going on is searched quickly. */
function shortened(document: Json): Json {
  return { ...document, first_possible_inlap: 55 };
}

test.each(QUESTIONS)('%s answers any document with finite times or one line', (_, document, ask) => {
  let answered = 0;
  for (let seed = 0; seed < 400; seed++) {
    const random = new Random(seed, 0);
    const damaged = document();
    for (let left = random.below(4); left >= 0; left--) damage(random, damaged);
    try {
      const times = ask(damaged);
      answered++;
      expect(times.every(Number.isFinite), `seed ${seed}: ${String(times)}`).toBe(true);
    } catch (error) {
      if (!(error instanceof LapwingError)) throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
      expect(error.message).not.toContain('\n');
    }
  }
  expect(answered).toBeGreaterThan(10);
  expect(answered).toBeLessThan(400);
}, 60_000);
