import { expect, test } from 'vitest';
import { chartOf } from '../../../main/trackside/sql/answer-chart.ts';
import { HeldAnswer } from '../../../main/trackside/sql/held-answer.ts';

function held(names: string[], rows: unknown[][]): HeldAnswer {
  const answer = new HeldAnswer(names);
  for (const row of rows) answer.add(row);
  return answer;
}

test('rows are read anywhere, in packed pages and in the one that fills', () => {
  const answer = held(['n', 'text'], Array.from({ length: 2500 }, (_, n) => [BigInt(n), `row ${n}`]));
  for (const from of [0, 999, 1000, 1998, 2499]) expect(answer.rows(from, 1)).toEqual([[from, `row ${from}`]]);
  expect(answer.rows(995, 10).map(([n]) => n)).toEqual(Array.from({ length: 10 }, (_, i) => 995 + i));
  expect(answer.rows(2490, 100)).toHaveLength(10);
  expect([...answer.all()].flat()).toHaveLength(2500);
});

test('a column is of the type of all its values', () => {
  const { columns } = held(['a', 'b', 'c', 'd', 'e'], [[1n, 1n, null, 1n, null], [2n, 0.5, 'x', 'two', null], [null, 3n, null, 2.5, null]]);
  expect(columns.map(({ type }) => type)).toEqual(['integer', 'number', 'text', 'text', 'none']);
});

test('between which numbers a column lies, infinities apart', () => {
  const answer = held(['a', 'b', 'c'], [[-3n, 0.5, null], [null, Infinity, null], [9_007_199_254_740_993n, -2, null]]);
  expect([0, 1, 2].map((c) => answer.extent(c))).toEqual([[-3, 9_007_199_254_740_992], [-2, 0.5], [0, 0]]);
  expect(chartOf(answer, { x: 1, ys: [0], split: null, parts: 100 })).toMatchObject({ from: -2, to: 0.5 });
  expect(chartOf(answer, { x: null, ys: [0], split: null, parts: 100 })).toMatchObject({ from: 1, to: 3 });
});

test('long texts lie apart, and come whole or cut as asked', () => {
  const long = 'é'.repeat(5000);
  const answer = held(['text'], [[long], ['short']]);
  expect(answer.rows(0, 1, 10)).toEqual([[`${'é'.repeat(10)}… (5000 characters)`]]);
  expect(answer.rows(0, 2)).toEqual([[long], ['short']]);
  expect(answer.rows(0, 1, 3000)).toEqual([[`${'é'.repeat(3000)}… (5000 characters)`]]);
});

test('one row past the limit is refused; names that repeat get a number', () => {
  expect(() => held(['text'], [['x'.repeat(65 * 2 ** 20)]])).toThrow(expect.objectContaining({ code: 'E_SQL_LIMIT' }));
  expect(held(['id', 'id', 'id_2', 'id'], []).distinctNames()).toEqual(['id', 'id_2', 'id_2_2', 'id_3']);
});

test('a chart keeps every spike of a hundred thousand rows', () => {
  const answer = held(['x', 'y'], Array.from({ length: 100_000 }, (_, n) => [BigInt(n), n === 77_777 ? 1000.5 : Math.sin(n / 500)]));
  const { lines, exact, from, to } = chartOf(answer, { x: 0, ys: [1], split: null, parts: 500 });
  expect([from, to, exact]).toEqual([0, 99_999, false]);
  expect(lines[0]!.xs.length).toBeLessThanOrEqual(1000);
  expect(Math.max(...lines[0]!.ys)).toBe(1000.5);
  expect(lines[0]!.xs).toEqual([...lines[0]!.xs].sort((a, b) => a - b));
  const close = chartOf(answer, { x: 0, ys: [1], split: null, parts: 500, from: 77_770, to: 77_780 });
  expect([close.exact, close.lines[0]!.xs]).toEqual([true, Array.from({ length: 11 }, (_, i) => 77_770 + i)]);
});

test('a chart has a line for each text, and tells texts along x by their names', () => {
  const answer = held(['car', 'lap', 'time'], [['car6', 1n, 81.5], ['car7', 1n, 82], ['car6', 2n, 81], ['car7', 2n, null]]);
  expect(chartOf(answer, { x: 1, ys: [2], split: 0, parts: 100 }).lines).toEqual([{ name: 'car6', xs: [1, 2], ys: [81.5, 81] }, { name: 'car7', xs: [1], ys: [82] }]);
  expect(chartOf(answer, { x: 0, ys: [1], split: null, parts: 100 }).labels).toEqual(['car6', 'car7']);
  expect(() => chartOf(answer, { x: null, ys: [0], split: null, parts: 100 })).toThrow('car holds no numbers');
  expect(() => chartOf(answer, { x: null, ys: [7], split: null, parts: 100 })).toThrow('no column 8');
});

test('lines beyond the most are counted', () => {
  const answer = held(['which', 'y'], Array.from({ length: 15 }, (_, n) => [`line ${n}`, BigInt(n)]));
  const { lines, left_out } = chartOf(answer, { x: null, ys: [1], split: 0, parts: 100 });
  expect([lines.length, left_out]).toEqual([12, 3]);
});
