import { expect, it } from 'vitest';
import { PassingTimes } from '../../../sim/control/passing-times.ts';

const LENGTH = 1000.1;

/** Car 0 drives at 50 m/s from race time 10 on, up to `way` m. */
function driven(way: number): PassingTimes {
  const times = new PassingTimes(LENGTH, 2, 5);
  for (let lap = 1; (lap - 1) * LENGTH <= way; lap++) {
    for (let mark = 0; times.markAt(mark) < LENGTH - 1; mark++) {
      const at = (lap - 1) * LENGTH + times.markAt(mark);
      if (at <= way) times.note(0, lap, mark, 10 + at / 50);
    }
  }
  return times;
}

it('tells when a car was anywhere behind it, laps back included', () => {
  const times = driven(2500);
  for (const way of [0, 13, 999, 1000.1, 1777, 2499]) {
    const lap = Math.floor(way / LENGTH) + 1;
    expect(times.at(0, lap, way - (lap - 1) * LENGTH, 3, 2500 - 2 * LENGTH, 60)).toBeCloseTo(10 + way / 50, 9);
  }
});

it('knows nothing of places a car has not been to', () => {
  const times = driven(500);
  expect(times.at(0, 1, 501, 1, 500, 20)).toBeNaN();
  expect(times.at(0, 0, 900, 1, 500, 20)).toBeNaN();
  expect(times.at(1, 1, 0, 1, 0, 20)).toBeNaN();
});

it('takes the end of one lap for the beginning of the next', () => {
  const times = driven(3 * LENGTH + 1);
  expect(times.at(0, 4, 0, 3, LENGTH, 80)).toBeCloseTo(10 + (3 * LENGTH) / 50, 9);
});

it('keeps the line of every lap and the way between only of the last ones, in memory that does not grow', () => {
  const times = new PassingTimes(LENGTH, 1, 60);
  for (let lap = 1; lap <= 60; lap++) {
    for (let mark = 0; times.markAt(mark) < LENGTH - 1; mark++) {
      // Twice as slow over the second half of each lap.
      const share = times.markAt(mark) / LENGTH;
      times.note(0, lap, mark, 30 * (lap - 1) + (share < 0.5 ? 20 * share : 10 + 40 * (share - 0.5)));
    }
  }
  expect(times.at(0, 58, LENGTH / 4, 60, 900, 1800)).toBeCloseTo(30 * 57 + 5, 6);
  expect(times.at(0, 3, 0, 60, 900, 1800)).toBe(60);
  expect(times.at(0, 3, LENGTH / 4, 60, 900, 1800)).toBeCloseTo(60 + 30 / 4, 6);
});
