import { MOST_LINES, type ChartParams, type SqlChart, type SqlValue } from '../../../common/sql-answer.ts';
import { LapwingError } from '../../../common/errors.ts';
import { ChartLine } from './chart-line.ts';
import type { HeldAnswer } from './held-answer.ts';

/** Texts along x that can be told apart. */
const MOST_LABELS = 500;

/**
 * Lines over every row of an answer, however many: of each part of the axis the least and the greatest value.
 * Throws LapwingError E_SQL_CHART when a column cannot be drawn.
 */
export function chartOf(answer: HeldAnswer, { x, ys, split, from, to, parts }: Omit<ChartParams, 'result'>): SqlChart {
  for (const column of [x, split, ...ys]) if (column !== null && column >= answer.columns.length) throw new LapwingError('E_SQL_CHART', `The answer has no column ${column + 1}.`);
  for (const y of ys) {
    const { name, type } = answer.columns[y]!;
    if (type === 'text' || type === 'none') throw new LapwingError('E_SQL_CHART', `${name} holds no numbers. Choose another column to draw.`);
  }
  const labels = x !== null && answer.columns[x]!.type === 'text' ? new Map<string, number>() : null;
  const place = placesAlong(x, labels);
  const [least, most] = x === null ? [Math.min(1, answer.count), answer.count] : labels ? labelled(answer, place, labels) : answer.extent(x);
  const [first, last] = [from ?? least, to ?? most];
  const lines = new Map<string, ChartLine>();
  let left_out = 0;
  const known = new Set<string>();
  let row = 0;
  for (const rows of answer.all()) {
    for (const cells of rows) {
      const at = place(cells, row++);
      if (at === null || at < first || at > last) continue;
      const which = split === null ? '' : String(cells[split] ?? 'null');
      for (const y of ys) {
        const value = numeric(cells[y]!);
        if (value === null) continue;
        const name = lineName(answer.columns[y]!.name, which, split !== null, ys.length);
        let line = lines.get(name);
        if (!line && lines.size < MOST_LINES) lines.set(name, (line = new ChartLine(first, last, parts)));
        if (line) line.add(at, value);
        else if (!known.has(name) && known.size < 10_000) {
          known.add(name);
          left_out++;
        }
      }
    }
  }
  const drawn = [...lines].map(([name, line]) => ({ name, ...line.points() }));
  return {
    labels: labels && [...labels.keys()],
    from: least,
    to: most,
    lines: drawn.map(({ name, xs, ys: values }) => ({ name, xs, ys: values })),
    left_out,
    exact: drawn.every(({ exact }) => exact),
  };
}

type PlaceOf = (cells: readonly SqlValue[], row: number) => number | null;

function placesAlong(x: number | null, labels: Map<string, number> | null): PlaceOf {
  if (x === null) return (_, row) => row + 1;
  if (!labels) return (cells) => numeric(cells[x]!);
  return (cells) => {
    const text = cells[x] === null ? 'null' : String(cells[x]);
    let at = labels.get(text);
    if (at === undefined) {
      if (labels.size >= MOST_LABELS) throw new LapwingError('E_SQL_CHART', `The column along x has more than ${MOST_LABELS} different texts. Choose one of numbers, or the number of the row.`);
      labels.set(text, (at = labels.size));
    }
    return at;
  };
}

/** Gives each text along x its place. */
function labelled(answer: HeldAnswer, place: PlaceOf, labels: ReadonlyMap<string, number>): [least: number, most: number] {
  for (const rows of answer.all()) for (const cells of rows) place(cells, 0);
  return [0, Math.max(0, labels.size - 1)];
}

/** Infinities have no place in a chart. */
function numeric(value: SqlValue): number | null {
  const number = typeof value === 'string' ? Number(value) : value;
  return number !== null && Number.isFinite(number) ? number : null;
}

function lineName(column: string, which: string, isSplit: boolean, columns: number): string {
  if (!isSplit) return column;
  return columns === 1 ? which : `${which} ${column}`;
}
