import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { toErrorShape } from '../../common/errors.ts';
import { MOST_YS, type SqlChart, type SqlState } from '../../common/sql-answer.ts';
import { followSize } from '../charts/size.ts';
import { theme, themeTurns } from '../charts/theme.ts';
import { count } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import type { AnswerRows } from './answer-rows.ts';
import { AnswerPlot, lineColour } from './answer-plot.ts';
import { guessedAxes, type ChartAxes } from './chart-axes.ts';
import { isNumeric } from './cell-text.ts';

const ROW_NUMBER = -1;

/** Any answer as a picture: what along x, what along y, and a line for each value of a text. */
export function AnswerChart({ answer, rows }: { answer: SqlState; rows: AnswerRows }) {
  const { connection } = usePitWall();
  const { columns, complete, result, count: total } = answer;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<AnswerPlot | null>(null);
  const axes = useSignal<ChartAxes | null>(guessedAxes(columns, rows.first(200)));
  const chart = useSignal<SqlChart | null>(null);
  const failure = useSignal<string | null>(null);
  const view = useSignal<readonly [number, number] | null>(null);
  const width = useSignal(0);
  const pointed = useSignal<readonly string[]>([]);
  const { value: chosen } = axes;

  useEffect(() => {
    const drawn = new AnswerPlot(place.current!, {
      zoomed: (from, to) => (view.value = [from, to]),
      whole: () => (view.value = null),
      pointed: (words) => (pointed.value = words),
    });
    plot.current = drawn;
    const end = followSize(place.current!, (wide, high) => {
      width.value = wide;
      drawn.resize(wide, high);
    });
    return () => {
      end();
      drawn.destroy();
    };
  }, []);

  const parts = Math.max(100, Math.min(4000, width.value));
  useEffect(() => {
    if (!chosen || width.value === 0) return undefined;
    let current = true;
    const draw = async (): Promise<void> => {
      const [from, to] = view.value ?? [];
      try {
        const next = await connection.request('sql.chart', { result, ...chosen, parts, ...(from !== undefined && to !== undefined && { from, to }) });
        if (!current) return;
        failure.value = null;
        chart.value = next;
        plot.current!.show(next, { axes: chosen, columns, view: view.value });
      } catch (error) {
        if (current) failure.value = toErrorShape(error).message;
      }
    };
    void draw();
    return () => {
      current = false;
    };
  }, [chosen, view.value, parts, complete, width.value === 0]);

  useEffect(() => plot.current!.repaint(), [themeTurns.value]);

  const choose = (change: Partial<ChartAxes>): void => {
    view.value = null;
    axes.value = { ...(axes.value ?? { x: null, ys: [], split: null }), ...change };
  };
  /** A column is not drawn along itself. */
  const along = (x: number): void => {
    const left = (axes.value?.ys ?? []).filter((y) => y !== x);
    const other = columns.findIndex(({ type }, c) => isNumeric(type) && c !== x);
    choose({ x: x === ROW_NUMBER ? null : x, ...(left.length > 0 ? { ys: left } : other >= 0 && { ys: [other] }) });
  };
  const numeric = columns.map((column, c) => ({ ...column, c })).filter(({ type, c }) => isNumeric(type) && c !== chosen?.x);
  return (
    <div class="answer-chart" data-testid="sql-chart" data-lines={chart.value?.lines.length ?? 0} data-points={chart.value?.lines.reduce((sum, { xs }) => sum + xs.length, 0) ?? 0}>
      <div class="answer-axes">
        <label>
          along x
          <select value={chosen?.x ?? ROW_NUMBER} data-testid="chart-x" onChange={({ currentTarget }) => along(Number(currentTarget.value))}>
            <option value={ROW_NUMBER}>number of the row</option>
            {columns.map(({ name }, c) => (
              <option key={c} value={c}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <span class="answer-ys" role="group" aria-label="along y">
          along y
          {numeric.map(({ name, c }) => {
            const on = chosen?.ys.includes(c) ?? false;
            const ys = chosen?.ys ?? [];
            return (
              <button key={c} type="button" class="small" aria-pressed={on} disabled={!on && ys.length >= MOST_YS} data-testid={`chart-y-${name}`} onClick={() => (on && ys.length === 1 ? undefined : choose({ ys: on ? ys.filter((y) => y !== c) : [...ys, c] }))}>
                {name}
              </button>
            );
          })}
        </span>
        <label>
          a line for each
          <select value={chosen?.split ?? ROW_NUMBER} data-testid="chart-split" onChange={({ currentTarget }) => choose({ split: Number(currentTarget.value) === ROW_NUMBER ? null : Number(currentTarget.value) })}>
            <option value={ROW_NUMBER}>–</option>
            {columns.map(({ name }, c) => (
              <option key={c} value={c}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {view.value && (
          <button type="button" class="small" data-testid="chart-whole" onClick={() => (view.value = null)}>
            Whole
          </button>
        )}
      </div>
      <div class="answer-legend" data-testid="chart-legend">
        {chart.value?.lines.map(({ name }, i) => (
          <span key={name}>
            <i class="swatch" style={{ background: lineColour(i, theme()) }} /> {name} <b>{pointed.value[i + 1] ?? ''}</b>
          </span>
        ))}
        <span class="push muted">
          {pointed.value[0]}
          {chart.value && chart.value.left_out > 0 ? ` ${count(chart.value.left_out)} more lines are left out` : ''}
          {chart.value && !chart.value.exact ? ` ${count(total)} rows: least and greatest of each pixel` : ''}
        </span>
      </div>
      {!chosen && <p class="empty">No column of this answer holds numbers.</p>}
      {failure.value && (
        <p class="bad sql-error" role="alert">
          {failure.value}
        </p>
      )}
      <div class="answer-plot" ref={place} title="Drag to look closer, double-click for all" />
    </div>
  );
}
