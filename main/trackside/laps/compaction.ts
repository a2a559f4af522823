import type { Sqlite } from '../../sqlite.ts';

/** Pages that are given back at once. */
const PAGES = 64;

/** Gives the room of what was deleted back to the disk, in short steps, for a file that was made so (`DurableOptions.shrinks`). */
export class Compaction {
  private readonly db: Sqlite;

  constructor(db: Sqlite) {
    this.db = db;
  }

  /** Files of older versions cannot: they have to be rewritten once. */
  get shrinks(): boolean {
    return this.db.pragma('auto_vacuum', { simple: true }) === 2;
  }

  /** For about so many ms. False when nothing is left to give back; then the file is as small as it gets. */
  step(ms: number): boolean {
    const { db } = this;
    const until = performance.now() + ms;
    do {
      if (db.pragma('freelist_count', { simple: true }) === 0) {
        db.pragma('wal_checkpoint(TRUNCATE)');
        return false;
      }
      db.pragma(`incremental_vacuum(${PAGES})`);
    } while (performance.now() < until);
    return true;
  }
}
