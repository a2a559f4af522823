import { describe, expect, test } from 'vitest';
import type { Plan, StrategyInputs, TyreCoefficients, TyreModel } from '../../../common/strategy.ts';
import { TYRE_MODELS } from '../../../common/strategy.ts';
import { compare } from '../../../sim/strategy/compare.ts';
import { raceTime } from '../../../sim/strategy/free-air.ts';
import { toy } from './toy.ts';

/** Numbers in [0, 1) that are the same on every run: mulberry32. */
function sequence(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Case {
  inputs: StrategyInputs;
  plan: Plan;
  random: () => number;
}

function randomCase(seed: number, model: TyreModel): Case {
  const random = sequence(seed);
  const laps = 2 + Math.floor(random() * 70);
  const stops = Math.min(Math.floor(random() * 4), laps - 1);
  const inlaps = new Set<number>();
  while (inlaps.size < stops) inlaps.add(1 + Math.floor(random() * (laps - 1)));
  const tyre = (): TyreCoefficients => ({
    k_0: random(),
    k_1_lin: random() / 10,
    k_1_quad: random() / 10,
    k_2_quad: random() / 100,
    k_1_cub: random() / 10,
    k_2_cub: random() / 100,
    k_3_cub: random() / 1000,
    k_1_ln: random(),
    k_2_ln: random(),
  });
  const inputs = toy({
    laps,
    model,
    cold: random() * 2,
    compounds: { S: tyre(), H: tyre() },
    driver: { p_grid: 1 + Math.floor(random() * 20), t_pit_tirechange: 2 + random() * 2, m_fuel_init: 110, b_fuel_perlap: 110 / laps },
    track: {
      t_pitdrive_inlap: random() * 3,
      t_pitdrive_outlap: 10 + random() * 10,
      t_lap_sens_mass: random() / 20,
      t_loss_pergridpos: random(),
      t_loss_firstlap: random() * 3,
      pits_aft_finishline: random() < 0.5,
    },
  });
  const compounds = Array.from({ length: stops + 1 }, () => (random() < 0.5 ? 'S' : 'H'));
  return { inputs, plan: { compounds, inlaps: [...inlaps].sort((a, b) => a - b) }, random };
}

const cases = TYRE_MODELS.flatMap((model) => Array.from({ length: 50 }, (_, seed) => randomCase(seed + 1, model)));

function withCompounds(inputs: StrategyInputs, change: (tyre: TyreCoefficients) => TyreCoefficients): StrategyInputs {
  const { tyres } = inputs.driver_pars;
  const compounds = Object.fromEntries(Object.entries(tyres.compounds).map(([name, tyre]) => [name, change(tyre)]));
  return { ...inputs, driver_pars: { ...inputs.driver_pars, tyres: { ...tyres, compounds } } };
}

describe('for any car and plan', () => {
  test('more wear never shortens the race', () => {
    for (const { inputs, plan } of cases) {
      const worn = withCompounds(inputs, (tyre) => ({
        ...tyre,
        k_1_lin: tyre.k_1_lin! * 1.5,
        k_2_quad: tyre.k_2_quad! * 1.5,
        k_3_cub: tyre.k_3_cub! * 1.5,
        k_1_ln: tyre.k_1_ln! * 1.5,
      }));
      expect(raceTime(worn, plan)).toBeGreaterThanOrEqual(raceTime(inputs, plan));
    }
  });

  test('a stop that costs nothing onto fresh tyres of the same compound never lengthens the race', () => {
    for (const { inputs, plan, random } of cases) {
      const free: StrategyInputs = {
        ...inputs,
        driver_pars: { ...inputs.driver_pars, t_pit_tirechange: 0, tyres: { ...inputs.driver_pars.tyres, cold: 0 } },
        track_pars: { ...inputs.track_pars, t_pitdrive_inlap: 0, t_pitdrive_outlap: 0 },
      };
      const lap = 1 + Math.floor(random() * inputs.race_pars.tot_no_laps);
      if (plan.inlaps.includes(lap)) continue;
      const stint = plan.inlaps.filter((inlap) => inlap < lap).length;
      const more = { compounds: plan.compounds.toSpliced(stint, 0, plan.compounds[stint]!), inlaps: plan.inlaps.toSpliced(stint, 0, lap) };
      expect(raceTime(free, more)).toBeLessThanOrEqual(raceTime(free, plan) + 1e-9);
    }
  });

  test('on tyres that do not wear a stop costs the pit loss and one cold lap, wherever it is', () => {
    for (const { inputs, plan } of cases) {
      const everlasting = withCompounds(inputs, () => ({ k_0: 0.3, k_1_lin: 0, k_1_quad: 0, k_2_quad: 0, k_1_cub: 0, k_2_cub: 0, k_3_cub: 0, k_1_ln: 0, k_2_ln: 0 }));
      const { driver_pars: driver, track_pars: track } = everlasting;
      const stop = track.t_pitdrive_inlap + driver.t_pit_tirechange + track.t_pitdrive_outlap + driver.tyres.cold;
      const straight = raceTime(everlasting, { compounds: ['S'], inlaps: [] });
      expect(raceTime(everlasting, plan)).toBeCloseTo(straight + plan.inlaps.length * stop, 6);
    }
  });

  test('fresh tyres throughout: the order of the stints does not matter', () => {
    for (const { inputs, plan } of cases) {
      const ends = [...plan.inlaps, inputs.race_pars.tot_no_laps];
      const lengths = ends.map((end, i) => end - (ends[i - 1] ?? 0)).reverse();
      const inlaps = lengths.slice(0, -1).map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b));
      expect(raceTime(inputs, { compounds: plan.compounds.toReversed(), inlaps })).toBeCloseTo(raceTime(inputs, plan), 6);
    }
  });

  test('the gap at the flag is the difference of the race times', () => {
    for (const { inputs, plan } of cases) {
      const { plans } = compare(inputs, [{ compounds: ['H'], inlaps: [] }, plan]);
      expect(plans[1]!.gap_s.at(-1)).toBeCloseTo(plans[1]!.race_time_s - plans[0]!.race_time_s, 6);
    }
  });
});
