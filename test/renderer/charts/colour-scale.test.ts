import { expect, test } from 'vitest';
import { pixelOf, scaleSteps, stepOf } from '../../../renderer/charts/colour-scale.ts';

test('colours become pixels, short ones too', () => {
  expect(pixelOf('#102030')).toBe(0xff302010);
  expect(pixelOf('#f80')).toBe(pixelOf('#ff8800'));
});

test('a scale goes evenly through its stops', () => {
  expect(scaleSteps(['#000000', '#0000ff', '#ffffff'], 5)).toEqual(['#000000', '#000080', '#0000ff', '#8080ff', '#ffffff']);
});

test('values have the step that they lie in; outside, and in a range of nothing, there is one too', () => {
  expect([0, 4.9, 5, 10, -3, 99].map((value) => stepOf(value, [0, 10], 2))).toEqual([0, 0, 1, 1, 0, 1]);
  expect(stepOf(7, [7, 7], 5)).toBe(2);
});
