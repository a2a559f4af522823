import { expect, test } from 'vitest';
import type { ColumnType, SqlColumn, SqlValue } from '../../../common/sql-answer.ts';
import { guessedAxes } from '../../../renderer/sql/chart-axes.ts';

const columns = (...types: [string, ColumnType][]): SqlColumn[] => types.map(([name, type]) => ({ name, type }));

test('laps of cars: a line for each car, not for each compound, however the columns lie', () => {
  const rows: SqlValue[][] = ['car4', 'car7', 'car12'].flatMap((car) => [1, 2, 3].map((lap) => [car, lap, 80 + lap, car === 'car7' ? 'soft' : 'hard']));
  const shown = columns(['car', 'text'], ['lap', 'integer'], ['lap_time', 'number'], ['compound', 'text']);
  expect(guessedAxes(shown, rows)).toEqual({ x: 1, ys: [2], split: 0 });
  const turned = rows.map((row) => row.toReversed());
  expect(guessedAxes(shown.toReversed(), turned)).toEqual({ x: 2, ys: [1], split: 3 });
});

test('samples of which the first rows know one car alone: a line for each car all the same', () => {
  const rows: SqlValue[][] = Array.from({ length: 200 }, (_, n) => [n / 2, 60, 'car4']);
  expect(guessedAxes(columns(['distance', 'number'], ['mps', 'number'], ['car', 'text']), rows)).toEqual({ x: 0, ys: [1], split: 2 });
});

test('of a race and a car that are alone in the first rows, the car', () => {
  const rows: SqlValue[][] = Array.from({ length: 200 }, (_, n) => ['race-1', 'car4', n * 10, 60]);
  expect(guessedAxes(columns(['race_id', 'text'], ['car', 'text'], ['metres', 'number'], ['mps', 'number']), rows)).toEqual({ x: 2, ys: [3], split: 1 });
});

test('one number for each text is drawn along the texts; nothing without numbers', () => {
  expect(guessedAxes(columns(['driver', 'text'], ['laps', 'integer']), [['Ada', 3], ['Bob', 5]])).toEqual({ x: 0, ys: [1], split: null });
  expect(guessedAxes(columns(['driver', 'text']), [['Ada']])).toBeNull();
});
