import type { Sqlite } from '../../sqlite.ts';

/** Races that are on their way out, or in: what there is of their laps is to go. In the lap store's file. */
export const REMOVAL_LAYOUT = 'CREATE TABLE removal (race_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;';

/** Tables beside the laps that are made when they are first needed. */
const LATER_TABLES: readonly [table: string, column: string][] = [
  ['lap_export', 'race'],
  ['generated', 'race'],
  ['declaration', 'race'],
  ['open_lap', 'race'],
  ['race_standings', 'race_id'],
  ['race_track', 'race_id'],
];

/**
 * Takes races out of a lap store, in steps that are short enough for a race that runs at the same time. The ledger stays: what comes
 * again of such a race is still dropped.
 */
export class RaceRemoval {
  private readonly db: Sqlite;
  private readonly nextLap;
  private readonly deleteLap;
  private readonly done;
  private readonly some: (until: number) => boolean;
  /** From now on the race is in no list, and stays out of them after a restart. */
  readonly begin: (race: string) => void;

  constructor(db: Sqlite) {
    this.db = db;
    this.nextLap = db.prepare<[], string>('SELECT lap.id FROM removal JOIN lap USING (race_id) LIMIT 1').pluck();
    this.deleteLap = db.prepare('DELETE FROM lap WHERE id = ?');
    this.done = db.prepare('DELETE FROM removal WHERE race_id NOT IN (SELECT race_id FROM lap)');
    this.some = db.transaction((until: number) => {
      do {
        const id = this.nextLap.get();
        if (id === undefined) {
          this.done.run();
          return false;
        }
        this.deleteLap.run(id);
      } while (performance.now() < until);
      return true;
    }).immediate;
    this.begin = db.transaction((race: string) => {
      db.prepare('INSERT OR IGNORE INTO removal VALUES (?)').run(race);
      for (const [table, column] of this.tables()) db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(race);
    }).immediate;
  }

  private tables(): [table: string, column: string][] {
    const there = this.db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
    const later = LATER_TABLES.filter(([table]) => there.get(table) !== undefined);
    return [['race', 'id'], ['entry', 'race_id'], ['race_event', 'race_id'], ['note', 'race_id'], ['pinned', 'race_id'], ['leaving', 'race_id'], ...later];
  }

  /** Whether there is something to remove: a removal may have been cut short. */
  get pending(): boolean {
    return this.db.prepare('SELECT 1 FROM removal').get() !== undefined;
  }

  /** Removes laps for about so many ms, and a little longer for the disk. False when none is left. Throws what SQLite throws. */
  step(ms: number): boolean {
    return this.some(performance.now() + ms);
  }
}
