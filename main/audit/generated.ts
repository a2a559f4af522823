import type { Sqlite } from '../sqlite.ts';

/** In the lap store's file, so that a stored race can be audited against what the simulator made. */
const LAYOUT = `
  CREATE TABLE IF NOT EXISTS generated (
    race TEXT NOT NULL, car TEXT NOT NULL, frames INTEGER NOT NULL, PRIMARY KEY (race, car)
  ) WITHOUT ROWID;`;

/** Keeps how many frames the simulator made of each car. Throws what SQLite throws. */
export function keepGenerated(db: Sqlite, race: string, frames: ReadonlyMap<string, number>): void {
  db.transaction(() => {
    db.exec(LAYOUT);
    const save = db.prepare('INSERT OR REPLACE INTO generated VALUES (?, ?, ?)');
    for (const [car, count] of frames) save.run(race, car, count);
  }).immediate();
}

/** By car; empty where the run was killed before it could say. */
export function readGenerated(db: Sqlite, race: string): Map<string, number> {
  const known = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'generated'`).get();
  if (!known) return new Map();
  const rows = db.prepare<[string], { car: string; frames: number }>('SELECT car, frames FROM generated WHERE race = ?').all(race);
  return new Map(rows.map(({ car, frames }) => [car, frames]));
}
