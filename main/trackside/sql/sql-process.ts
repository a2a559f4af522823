import { isMainThread, workerData } from 'node:worker_threads';
import { serveQueries } from './query-server.ts';
import { watch, type Watched } from './query-watch.ts';

// One file for both threads of the SQL process, so that a bundle needs one entry.
if (isMainThread) serveQueries(process.argv[2]!, import.meta.url);
else watch(workerData as Watched);
