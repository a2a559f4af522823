import { expect, test } from 'vitest';
import { gridOf, hasSample, isRecord, recordsIn, samplesIn, sieveOf } from '../../common/sample-grid.ts';

test('the grid is the coarsest that holds every rate', () => {
  expect(gridOf([100, 10, 20, 50])).toEqual({ interval: 0.01, strides: [1, 10, 5, 2] });
  expect(gridOf([20, 50])).toEqual({ interval: 0.01, strides: [5, 2] });
  expect(gridOf([12.5, 12.5])).toEqual({ interval: 0.08, strides: [1, 1] });
  expect(gridOf([])).toEqual({ interval: 1, strides: [] });
});

test('rates without a grid are refused', () => {
  expect(() => gridOf([100, 0.5])).toThrow('0.5 samples a second does not fit');
  expect(() => gridOf([99_991, 99_989])).toThrow(RangeError);
  expect(() => gridOf(Array.from({ length: 60 }, (_, i) => i + 1))).toThrow('more than 50 different rates');
});

test('samples and records are counted as they come', () => {
  for (const strides of [[1, 5], [2, 5, 10], [4], [6, 4, 12]]) {
    const sieve = sieveOf(strides);
    for (const first of [0, 1, 4, 5, 13]) {
      for (const count of [0, 1, 7, 40]) {
        const instants = Array.from({ length: count }, (_, i) => first + i);
        for (const stride of strides) expect(samplesIn(stride, first, count)).toBe(instants.filter((instant) => hasSample(stride, instant)).length);
        const records = instants.filter((instant) => strides.some((stride) => hasSample(stride, instant)));
        expect(recordsIn(sieve, first, count)).toBe(records.length);
        expect(instants.filter((instant) => isRecord(sieve, instant))).toEqual(records);
      }
    }
  }
});
