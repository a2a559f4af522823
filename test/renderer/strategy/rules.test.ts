import { expect, test } from 'vitest';
import { firstRules, setsLeft } from '../../../renderer/strategy/rules.ts';

test('sets that a plan leaves, and those that it is short of', () => {
  const { sets } = firstRules(['soft', 'medium', 'hard']);
  expect(setsLeft({ compounds: ['soft', 'medium', 'medium'], inlaps: [13, 35] }, sets!)).toEqual([['soft', 1], ['medium', 0], ['hard', 2]]);
  expect(setsLeft({ compounds: ['soft', 'soft', 'soft'], inlaps: [13, 35] }, { soft: 2 })).toEqual([['soft', -1]]);
});
