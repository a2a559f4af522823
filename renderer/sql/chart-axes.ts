import type { SqlColumn, SqlValue } from '../../common/sql-answer.ts';
import { MOST_LINES, MOST_YS } from '../../common/sql-answer.ts';
import { isNumeric } from './cell-text.ts';

/** Names of what lines belong to, the likeliest first: the first rows may know of one alone. */
const WHOSE = ['car', 'driver', 'channel', 'team', 'compound', 'race_id'];

/** Columns by their place; `x` null is the number of the row. */
export interface ChartAxes {
  x: number | null;
  ys: number[];
  split: number | null;
}

/** Names of what things are measured along. */
const ALONG = /^(?:lap|first_lap|n|stint|metres|distance|racetime|time|timestamp|seconds?|gear|from|started|row|x)$/i;

/** What a chart of an answer begins with, after the types of its columns and its first rows; null where nothing can be drawn. */
export function guessedAxes(columns: readonly SqlColumn[], rows: readonly (readonly SqlValue[])[]): ChartAxes | null {
  const all = columns.map((_, c) => c);
  const numeric = all.filter((c) => isNumeric(columns[c]!.type));
  const texts = all.filter((c) => columns[c]!.type === 'text');
  if (numeric.length === 0) return null;
  const along = numeric.length > 1 ? (numeric.find((c) => ALONG.test(columns[c]!.name)) ?? (numeric[0] === 0 ? 0 : undefined)) : undefined;
  const x = along ?? texts.findLast((c) => c < numeric[0]!) ?? null;
  const ys = numeric.filter((c) => c !== x).slice(0, along === undefined || texts.length === 0 ? MOST_YS : 1);
  const few = texts.filter((c) => isFew(rows.map((row) => row[c])));
  const split = along === undefined ? undefined : (fewestRepeats(few, along, rows) ?? whose(texts, columns));
  return { x, ys: ys.slice(0, 3), split: split ?? null };
}

function isFew(values: readonly unknown[]): boolean {
  const different = new Set(values).size;
  return different > 1 && different <= MOST_LINES;
}

/** The column whose lines come past a place along x as seldom twice as can be: of cars and compounds, the cars. */
function fewestRepeats(candidates: readonly number[], x: number, rows: readonly (readonly SqlValue[])[]): number | undefined {
  const places = candidates.map((c) => new Set(rows.map((row) => JSON.stringify([row[x], row[c]]))).size);
  return candidates[places.lastIndexOf(Math.max(...places))];
}

function whose(candidates: readonly number[], columns: readonly SqlColumn[]): number | undefined {
  const named = new Map(candidates.map((c) => [columns[c]!.name.toLowerCase(), c]));
  return WHOSE.map((name) => named.get(name)).find((c) => c !== undefined);
}
