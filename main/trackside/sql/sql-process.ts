import { isMainThread, workerData } from 'node:worker_threads';
import { serveQueries } from './query-server.ts';
import { watch, type Watched } from './query-watch.ts';
import { serveTable } from './table-server.ts';

// One file for both threads and both tasks of the SQL process, so that a bundle needs one entry.
const [task, path, tables] = process.argv.slice(2);
const files = { path: path!, ...(tables !== undefined && { tables }) };
if (!isMainThread) watch(workerData as Watched);
else if (task === 'table') serveTable({ path: path!, tables: tables! }, import.meta.url);
else serveQueries(files, import.meta.url);
