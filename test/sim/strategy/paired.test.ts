import { expect, test } from 'vitest';
import { Random } from '../../../sim/random.ts';
import { pairedDifference } from '../../../sim/strategy/paired.ts';
import { score } from '../../../sim/strategy/worth.ts';

/** Places of a car that is `better` places better than another with the same luck. */
function places(seed: number, runs: number, better: number, own = 0): Uint8Array {
  const luck = new Random(seed, 0);
  const alone = new Random(seed, 1 + own);
  return new Uint8Array(runs).map(() => Math.min(19, Math.max(0, Math.round(9 + 4 * luck.normal() + 0.5 * alone.normal() - better))));
}

test('a plan is no better and no worse than itself', () => {
  const same = places(1, 300, 0);
  expect(pairedDifference(same, same, 0.5, 1.96)).toEqual({ points: 0, points_within: 0, places: 0, places_within: 0, worth: 0, worth_within: 0, apart: false });
});

test('two places a race are told apart, and which way', () => {
  const worse = pairedDifference(places(1, 300, 0), places(1, 300, 2, 1), 0, 1.96);
  expect(worse).toMatchObject({ apart: true });
  expect(worse.points).toBeLessThan(-1);
  expect(worse.places).toBeCloseTo(2, 0);
  expect(worse.worth).toBeCloseTo(worse.points - 0.1 * worse.places, 9);
});

test('one race tells nothing', () => {
  expect(pairedDifference(places(1, 1, 0), places(2, 1, 3), 0, 1.96)).toMatchObject({ apart: false, worth_within: Infinity });
});

// Of the many pairs of equal plans, about one in twenty is told apart wrongly.
test.each([0, -1, 1])('equal plans are told apart by mistake in one of twenty, with risk %d', (risk) => {
  const wrong = Array.from({ length: 400 }, (_, seed) => pairedDifference(places(seed, 200, 0, 0), places(seed, 200, 0, 1), risk, 1.96)).filter(({ apart }) => apart);
  expect(wrong.length).toBeGreaterThan(5);
  expect(wrong.length).toBeLessThan(40);
});

test('who likes chance prefers the plan that scatters, who dreads it the other', () => {
  const steady = new Uint8Array(400).fill(4);
  // 15 or 6 points, a little more than the steady one's 10.
  const daring = new Uint8Array(400).map((_, race) => (race % 2 === 0 ? 2 : 6));
  expect(score(daring, 1).score).toBeGreaterThan(score(steady, 1).score);
  expect(score(daring, -1).score).toBeLessThan(score(steady, -1).score);
  const { score: total, perRace } = score(daring, -0.7);
  expect(perRace.reduce((sum, part) => sum + part, 0) / 400).toBeCloseTo(total, 9);
});
