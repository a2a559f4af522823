import { count, startTime } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { EXAMPLES } from './examples.ts';
import type { QuerySession } from './query-session.ts';
import { queryTime } from './query-time.ts';

interface QueryListsProps {
  session: QuerySession;
  list: 'saved' | 'history';
  /** Puts a query into the editor. */
  open(sql: string): void;
}

/** Queries that were saved, examples, and what was asked: the same in every window of the workstation. */
export function QueryLists({ session, list, open }: QueryListsProps) {
  const { connection, attempt } = useQueries();
  const book = session.book.value ?? { saved: [], history: [] };
  if (list === 'saved') {
    return (
      <div class="scroll sql-list" data-testid="sql-saved">
        <h3>Saved</h3>
        {book.saved.length === 0 && <p class="muted">None yet: Save… keeps what is in the editor under a name.</p>}
        {book.saved.map(({ name, sql }) => (
          <Entry key={name} title={name} sql={sql} open={open}>
            <button type="button" class="small" aria-label={`Remove ${name}`} title="Remove" onClick={() => attempt(connection.request('queries.remove', { name }))}>
              ✕
            </button>
          </Entry>
        ))}
        <h3>Examples</h3>
        {EXAMPLES.map(([name, sql]) => (
          <Entry key={name} title={name} sql={sql} open={open} />
        ))}
      </div>
    );
  }
  return (
    <div class="scroll sql-list" data-testid="sql-history">
      {book.history.length === 0 && <p class="muted">Nothing has been asked yet.</p>}
      {book.history.length > 0 && (
        <h3>
          Newest first
          <button type="button" class="small push" data-testid="sql-forget" onClick={() => attempt(connection.request('queries.forget', {}))}>
            Clear
          </button>
        </h3>
      )}
      {book.history.map(({ sql, at, ms, rows, error }) => (
        <Entry key={sql} title={sql.trim().replace(/\s+/g, ' ')} sql={sql} open={open} mono>
          <small class={error ? 'bad' : ''}>
            {startTime(at)} · {error ?? `${rows === null ? 'no rows read' : `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`}${ms === null ? '' : ` in ${queryTime(ms)}`}`}
          </small>
        </Entry>
      ))}
    </div>
  );
}

function useQueries() {
  const pitWall = usePitWall();
  return { connection: pitWall.connection, attempt: (asking: Promise<unknown>) => void pitWall.attempt(asking) };
}

interface EntryProps {
  title: string;
  sql: string;
  mono?: boolean;
  open(sql: string): void;
  children?: preact.ComponentChildren;
}

function Entry({ title, sql, mono, open, children }: EntryProps) {
  return (
    <div class={mono ? 'entry mono' : 'entry'}>
      <button type="button" class="entry-open" title={sql.slice(0, 1000)} onClick={() => open(sql)}>
        {title}
      </button>
      {children}
    </div>
  );
}
