import { expect, test } from 'vitest';
import type { Comparison, PlanResult } from '../../../common/strategy.ts';
import { faultOf, gapSentence, raceClock, signed, verdictOf } from '../../../renderer/strategy/words.ts';

function driven(inlaps: number[], race_time_s: number, gap_s: number[]): PlanResult {
  return { compounds: [], inlaps, race_time_s, lap_times_s: [], gap_s, waits_s: 0 };
}

const a = driven([13, 35], 4326.4, [0, 0, 0, 0]);
const b = driven([17, 38], 4324, [-1, 3, 1, -2.4]);
const c = driven([], 4331, [2, 2, 2, 4.6]);

const comparison = (best: number, ...plans: PlanResult[]): Comparison => ({ plans, best });

test('the winner, by how much, and from where on', () => {
  expect(verdictOf(comparison(1, a, b))).toEqual({
    plan: 1,
    word: 'PLAN B',
    sentence: 'Plan B (17 · 38) beats A by 2.4 s in free air.',
    reason: 'It is ahead of A for good from lap 4.',
  });
  expect(verdictOf(comparison(1, a, b, c)).sentence).toBe('Plan B (17 · 38) beats A by 2.4 s and C by 7.0 s in free air.');
  expect(verdictOf(comparison(0, a, c))).toMatchObject({ sentence: 'Plan A (13 · 35) beats B by 4.6 s in free air.', reason: 'It is ahead of B for good from lap 1.' });
});

test('nothing between two plans', () => {
  const same = driven([], 4326.43, [0, 0, 0, 0.03]);
  expect(verdictOf(comparison(0, a, same))).toMatchObject({
    plan: null,
    sentence: 'Plans A (13 · 35) and B (no stop) take the same time in free air.',
  });
});

test('the gap after a lap and at the flag', () => {
  const both = comparison(1, a, b, c);
  expect(gapSentence(both, 2)).toBe('After lap 2: B 3.0 s behind A, C 2.0 s behind A.');
  expect(gapSentence(both, null)).toBe('At the flag: B 2.4 s ahead of A, C 4.6 s behind A.');
  expect(gapSentence(both, 0)).toBe('At the start all are level.');
});

test('the engine names the field, the screen the stop', () => {
  expect(faultOf(new Error('plans[1].inlaps[0]: lap 60 is not between 1 and 53'))).toEqual({ plan: 1, line: 'Stop 1: lap 60 is not between 1 and 53' });
  expect(faultOf(new Error('plans[0].compounds[2]: unknown compound "x"'))).toEqual({ plan: 0, line: 'Stint 3: unknown compound "x"' });
  expect(faultOf(new Error('plans[2].compounds: 1 compound for 1 stop'))).toEqual({ plan: 2, line: '1 compound for 1 stop' });
  expect(faultOf('no answer')).toEqual({ plan: null, line: 'no answer' });
});

test('figures', () => {
  expect([4324.3184, 59.9996, 3600].map(raceClock)).toEqual(['1:12:04.318', '0:01:00.000', '1:00:00.000']);
  expect([2.44, -0.31, 0, -0.01, 0.04].map((value) => signed(value))).toEqual(['+2.4', '−0.3', '0.0', '0.0', '0.0']);
});
