import { describe, expect, test } from 'vitest';
import { Random } from '../../../sim/random.ts';
import { soloOf } from '../../../sim/strategy/free-air.ts';
import { readOptimumFile } from '../../../sim/strategy/optimum-file.ts';
import { optimum, timeOf, type OptimumProblem } from '../../../sim/strategy/optimum.ts';
import { Solo } from '../../../sim/strategy/solo.ts';
import { TYRE_MODELS, type Plan } from '../../../common/strategy.ts';
import { fixture } from '../../fixtures/strategy/fixture.ts';
import { toy } from './toy.ts';

test('the published optima of Yas Marina 2017 with one, two and three stops', () => {
  const document = fixture('optimum-yas-marina-2017');
  const plans = optimum(readOptimumFile(document), 3);
  expect(plans[0]).toBeNull();
  for (const stops of [1, 2, 3]) {
    const { time_s, compounds, inlaps } = document['optimum'][stops];
    expect(plans[stops]).toEqual({ time: expect.closeTo(time_s, 6), compounds, inlaps });
  }
});

/** A race of 4 to 16 laps with three compounds on any tyre model, and limits on some. */
function randomProblem(seed: number): OptimumProblem {
  const random = new Random(seed, 0);
  const laps = 4 + random.below(13);
  const tyre = () => ({
    k_0: random.between(0, 1),
    k_1_lin: random.between(0, 0.4),
    k_1_quad: random.between(0, 0.2),
    k_2_quad: random.between(0, 0.05),
    k_1_cub: random.between(0, 0.1),
    k_2_cub: random.between(0, 0.02),
    k_3_cub: random.between(0, 0.01),
    k_1_ln: random.between(0, 2),
    k_2_ln: random.between(0, 1),
  });
  const inputs = toy({
    laps,
    model: TYRE_MODELS[random.below(4)]!,
    cold: random.between(0, 1),
    compounds: { S: tyre(), M: tyre(), H: tyre() },
    driver: { t_pit_tirechange: random.between(0, 1), m_fuel_init: 20, b_fuel_perlap: 20 / laps },
    track: { t_pitdrive_inlap: random.between(0, 1), t_pitdrive_outlap: random.between(0, 2), t_lap_sens_mass: 0.03, pits_aft_finishline: random.uniform() < 0.5 },
  });
  return {
    car: soloOf(inputs),
    compounds: ['S', 'M', 'H'],
    startAge: random.below(4),
    leastCompounds: 1 + random.below(3),
    ...(random.uniform() < 0.5 && { sets: { S: random.below(3), M: 1 } }),
    ...(random.uniform() < 0.3 && { longestStint: 2 + random.below(laps) }),
    ...(random.uniform() < 0.3 && { stopLoss: Float64Array.from({ length: laps + 1 }, () => random.between(0, 3)) }),
  };
}

/** Every plan with exactly that many stops. */
function* plansWith(stops: number, laps: number, compounds: readonly string[], from = 1): Generator<Plan> {
  for (const compound of compounds) {
    if (stops === 0) yield { compounds: [compound], inlaps: [] };
    else
      for (let lap = from; lap < laps; lap++)
        for (const rest of plansWith(stops - 1, laps, compounds, lap + 1)) yield { compounds: [compound, ...rest.compounds], inlaps: [lap, ...rest.inlaps] };
  }
}

function allowed({ compounds, inlaps }: Plan, { leastCompounds, sets = {}, longestStint = Infinity, car }: OptimumProblem): boolean {
  const ends = [...inlaps, car.laps];
  return (
    new Set(compounds).size >= leastCompounds &&
    Object.entries(sets).every(([name, most]) => compounds.filter((compound) => compound === name).length <= most) &&
    ends.every((end, i) => end - (ends[i - 1] ?? 0) <= longestStint)
  );
}

describe('equals the best of all plans', () => {
  test.each(Array.from({ length: 60 }, (_, i) => i + 1))('race %i', (seed) => {
    const problem = randomProblem(seed);
    const solo = new Solo(problem.car);
    const found = optimum(problem, 3);
    for (let stops = 0; stops <= 3; stops++) {
      let best = Infinity;
      for (const plan of plansWith(stops, problem.car.laps, problem.compounds)) {
        if (allowed(plan, problem)) best = Math.min(best, timeOf(solo, problem, plan));
      }
      const plan = found[stops]!;
      if (best === Infinity) expect(plan).toBeNull();
      else {
        expect(plan.time).toBeCloseTo(best, 9);
        expect(allowed(plan, problem)).toBe(true);
        expect(plan.inlaps).toHaveLength(stops);
      }
    }
  });
});

describe('for any race', () => {
  const problems = Array.from({ length: 40 }, (_, i) => randomProblem(100 + i)).map(({ car, compounds, startAge, leastCompounds }): OptimumProblem => ({ car, compounds, startAge, leastCompounds }));

  test('a stop that costs nothing is always taken', () => {
    for (const problem of problems) {
      const { car } = problem;
      const free = { ...problem, car: { ...car, standstill: 0, tyres: { ...car.tyres, cold: 0 }, pit: { ...car.pit, green: { inLap: 0, outLap: 0 } } } };
      const times = optimum(free, 3).map((plan) => plan?.time ?? Infinity);
      times.slice(1).forEach((time, i) => expect(time).toBeLessThanOrEqual(times[i]! + 1e-9));
    }
  });

  test('a stop that costs more never makes the best plan faster, and more wear does not either', () => {
    for (const problem of problems) {
      const { car } = problem;
      const best = (changed: OptimumProblem) => optimum(changed, 2)[2]?.time ?? Infinity;
      expect(best({ ...problem, car: { ...car, standstill: car.standstill + 1 } })).toBeGreaterThanOrEqual(best(problem));
      expect(best({ ...problem, startAge: problem.startAge + 3 })).toBeGreaterThanOrEqual(best(problem) - 1e-9);
    }
  });
});
