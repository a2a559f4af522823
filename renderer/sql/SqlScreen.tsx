import { batch, signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SqlResult } from '../../common/contract.ts';
import { toErrorShape } from '../../common/errors.ts';
import type { ErrorShape } from '../../common/errors.ts';
import { Choice } from '../shell/Choice.tsx';
import { usePitWall } from '../state/context.ts';
import { EXAMPLES } from './examples.ts';
import { ResultTable } from './ResultTable.tsx';
import { SchemaHint } from './SchemaHint.tsx';

/** What was typed and answered last, and what still runs: the tab may be left and opened again meanwhile. */
let draft = EXAMPLES[0]![1];
/** When the query that runs was asked, as `performance.now()` counts; null when none does. */
const running = signal<number | null>(null);
const result = signal<SqlResult | null>(null);
const failure = signal<ErrorShape | null>(null);

/** Tab 5: questions to the stored laps. */
export function SqlScreen() {
  const pitWall = usePitWall();
  const { connection } = pitWall;
  const editor = useRef<HTMLTextAreaElement>(null);
  const timeout = useSignal(60);

  const run = async (): Promise<void> => {
    const sql = editor.current!.value.trim();
    if (running.value !== null || sql === '') return;
    running.value = performance.now();
    try {
      const answer = await connection.request('sql.run', { sql, timeout: timeout.value });
      batch(() => {
        result.value = answer;
        failure.value = null;
      });
    } catch (error) {
      batch(() => {
        result.value = null;
        failure.value = toErrorShape(error);
      });
    } finally {
      running.value = null;
    }
  };

  return (
    <div class="sql-screen">
      <section class="panel sql-question" aria-label="Question">
        <header class="panel-head">
          <h2>SQL</h2>
          <span class="muted">over the stored laps, read-only</span>
          <span class="examples">
            {EXAMPLES.map(([name, sql]) => (
              <button
                key={name}
                type="button"
                class="small"
                onClick={() => {
                  draft = editor.current!.value = sql;
                  editor.current!.focus();
                }}
              >
                {name}
              </button>
            ))}
          </span>
        </header>
        <textarea
          ref={editor}
          class="mono"
          aria-label="SQL"
          spellcheck={false}
          defaultValue={draft}
          data-testid="sql-editor"
          onInput={(event) => (draft = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            void run();
          }}
        />
        <div class="sql-bar">
          <button
            type="button"
            class="primary"
            disabled={running.value !== null || pitWall.host.value !== 'connected'}
            title="Ctrl+Enter or ⌘ Enter"
            data-testid="sql-run"
            onClick={() => void run()}
          >
            Run
          </button>
          <button
            type="button"
            disabled={running.value === null}
            data-testid="sql-cancel"
            onClick={() => void pitWall.attempt(connection.request('sql.cancel', {}))}
          >
            Cancel
          </button>
          <span class="muted">at most</span>
          <Choice
            label="Time limit"
            value={timeout.value}
            options={[
              [5, '5 s'],
              [15, '15 s'],
              [60, '60 s'],
            ]}
            onChange={(next) => (timeout.value = next)}
          />
          <span class="push" data-testid="sql-summary">
            {running.value !== null ? <Running since={running.value} /> : result.value ? summary(result.value) : ''}
          </span>
        </div>
        {failure.value && (
          <p class="bad sql-error" role="alert" data-testid="sql-error">
            <b>{failure.value.code}</b> {failure.value.message}
          </p>
        )}
      </section>
      <section class="panel sql-answer" aria-label="Answer">
        {result.value ? (
          <ResultTable result={result.value} />
        ) : (
          <p class="empty">{failure.value ? 'No answer: see above.' : 'Press Run, or Ctrl+Enter. The answer shows here.'}</p>
        )}
      </section>
      <SchemaHint />
    </div>
  );
}

/** Counts the seconds of a query. */
function Running({ since }: { since: number }) {
  const seconds = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => (seconds.value = (performance.now() - since) / 1000), 100);
    return () => clearInterval(timer);
  }, [since]);
  return <>Running, {seconds.value.toFixed(1)} s</>;
}

function summary({ rows, truncated, ms }: SqlResult): string {
  const counted = `${rows.length.toLocaleString('en-GB')} ${rows.length === 1 ? 'row' : 'rows'}`;
  const time = ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`;
  return `${counted}${truncated ? ', and more that are not shown' : ''} in ${time}`;
}
