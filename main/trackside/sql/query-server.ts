import { Worker } from 'node:worker_threads';
import { toErrorShape } from '../../../common/errors.ts';
import type { Watched } from './query-watch.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import type { FromSqlProcess, SqlRequest } from './sql-messages.ts';
import { Queries } from './sql-query.ts';

/** The main thread of the SQL process: one request at a time, one answer each. `entry` is the file of both threads. */
export function serveQueries(path: string, entry: string): void {
  const deadline = new Float64Array(new SharedArrayBuffer(8));
  const watched: Watched = { deadline };
  const queries = new Queries(path);
  let idle: NodeJS.Timeout | undefined;
  const watcher = new Worker(new URL(entry), { workerData: watched });
  const say = (message: FromSqlProcess): void => {
    process.send!(message);
  };
  process.on('disconnect', () => process.exit());
  process.on('message', (request: SqlRequest) => {
    deadline[0] = Date.now() + request.timeout * 1000 + SQL_LIMITS.grace;
    clearTimeout(idle);
    try {
      say({ type: 'result', result: queries.run(request) });
    } catch (error) {
      say({ type: 'error', error: toErrorShape(error) });
    }
    deadline[0] = 0;
    idle = setTimeout(() => queries.close(), SQL_LIMITS.idle);
  });
  watcher.once('online', () => say({ type: 'ready' }));
}
