import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { toErrorShape } from '../../common/errors.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../common/sql-answer.ts';
import { count } from '../format.ts';
import { Choice } from '../shell/Choice.tsx';
import { usePitWall } from '../state/context.ts';
import { AnswerChart } from './AnswerChart.tsx';
import { AnswerGrid, type GridHandle } from './AnswerGrid.tsx';
import { exportAnswer } from './export-file.ts';
import type { QuerySession } from './query-session.ts';

const FORMAT_WORDS: Readonly<Record<ExportFormat, readonly [word: string, says: string]>> = {
  csv: ['CSV', 'Text that a spreadsheet would run as a formula gets an apostrophe'],
  'csv-raw': ['CSV raw', 'As it is, formulas too: for programs, not for spreadsheets'],
  json: ['JSON', 'An array of objects'],
  parquet: ['Parquet', 'Typed columns, compressed'],
};

const VIEWS = [
  ['rows', 'Rows'],
  ['chart', 'Chart'],
] as const;

/** The answer, as rows or as a chart, and the ways out of here for it. */
export function AnswerPanel({ session }: { session: QuerySession }) {
  const pitWall = usePitWall();
  const grid = useRef<GridHandle | null>(null) as { current: GridHandle | null };
  const view = useSignal<(typeof VIEWS)[number][0]>('rows');
  const leaving = useSignal<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  const { value: answer } = session.answer;
  const { value: rows } = session.rows;

  const copy = async (): Promise<void> => {
    const said = await grid.current?.copy(true);
    if (said) pitWall.notices.answer(said.level, said.text);
  };
  const leave = async (format: ExportFormat): Promise<void> => {
    if (!answer) return;
    stop.current = new AbortController();
    const [word] = FORMAT_WORDS[format];
    leaving.value = `${word} …`;
    try {
      const bytes = await exportAnswer(pitWall.connection, answer.result, format, (so) => (leaving.value = `${word}, ${size(so)} …`), stop.current.signal);
      pitWall.notices.answer('info', `Exported ${count(answer.count)} ${answer.count === 1 ? 'row' : 'rows'} as ${word}, ${size(bytes)}.${answer.truncated ? ' There were more than can be held: ask for less at a time to get all.' : ''}`);
    } catch (error) {
      if (!stop.current.signal.aborted) pitWall.notices.answer('error', toErrorShape(error).message);
    } finally {
      leaving.value = null;
    }
  };

  const ready = answer?.complete === true && leaving.value === null;
  return (
    <section class="panel sql-answer" aria-label="Answer">
      <header class="panel-head">
        <Choice label="View" value={view.value} options={VIEWS} testid="sql-view" onChange={(next) => (view.value = next)} />
        {leaving.value !== null ? (
          <span class="push sql-out">
            <span class="muted">{leaving.value}</span>
            <button type="button" class="small" onClick={() => stop.current?.abort()}>
              Stop
            </button>
          </span>
        ) : (
          <span class="push sql-out">
            <button type="button" class="small" disabled={!answer || answer.count === 0 || view.value !== 'rows'} title="Selected cells, or all, with the names of the columns; Ctrl+C without" data-testid="sql-copy" onClick={() => void copy()}>
              Copy
            </button>
            {EXPORT_FORMATS.map((format) => (
              <button key={format} type="button" class="small" disabled={!ready} title={FORMAT_WORDS[format][1]} data-testid={`sql-export-${format}`} onClick={() => void leave(format)}>
                {FORMAT_WORDS[format][0]}
              </button>
            ))}
          </span>
        )}
      </header>
      {answer && rows ? (
        answer.count === 0 && answer.complete ? (
          <p class="empty" data-testid="sql-result" data-rows={0}>
            No row answers this question. A lap is stored once its car has crossed the line.
          </p>
        ) : view.value === 'rows' ? (
          <AnswerGrid key={rows.result} answer={answer} rows={rows} handle={grid} />
        ) : (
          <AnswerChart key={rows.result} answer={answer} rows={rows} />
        )
      ) : (
        <p class="empty">{session.failure.value ? 'No answer: see above.' : session.running.value !== null ? 'Waiting for the first rows …' : 'Press Run, or Ctrl+Enter.'}</p>
      )}
    </section>
  );
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
