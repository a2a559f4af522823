import type { EdgeStore } from './edge-recovery.ts';

/** Removes segments whose frames are all confirmed, at most so many. Throws what SQLite and the system throw. */
export function letGo({ file, log, lanes }: EdgeStore, most: number): void {
  const confirmed = log.confirmedSegments();
  // A number is given out again by nobody, once the database knows it.
  if (confirmed.length > 0) file.save(lanes.values());
  log.remove(confirmed.slice(0, most));
}

/** Nothing of a buffer that is empty need be read at the next start. */
export function leaveClean({ file, log, lanes }: EdgeStore): void {
  try {
    file.save(lanes.values());
    log.remove(log.confirmedSegments());
  } catch {
    // It is all there still, and is looked at then.
  }
}
