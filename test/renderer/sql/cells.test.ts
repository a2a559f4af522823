import { expect, test } from 'vitest';
import { holds, moved, spanOf } from '../../../renderer/sql/cell-range.ts';
import { cellText, clipboardText, columnWidths, isCut } from '../../../renderer/sql/cell-text.ts';
import { cutText } from '../../../common/sql-answer.ts';
import { guessedAxes } from '../../../renderer/sql/chart-axes.ts';
import { queryTime } from '../../../renderer/sql/query-time.ts';
import { written } from '../../../renderer/sql/sql-language.ts';

const EXTENT = { rows: 100, columns: 4, page: 10 };

test('keys lead from cell to cell and stop at the edges', () => {
  const at = (key: string, whole = false) => moved({ row: 5, column: 1 }, key, whole, EXTENT);
  expect([at('ArrowUp'), at('PageUp'), at('End'), at('End', true), at('Home', true), at('ArrowDown', true), at('x')]).toEqual([
    { row: 4, column: 1 }, { row: 0, column: 1 }, { row: 5, column: 3 }, { row: 99, column: 3 }, { row: 0, column: 0 }, { row: 99, column: 1 }, null,
  ]);
});

test('a range holds what lies between its ends, whichever came first', () => {
  const span = spanOf({ anchor: { row: 7, column: 3 }, head: { row: 5, column: 1 } });
  expect([holds(span, 5, 1), holds(span, 6, 2), holds(span, 7, 3), holds(span, 8, 2), holds(span, 6, 0), holds(null, 6, 2)]).toEqual([true, true, true, false, false, false]);
});

test('a cell shows what cannot be seen, in one line', () => {
  expect(cellText('a\u202Eb\u0000c\nd\te')).toBe('a\\u202eb\\u0000c⏎d⇥e');
  expect(cellText('x'.repeat(300))).toBe(`${'x'.repeat(200)} …`);
});

test('what is copied keeps its cells apart', () => {
  expect(clipboardText([[1, 'a\tb'], [null, 'say "x"']])).toBe('1\t"a\tb"\n\t"say ""x"""');
});

test('a text of which only the beginning came is known', () => {
  expect([cutText('abcdef', 3, 6), 'whole …', 12, null].map(isCut)).toEqual([true, false, false, false]);
});

test('the time of a query has as many digits as it is worth', () => {
  expect([0, 0.14, 9.96, 30.4, 999.6, 1234].map(queryTime)).toEqual(['less than 0.1 ms', '0.1 ms', '10.0 ms', '30 ms', '1000 ms', '1.23 s']);
});

test('a column gets wider for what comes, never narrower', () => {
  const columns = [{ name: 'a', type: 'text' as const }];
  const [first] = columnWidths(columns, [['x'.repeat(20)]]);
  const [wider] = columnWidths(columns, [['x'.repeat(30)]], [first!]);
  expect(wider).toBeGreaterThan(first!);
  expect(columnWidths(columns, [['x']], [wider!])).toEqual([wider]);
});

test('names are quoted where they must be', () => {
  expect(['lap', 'mass, kg', 'a"b', '1st'].map(written)).toEqual(['lap', '"mass, kg"', '"a""b"', '"1st"']);
});

test('a chart begins with what is measured along something, a line for each car', () => {
  const of = (...names: string[]) => names.map((name) => ({ name, type: ['car', 'race_id'].includes(name) ? ('text' as const) : ('number' as const) }));
  expect(guessedAxes(of('car', 'lap', 'lap_time'), [['car6', 1, 80], ['car7', 1, 81]])).toEqual({ x: 1, ys: [2], split: 0 });
  expect(guessedAxes(of('race_id', 'car', 'mps', 'kmh'), [['r', 'car6', 1, 2]])).toEqual({ x: 1, ys: [2, 3], split: null });
  expect(guessedAxes(of('metres', 'speed', 'throttle'), [[0, 1, 2]])).toEqual({ x: 0, ys: [1, 2], split: null });
  expect(guessedAxes(of('mps'), [[3]])).toEqual({ x: null, ys: [0], split: null });
  expect(guessedAxes(of('car'), [['car6']])).toBe(null);
});
