import type { RaceAudit } from '../../common/audit.ts';
import { dataFiles } from '../installation.ts';
import type { Sqlite } from '../sqlite.ts';
import { balance, type RaceBooks } from './balance.ts';
import { readHeld, readShelves, type Book } from './books.ts';
import { readGenerated } from './generated.ts';
import type { Held, Shelf } from './lane-audit.ts';
import { lookInto } from './read-only.ts';

export function raceState(laps: Sqlite, race_id: string): RaceAudit['state'] {
  return laps.prepare<[string], NonNullable<RaceAudit['state']>>('SELECT state FROM race WHERE id = ?').pluck().get(race_id) ?? null;
}

/**
 * The books of a race, from the files of a data folder on which nothing runs; undefined where none of them knows the race.
 * @throws LapwingError E_IN_USE while a workstation runs on the folder, E_DB_CORRUPT
 */
export function auditFiles(dataDir: string, race_id: string): RaceAudit | undefined {
  const files = dataFiles(dataDir);
  const shelves = lookInto<Book<Shelf>>(files.edge, new Map(), (db) => readShelves(db, race_id));
  const factory = lookInto<Book<Held>>(files.factory, new Map(), (db) => readHeld(db, race_id));
  const nothing = { trackside: new Map(), generated: new Map(), state: null };
  const stored = lookInto<Pick<RaceBooks, 'trackside' | 'generated' | 'state'>>(files.laps, nothing, (db) => ({
    trackside: readHeld(db, race_id),
    generated: readGenerated(db, race_id),
    state: raceState(db, race_id),
  }));
  return balance({ race_id, live: false, unbuffered: new Map(), shelves, factory, ...stored });
}
