import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../common/strategy.ts';
import { Random } from '../../../sim/random.ts';
import { soloOf, stintsOf } from '../../../sim/strategy/free-air.ts';
import { optimum } from '../../../sim/strategy/optimum.ts';
import { Phases } from '../../../sim/strategy/phases.ts';
import { safetyCarTable, type SafetyCarProblem } from '../../../sim/strategy/safety-car-table.ts';
import { Solo } from '../../../sim/strategy/solo.ts';
import { toy } from './toy.ts';

function randomProblem(seed: number, laps: number): SafetyCarProblem {
  const random = new Random(seed, 7);
  const tyre = () => ({ k_0: random.between(0, 1), k_1_lin: random.between(0, 0.6) });
  const inputs = toy({
    laps,
    cold: random.between(0, 0.5),
    compounds: { S: tyre(), H: tyre() },
    driver: { t_pit_tirechange: random.between(0, 1), m_fuel_init: 20, b_fuel_perlap: 20 / laps },
    track: {
      t_pitdrive_inlap: 1.2,
      t_pitdrive_outlap: random.between(1, 3),
      t_pitdrive_inlap_fcy: 0.6,
      t_pitdrive_outlap_fcy: 1,
      t_pitdrive_inlap_sc: 0.1,
      t_pitdrive_outlap_sc: 0.4,
      t_lap_sens_mass: 0.03,
      t_loss_firstlap: 2,
    },
  });
  return { car: soloOf(inputs), compounds: ['S', 'H'], startAge: random.below(3), comes: new Float64Array(laps + 2), lengths: [0, 0, 1] };
}

function* allPlans(laps: number, compounds: readonly string[], from = 1): Generator<Plan> {
  for (const compound of compounds) {
    yield { compounds: [compound], inlaps: [] };
    for (let lap = from; lap < laps; lap++)
      for (const rest of allPlans(laps, compounds, lap + 1)) yield { compounds: [compound, ...rest.compounds], inlaps: [lap, ...rest.inlaps] };
  }
}

const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

test.each(seeds)('without a chance of one it is the optimum in free air (%i)', (seed) => {
  const problem = randomProblem(seed, 12);
  const plans = optimum({ ...problem, leastCompounds: 2 }, 11).filter((plan) => plan !== null);
  const best = plans.reduce((least, plan) => (plan.time < least.time ? plan : least));
  const { time, green } = safetyCarTable(problem);
  expect(time).toBeCloseTo(best.time, 9);
  expect(green.inlaps).toHaveLength(best.inlaps.length);
});

test.each(seeds)('one that is sure to come on lap 3 for three laps is used as well as can be (%i)', (seed) => {
  const laps = 7;
  const problem = randomProblem(seed, laps);
  problem.comes[3] = 1;
  const solo = new Solo(problem.car);
  let best = Infinity;
  for (const plan of allPlans(laps, problem.compounds)) {
    if (new Set(plan.compounds).size < 2) continue;
    const stints = stintsOf(plan).map((stint, i) => (i === 0 ? { ...stint, age: problem.startAge } : stint));
    best = Math.min(best, solo.drive(stints, Phases.of([{ start: 2, end: 5, kind: 'SC' }], laps)));
  }
  expect(safetyCarTable(problem).time).toBeCloseTo(best, 9);
});

