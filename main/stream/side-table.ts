import type { Sqlite } from '../sqlite.ts';

/** Makes a table that files of before do not have. A reader cannot make it; one of its own stays empty. @param layout name and columns */
export function createOrLookInto(db: Sqlite, name: string, layout: string): void {
  const missing = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) === undefined;
  db.exec(`CREATE ${db.readonly && missing ? 'TEMP ' : ''}TABLE IF NOT EXISTS ${layout};`);
}
