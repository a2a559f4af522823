import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for `work`, but no longer than `ms`. How it ended, if it did, is of no interest. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  const late = sleep(ms, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([work.catch(() => undefined), late]);
  patience.abort();
}
