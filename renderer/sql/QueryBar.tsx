import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TextPlace } from '../../common/errors.ts';
import type { SqlState } from '../../common/sql-answer.ts';
import { LONGEST_QUERY_NAME } from '../../common/query-book.ts';
import { count } from '../format.ts';
import { Choice } from '../shell/Choice.tsx';
import { usePitWall } from '../state/context.ts';
import type { QuerySession } from './query-session.ts';
import { queryTime } from './query-time.ts';

const MORE_TIME = 120;

/** Run, cancel, save; how long it took and how much came; what went wrong. */
export function QueryBar({ session, goTo }: { session: QuerySession; goTo: (spot: TextPlace) => void }) {
  const pitWall = usePitWall();
  const { connection } = pitWall;
  const { value: running } = session.running;
  const { value: failure } = session.failure;
  const { value: answer } = session.answer;
  const naming = useSignal<string | null>(null);
  const save = async (): Promise<void> => {
    const name = naming.value?.trim() ?? '';
    const sql = session.draft.value?.trim() ?? '';
    if (name === '' || sql === '') return;
    const saved = await pitWall.attempt(connection.request('queries.save', { name, sql }));
    if (saved === undefined) return;
    naming.value = null;
    pitWall.notices.answer('info', `Saved as “${name}”: it is under Saved in every window.`);
  };
  return (
    <>
      <div class="sql-bar">
        <button type="button" class="primary" disabled={running !== null || pitWall.host.value !== 'connected'} title="Ctrl+Enter or ⌘ Enter" data-testid="sql-run" onClick={() => void session.run()}>
          Run
        </button>
        <button type="button" disabled={running === null} data-testid="sql-cancel" onClick={() => void pitWall.attempt(session.cancel())}>
          Cancel
        </button>
        <span class="muted">at most</span>
        <Choice
          label="Time limit"
          value={session.timeout.value}
          options={[
            [5, '5 s'],
            [30, '30 s'],
            [MORE_TIME, '2 min'],
          ]}
          testid="sql-timeout"
          onChange={(next) => (session.timeout.value = next)}
        />
        {naming.value === null ? (
          <button type="button" data-testid="sql-save" onClick={() => (naming.value = '')}>
            Save…
          </button>
        ) : (
          <form
            class="sql-name"
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <input
              aria-label="Name of the query"
              placeholder="Name of the query"
              data-testid="sql-name"
              maxLength={LONGEST_QUERY_NAME}
              value={naming.value}
              ref={(input) => input?.focus()}
              onInput={(event) => (naming.value = event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') naming.value = null;
              }}
            />
            <button type="submit" disabled={naming.value.trim() === ''}>
              Save
            </button>
          </form>
        )}
        <span class="push" data-testid="sql-summary" data-complete={running === null && answer !== null} data-result={answer?.result}>
          {running !== null ? <Running since={running} answer={answer?.complete ? null : answer} /> : answer ? summary(answer) : ''}
        </span>
      </div>
      {failure && (
        <p class="bad sql-error" role="alert" data-testid="sql-error">
          <b>{failure.code}</b> {failure.message}{' '}
          {failure.place && (
            <button type="button" class="small" data-testid="sql-go-to" onClick={() => goTo(failure.place!)}>
              Show
            </button>
          )}
          {failure.code === 'E_SQL_TIMEOUT' && session.timeout.value < MORE_TIME && (
            <button
              type="button"
              class="small"
              onClick={() => {
                session.timeout.value = MORE_TIME;
                void session.run();
              }}
            >
              Run with 2 min
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** Counts the seconds of a query. */
function Running({ since, answer }: { since: number; answer: SqlState | null }) {
  const seconds = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => (seconds.value = (performance.now() - since) / 1000), 100);
    return () => clearInterval(timer);
  }, [since]);
  const rows = answer && answer.count > 0 ? ` · ${count(answer.count)} rows so far` : '';
  return (
    <>
      Running, {seconds.value.toFixed(1)} s{rows}
    </>
  );
}

function summary({ count: rows, truncated, ms }: SqlState): string {
  return `${count(rows)} ${rows === 1 ? 'row' : 'rows'}${truncated ? ', and more than can be held' : ''} in ${queryTime(ms)}`;
}
