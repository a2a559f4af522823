import { expect, test } from 'vitest';
import { apart } from '../../../renderer/strategy/apart.ts';

test('labels are moved apart, in their order, and stay within', () => {
  expect(apart([50, 10, 52], 15, 0, 100)).toEqual([50, 10, 65]);
  expect(apart([98, 99, 100], 15, 0, 100)).toEqual([70, 85, 100]);
});
