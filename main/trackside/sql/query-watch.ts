import { writeSync } from 'node:fs';
import { SQL_LIMITS } from './sql-limits.ts';
import { MEMORY_MARK } from './sql-messages.ts';

const STDERR = 2;

export interface Watched {
  /** One number: when the process is to end, by `steadyTime`; 0 while no query runs. */
  deadline: Float64Array;
}

/** ms by a clock that never jumps and that all threads share. */
export const steadyTime = (): number => Number(process.hrtime.bigint() / 1_000_000n);

/** Ends the process when it uses too much memory or is past its deadline. Runs in a thread of its own: a query blocks the other. */
export function watch({ deadline }: Watched): void {
  setInterval(() => {
    // Read once: the other thread may set it to 0 between two looks.
    const [until] = deadline;
    const late = until! > 0 && steadyTime() > until!;
    const large = process.memoryUsage.rss() > SQL_LIMITS.memory;
    if (large) writeSync(STDERR, `${MEMORY_MARK}\n`);
    if (late || large) process.kill(process.pid, 'SIGKILL');
  }, SQL_LIMITS.watch);
}
