import { Worker } from 'node:worker_threads';
import { LapwingError, toErrorShape, type ErrorShape } from '../../../common/errors.ts';
import { AnswerExport } from './answer-export.ts';
import { chartOf } from './answer-chart.ts';
import { QueryRun } from './query-run.ts';
import { steadyTime, type Watched } from './query-watch.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import type { FromSqlProcess, SqlAsk, ToSqlProcess } from './sql-messages.ts';
import { Queries } from './sql-query.ts';
import type { SqlFiles } from './sql-connection.ts';
import { readCatalogue } from './store-catalogue.ts';

/** The main thread of the SQL process: holds one answer at a time, the last query's. `entry` is the file of both threads. */
export function serveQueries(files: SqlFiles, entry: string): void {
  const deadline = new Float64Array(new SharedArrayBuffer(8));
  const watched: Watched = { deadline };
  const watcher = new Worker(new URL(entry), { workerData: watched });
  const server = new QueryServer(files, (timeout) => (deadline[0] = timeout === null ? 0 : steadyTime() + timeout * 1000 + SQL_LIMITS.grace));
  process.on('disconnect', () => process.exit());
  process.on('message', (message: ToSqlProcess) => void server.hear(message));
  watcher.once('online', () => say({ type: 'ready' }));
}

function say(message: FromSqlProcess): void {
  // Nobody is there to be told that the other side has gone.
  if (process.connected) process.send!(message);
}

class QueryServer {
  private readonly files: SqlFiles;
  private readonly allow: (timeout: number | null) => void;
  private readonly queries: Queries;
  private idle: NodeJS.Timeout | undefined;
  private run: QueryRun | undefined;
  private leaving: AnswerExport | undefined;

  /** @param allow told how long the query that runs may take, s; null when none does */
  constructor(files: SqlFiles, allow: (timeout: number | null) => void) {
    this.files = files;
    this.queries = new Queries(files);
    this.allow = allow;
  }

  async hear(message: ToSqlProcess): Promise<void> {
    const { id } = message;
    try {
      if (message.type === 'run') await this.ask(message);
      else say({ type: 'answer', id, value: await this.answer(message) });
    } catch (error) {
      say({ type: 'failed', id, error: toErrorShape(error) });
    }
  }

  private async ask({ id, sql, timeout, max_rows, math }: Extract<ToSqlProcess, { type: 'run' }>): Promise<void> {
    this.run = this.leaving = undefined;
    clearTimeout(this.idle);
    this.allow(timeout);
    let error: ErrorShape | null = null;
    try {
      const run = (this.run = new QueryRun(this.queries.begin(sql, math), max_rows));
      await run.begin();
      say({ type: 'answer', id, value: run.state });
      await run.finish().catch((cause: unknown) => (error = toErrorShape(cause)));
    } finally {
      this.allow(null);
      this.idle = setTimeout(() => this.queries.close(), SQL_LIMITS.idle);
    }
    say({ type: 'ended', id, error });
  }

  private async answer(asked: SqlAsk): Promise<unknown> {
    if (asked.type === 'catalogue') return readCatalogue(this.files);
    const { run } = this;
    if (!run) throw new LapwingError('E_SQL_RESULT', 'This answer is not held any more. Run the query again.');
    if (asked.type === 'rows') return { ...run.state, rows: run.answer.rows(asked.from, asked.count, asked.max_cell) };
    if (asked.type === 'chart') return chartOf(run.answer, asked.chart);
    if (!run.complete) throw new LapwingError('E_SQL_EXPORT', 'The query is still running. Export its answer when it has ended.');
    if (asked.part === 0) this.leaving = await AnswerExport.begin(run.answer, asked.format);
    if (this.leaving?.format !== asked.format) throw new LapwingError('E_SQL_EXPORT', 'The export was begun anew elsewhere. Begin it again.');
    return this.leaving.part(asked.part);
  }
}
