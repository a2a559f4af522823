import type { Sqlite } from '../sqlite.ts';

/** Rows that go at once. */
const ROWS = 200;
/** In the factory's file: races of which what there is is to go. */
const LAYOUT = 'CREATE TABLE IF NOT EXISTS removal (race TEXT PRIMARY KEY) STRICT, WITHOUT ROWID';

/**
 * Takes races out of the factory's file, in short steps. The ledger stays: the factory still says that it had them, and drops what comes again.
 */
export class FactoryRemoval {
  private readonly db: Sqlite;
  private readonly next;
  private readonly some: (until: number) => boolean;

  constructor(db: Sqlite) {
    this.db = db;
    db.exec(LAYOUT);
    this.next = db.prepare<[], string>('SELECT race FROM removal').pluck();
    const frames = db.prepare(`DELETE FROM frame WHERE (race, car, incarnation, seq) IN (SELECT race, car, incarnation, seq FROM frame WHERE race = ? LIMIT ${ROWS})`);
    const documents = ['lap_document', 'lap_part'].map((table) => db.prepare(`DELETE FROM ${table} WHERE race = ?`));
    const done = db.prepare('DELETE FROM removal WHERE race = ?');
    this.some = db.transaction((until: number) => {
      do {
        const race = this.next.get();
        if (race === undefined) return false;
        if (frames.run(race).changes > 0) continue;
        for (const document of documents) document.run(race);
        done.run(race);
      } while (performance.now() < until);
      return true;
    }).immediate;
  }

  begin(race: string): void {
    this.db.prepare('INSERT OR IGNORE INTO removal VALUES (?)').run(race);
  }

  get pending(): boolean {
    return this.next.get() !== undefined;
  }

  /** Removes for about so many ms, and a little longer for the disk. False when nothing is left. Throws what SQLite throws. */
  step(ms: number): boolean {
    return this.some(performance.now() + ms);
  }
}
