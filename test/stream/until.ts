import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that another part of the program brings about. Rejects, naming it, when it does not come. */
export async function until(what: string, holds: () => boolean, patience = 30_000): Promise<void> {
  const end = Date.now() + patience;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain for: ${what}`);
    await sleep(5);
  }
}
