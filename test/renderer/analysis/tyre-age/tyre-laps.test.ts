import { expect, test } from 'vitest';
import { tyreFits, tyreLaps } from '../../../../renderer/analysis/tyre-age/tyre-laps.ts';
import { madeRow } from '../made-lap.ts';

/** Two cars of different pace, 0.06 s a lap on soft and 0.02 on hard; an in lap, an out lap, one behind the safety car, one from the grid. */
const rows = [1, 2].flatMap((car) => [
  madeRow(`r/car${car}/000`, { lap_type: 'grid', lap_time: 99, tyre_age: 0 }),
  ...Array.from({ length: 8 }, (_, i) => madeRow(`r/car${car}/${i + 1}`, { lap_time: 80 + 3 * car + 0.06 * i, tyre_age: i, compound: 'soft' })),
  madeRow(`r/car${car}/9`, { lap_type: 'in', lap_time: 100, tyre_age: 8 }),
  madeRow(`r/car${car}/10`, { lap_type: 'out', lap_time: 104, tyre_age: 0, compound: 'hard' }),
  ...Array.from({ length: 6 }, (_, i) => madeRow(`r/car${car}/${i + 11}`, { lap_time: 81 + 3 * car + 0.02 * i + (i === 3 ? 20 : 0), tyre_age: i + 1, compound: 'hard' })),
  madeRow(`r/car${car}/17`, { lap_type: 'incomplete', lap_time: null, tyre_age: 7, compound: 'hard' }),
]);

test('in and out laps and slow ones are told apart and left out, those from the grid and unfinished ones are not there', () => {
  const laps = tyreLaps(rows, '', '');
  expect(laps).toHaveLength(2 * 16);
  expect(laps.filter(({ leftOut }) => leftOut !== null).map(({ row, leftOut }) => `${row.car} ${row.lap} ${leftOut}`)).toEqual(['car1 9 in', 'car1 10 out', 'car1 14 slow', 'car2 9 in', 'car2 10 out', 'car2 14 slow']);
  expect(tyreLaps(rows, 'car1', 'hard').map(({ row }) => row.lap)).toEqual([10, 11, 12, 13, 14, 15, 16]);
});

test('each compound has the slope that its laps were made with, however the cars differ', () => {
  for (const car of ['', 'car2']) {
    const fits = tyreFits(tyreLaps(rows, car, ''));
    expect(fits.map(({ compound, line, from, to }) => [compound, line!.slope, from, to])).toEqual([['soft', expect.closeTo(0.06, 9), 0, 7], ['hard', expect.closeTo(0.02, 9), 1, 6]]);
  }
});
