import { expect, test } from 'vitest';
import { clampStop, firstPlans, oneStop, stints, stretched, withOneMoreStop, withoutStop } from '../../../renderer/strategy/plans.ts';

const COMPOUNDS = ['soft', 'medium', 'hard'];
const plan = { compounds: ['soft', 'medium', 'medium'], inlaps: [13, 35] };

test('it begins with 13 and 35 against 17 and 38', () => {
  expect(firstPlans(53, COMPOUNDS).map(({ inlaps }) => inlaps)).toEqual([[13, 35], [17, 38]]);
  expect(oneStop(53, COMPOUNDS)).toEqual({ compounds: ['medium', 'hard'], inlaps: [24] });
});

test.each([1, 2, 3, 4, 5, 10, 78, 500])('over %i laps the first plans can be driven', (laps) => {
  for (const { compounds, inlaps } of [...firstPlans(laps, COMPOUNDS), oneStop(laps, ['only'])]) {
    expect(compounds).toHaveLength(inlaps.length + 1);
    expect(inlaps.every((lap, i) => lap >= 1 && lap < laps && lap > (inlaps[i - 1] ?? 0))).toBe(true);
  }
});

test('another distance moves the stops along, the same distance changes nothing', () => {
  expect(stretched(plan, 53, 106).inlaps).toEqual([26, 70]);
  expect(stretched(plan, 53, 53)).toEqual(plan);
});

test('a dragged stop stays between its neighbours and before the last lap', () => {
  expect([-5, 12.4, 34, 35, 99].map((lap) => clampStop(plan, 0, lap, 53))).toEqual([1, 12, 34, 34, 34]);
  expect([2, 14, 53].map((lap) => clampStop(plan, 1, lap, 53))).toEqual([14, 14, 52]);
});

test('one more stop halves the longest stint on the same tyre', () => {
  expect(withOneMoreStop(plan, 53)).toEqual({ compounds: ['soft', 'medium', 'medium', 'medium'], inlaps: [13, 24, 35] });
  const short = { compounds: ['soft', 'hard'], inlaps: [1] };
  expect(withOneMoreStop(short, 2)).toBe(short);
});

test('without a stop the tyres before it stay on', () => {
  expect(withoutStop(plan, 0)).toEqual({ compounds: ['soft', 'medium'], inlaps: [35] });
});

test('stints are cut at the end of the race', () => {
  expect(stints(plan, 20)).toEqual([
    { compound: 'soft', start: 0, length: 13 },
    { compound: 'medium', start: 13, length: 7 },
    { compound: 'medium', start: 20, length: 0 },
  ]);
});
