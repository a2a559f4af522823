import { writeSync } from 'node:fs';
import { SQL_LIMITS } from './sql-limits.ts';
import { MEMORY_MARK } from './sql-messages.ts';

const STDERR = 2;

export interface Watched {
  /** One number: Unix time at which the process is to end, ms; 0 while no query runs. */
  deadline: Float64Array;
}

/** Ends the process when it uses too much memory or is past its deadline. Runs in a thread of its own: a query blocks the other. */
export function watch({ deadline }: Watched): void {
  setInterval(() => {
    // Read once: the other thread may set it to 0 between two looks.
    const [until] = deadline;
    const late = until! > 0 && Date.now() > until!;
    const large = process.memoryUsage.rss() > SQL_LIMITS.memory;
    if (large) writeSync(STDERR, `${MEMORY_MARK}\n`);
    if (late || large) process.kill(process.pid, 'SIGKILL');
  }, SQL_LIMITS.watch);
}
