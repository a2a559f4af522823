import { expect, test } from 'vitest';
import type { PlanVerdict } from '../../../common/strategy-weighing.ts';
import { byPlan, percent, placesShown, racesSentence, weighSentence, type WeighedPlan } from '../../../renderer/strategy/weigh-words.ts';

function weighed(inlaps: number[], worth: number | null, apart = true): WeighedPlan {
  const to_best = worth === null ? null : { points: worth, points_within: 0.1, places: 0, places_within: 0.1, worth, worth_within: 0.12, apart };
  return { compounds: ['soft', 'hard'], inlaps, races: 1000, to_best, position_counts: [100, 600, 290, 6, 4, ...Array.from({ length: 15 }, () => 0)] } as unknown as WeighedPlan;
}

test('plans are found again whatever their order', () => {
  const [a, b] = [weighed([10], -1), weighed([20], null)];
  const verdict = { plans: [b, a] } as unknown as PlanVerdict;
  expect(byPlan(verdict, [{ compounds: ['soft', 'hard'], inlaps: [10] }, { compounds: ['hard', 'soft'], inlaps: [20] }, b])).toEqual([a, null, b]);
  const same = weighed([20], 0, false);
  expect(byPlan({ plans: [b, same] } as unknown as PlanVerdict, [b, b])).toEqual([b, same]);
});

test('which plan the races are for, or that they do not tell', () => {
  expect(weighSentence([weighed([10], -1.2), weighed([20], null)], 0)).toEqual({ plan: 1, word: 'PLAN B', sentence: 'B (20) is worth more than A by 1.20 ± 0.12 points a race.' });
  expect(weighSentence([weighed([10], -0.05, false), weighed([20], null)], 1)).toEqual({ plan: null, word: 'NO DIFFERENCE', sentence: 'B (20) and A (10) cannot be told apart, to a bold eye.' });
  expect(weighSentence([null, null], 0).word).toBe('NO ANSWER');
});

test('chances, and how far the races are', () => {
  expect([0, 0.004, 0.24, 0.996, 1].map(percent)).toEqual(['0 %', '0.4 %', '24 %', '99.6 %', '100 %']);
  const verdict = { done: false, races_per_second: 5012, plans: [weighed([10], null)] } as unknown as PlanVerdict;
  expect(racesSentence(verdict, 'running', 10_000)).toBe('1,000 of 10,000 races, the same luck for each plan');
  expect(racesSentence({ ...verdict, done: true }, 'done', 10_000)).toBe('1,000 races, the same luck for each plan · 5,012 races a second');
  expect(racesSentence(verdict, 'stale', 10_000)).toBe('1,000 races of the plans and numbers before this change');
});

test('places are drawn as far as a plan gets, ten at least', () => {
  expect(placesShown([weighed([10], null), null])).toBe(10);
  expect(placesShown([{ ...weighed([10], null), position_counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 500, 0] }])).toBe(12);
  expect(placesShown([{ ...weighed([10], null), position_counts: [500, 500] }])).toBe(2);
});
