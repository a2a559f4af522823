import { describe, expect, test } from 'vitest';
import { along, crossing, evenPlaces } from '../../../main/trackside/laps/along.ts';

const line = (...points: [number, number][]): ReturnType<typeof along> => along(Float64Array.from(points, ([x]) => x), Float64Array.from(points, ([, y]) => y));

describe('along a way', () => {
  test('a value is read straight between neighbours, at the ends and where two lie on one place', () => {
    const way = line([0, 10], [2, 20], [2, 30], [5, 60]);
    expect([0, 1, 2, 3.5, 5].map((x) => crossing(way, x)?.value)).toEqual([10, 15, 20, 45, 60]);
    expect([-0.1, 5.1].map((x) => crossing(way, x))).toEqual([undefined, undefined]);
    expect(crossing(line([3, 7]), 3)?.value).toBe(7);
    expect(crossing(line(), 3)).toBeUndefined();
  });

  test('the first time counts where a car rolls back', () => {
    expect(crossing(line([0, 0], [4, 4], [1, 7], [6, 12]), 3)?.value).toBe(3);
  });

  test('places that are not known are left out', () => {
    expect(crossing(line([0, 0], [NaN, 99], [2, 4]), 1)?.value).toBe(2);
  });

  test('multiples of a step from end to end, without binary noise', () => {
    expect(evenPlaces(line([0.1, 0], [0.7, 0]), 0.1)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    expect(evenPlaces(line([0.9, 0], [2.5, 0]), 0.4)).toEqual([1.2, 1.6, 2, 2.4]);
    expect(evenPlaces(line([-7, 0], [12, 0], [3, 0]), 5)).toEqual([-5, 0, 5, 10]);
    expect(evenPlaces(line(), 5)).toEqual([]);
    expect(() => evenPlaces(line([0, 0], [1e9, 0]), 1)).toThrow('1000000 are the most');
  });
});
