import { expect, test } from 'vitest';
import { Random } from '../../../sim/random.ts';
import { candidates } from '../../../sim/strategy/candidates.ts';
import { soloOf } from '../../../sim/strategy/free-air.ts';
import { optimum, type OptimumProblem } from '../../../sim/strategy/optimum.ts';
import { toy } from './toy.ts';

function problemOf(seed: number): OptimumProblem {
  const random = new Random(seed, 0);
  const tyre = () => ({ k_0: random.between(0, 1), k_1_lin: random.between(0.005, 0.15) });
  const inputs = toy({
    laps: 8 + random.below(50),
    cold: random.uniform(),
    compounds: { S: tyre(), M: tyre(), H: tyre() },
    driver: { t_pit_tirechange: 2.5 },
    track: { t_pitdrive_inlap: 2, t_pitdrive_outlap: random.between(5, 18) },
  });
  return { car: soloOf(inputs), compounds: ['S', 'M', 'H'], startAge: random.below(4), leastCompounds: 2, ...(seed % 3 === 0 && { sets: { S: 1 } }), ...(seed % 4 === 0 && { longestStint: 30 }) };
}

test('the first is the exact optimum; none is twice, near the other or far off', () => {
  for (let seed = 0; seed < 60; seed++) {
    const problem = problemOf(seed);
    const found = candidates(problem, 3, 24);
    const best = Math.min(...optimum(problem, 3).slice(1).map((plan) => plan?.time ?? Infinity));
    if (best === Infinity) {
      expect(found).toEqual([]);
      continue;
    }
    expect(found[0]!.time).toBeCloseTo(best, 8);
    expect(found.length).toBeLessThanOrEqual(24);
    found.forEach(({ compounds, inlaps, time }, i) => {
      expect(time).toBeGreaterThanOrEqual(found[Math.max(0, i - 1)]!.time);
      expect(time).toBeLessThan(best + 8.001);
      expect(new Set(compounds).size).toBeGreaterThan(1);
      expect(inlaps).toHaveLength(compounds.length - 1);
      expect(inlaps.every((lap, k) => lap > (inlaps[k - 1] ?? 0) && lap < problem.car.laps)).toBe(true);
      for (const other of found.slice(0, i)) expect(other.compounds.join() === compounds.join() && Math.abs(other.inlaps[0]! - inlaps[0]!) < 3).toBe(false);
    });
  }
});