test.each(seeds)('with chances, it is the best of all that can be done without knowing the next lap (%i)', (seed) => {
  const laps = 5;
  const problem = randomProblem(seed, laps);
  const random = new Random(seed, 8);
  problem.comes = problem.comes.map(() => random.between(0, 0.5));
  problem.lengths = [0.3, 0.5, 0.2];
  const { car, compounds, comes } = problem;
  const solo = new Solo(car);
  const GONE = [0.3, 0.5 / 0.7, 1];

  /** What is still to come after the lap, over every way it can go on: stops so far, and laps of safety cars. */
  function after(lap: number, plan: Plan, flags: number[]): number {
    if (lap === laps) return new Set(plan.compounds).size < 2 ? Infinity : driven(plan, flags);
    const next = (choice: Plan) => {
      const out = flags[lap - 1]!;
      const slow = out === 0 ? comes[lap + 1]! : 1 - GONE[out - 1]!;
      const ways: [number, number][] = [[1 - slow, 0], [slow, out + 1]];
      return ways.reduce((sum, [chance, mode]) => (chance === 0 ? sum : sum + chance * after(lap + 1, choice, [...flags, mode])), 0);
    };
    return Math.min(next(plan), ...compounds.map((compound) => next({ compounds: [...plan.compounds, compound], inlaps: [...plan.inlaps, lap] })));
  }

  function driven(plan: Plan, flags: readonly number[]): number {
    const phases = flags.flatMap((mode, i) => (mode === 1 ? [{ start: i, end: i + (flags.slice(i).findIndex((each, j) => j > 0 && each !== j + 1) + 1 || flags.length - i + 1) - 1, kind: 'SC' as const }] : []));
    const stints = stintsOf(plan).map((stint, i) => (i === 0 ? { ...stint, age: problem.startAge } : stint));
    return solo.drive(stints, Phases.of(phases, laps));
  }

  const whole = Math.min(...compounds.map((compound) => [[1 - comes[1]!, 0] as const, [comes[1]!, 1] as const].reduce((sum, [chance, mode]) => sum + chance * after(1, { compounds: [compound], inlaps: [] }, [mode]), 0)));
  expect(safetyCarTable(problem).time).toBeCloseTo(whole, 9);
});

test.each(seeds)('the better side of a row is all that can be made of it (%i)', (seed) => {
  const problem = { ...randomProblem(seed, 8), lengths: [0.2, 0.3, 0.5] };
  const { rows, green } = safetyCarTable(problem);
  const sure = safetyCarTable({ ...problem, startCompound: green.compounds[0]!, comes: problem.comes.with(1, 1) });
  const { stop, stay } = rows[0]!;
  expect(Math.min(stop.time, stay)).toBeCloseTo(sure.time, 9);
  expect(stop.onLap).toBeLessThanOrEqual(3);
});

describe('the table', () => {
  const inputs = toy({
    laps: 60,
    cold: 1,
    compounds: { S: { k_0: 0, k_1_lin: 0.08 }, H: { k_0: 0.6, k_1_lin: 0.03 } },
    driver: { t_pit_tirechange: 2.5 },
    track: { t_pitdrive_inlap: 2, t_pitdrive_outlap: 18, t_pitdrive_inlap_fcy: 0, t_pitdrive_outlap_fcy: 11, t_pitdrive_inlap_sc: -0.5, t_pitdrive_outlap_sc: 9 },
  });
  const ask = (chance: number) =>
    safetyCarTable({ car: soloOf(inputs), compounds: ['S', 'H'], startAge: 0, comes: new Float64Array(62).fill(chance), lengths: [0, 1] });

  test('has a row for every lap but the last, and says stop when a stop is near', () => {
    const { rows, green } = ask(0.01);
    expect(rows.map(({ lap }) => lap)).toEqual(Array.from({ length: 59 }, (_, i) => i + 1));
    const stop = green.inlaps[0]!;
    const near = rows[stop - 4]!;
    expect(near.stop.time).toBeLessThan(near.stay - 3);
    expect(near.stop.onLap).toBe(near.lap);
    const justStopped = rows[stop]!;
    expect(justStopped.age).toBe(0);
    expect(justStopped.stay).toBeLessThan(justStopped.stop.time);
  });

  test('the hope for a safety car never makes the first stop earlier', () => {
    const stops = [0, 0.01, 0.03, 0.06].map((chance) => ask(chance).green.inlaps[0]!);
    expect(stops).toEqual(stops.toSorted((a, b) => a - b));
    expect(stops.at(-1)).toBeGreaterThan(stops[0]!);
  });
});

test('along a plan it begins where the plan has the car, and along the best one it is the same table', () => {
  const problem = { ...randomProblem(4, 14), comes: new Float64Array(16).fill(0.05) };
  const { green, rows } = safetyCarTable(problem);
  expect(safetyCarTable({ ...problem, along: green })).toEqual(safetyCarTable({ ...problem, startCompound: green.compounds[0]! }));
  const along = { compounds: ['S', 'H', 'S'], inlaps: [4, 9] };
  const other = safetyCarTable({ ...problem, along });
  expect(other.green).toEqual(along);
  expect(other.rows.map(({ compound, age }) => `${compound}${age}`)).toEqual([0, 1, 2, 3].map((lap) => `S${problem.startAge + lap}`).concat(['H0', 'H1', 'H2', 'H3', 'H4', 'S0', 'S1', 'S2', 'S3']));
  expect(rows).toHaveLength(13);
});
