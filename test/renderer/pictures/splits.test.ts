import { expect, test } from 'vitest';
import { splitsBetween } from '../../../renderer/pictures/splits.ts';

test('round numbers from one end to the other', () => {
  expect(splitsBetween(0, 10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(splitsBetween(-0.6, 2.6, 14)).toEqual([-0.5, 0, 0.5, 1, 1.5, 2, 2.5]);
  expect(splitsBetween(1203, 1391, 4)).toEqual([1250, 1300, 1350].filter((at) => at % 50 === 0));
});
