import { readFileSync } from 'node:fs';
import { LapwingError } from '../../common/errors.ts';
import type { Packed } from '../../common/store-view.ts';
import type { Sqlite } from '../sqlite.ts';
import { LapNotes } from '../trackside/laps/lap-notes.ts';
import { KIND, PackWriter } from './pack-file.ts';
import type { PackedBooks, PackedRace } from './pack-shapes.ts';
import { checkPack } from './check-pack.ts';

/** Rows of one record. */
const ROWS = 500;
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/**
 * Writes a stored race into a file of its own and reads it back. `db` may be written to meanwhile: the race is as it was at the beginning.
 * @throws LapwingError E_NO_RACE, E_RACE_RUNNING, E_LAP_DAMAGED, E_FILE_EXISTS, E_FILE, E_DISK_FULL; then there is no file
 */
export function packRace(db: Sqlite, race_id: string, path: string, onLap: (done: number, total: number) => void): Packed {
  return db.transaction(() => {
    const race = findRace(db, race_id);
    const writer = new PackWriter(path);
    try {
      writeRace(db, race, writer, onLap);
      const sha256 = writer.finish();
      checkPack(path);
      return { race_id, path, bytes: writer.bytes, laps: race.documents, sha256 };
    } catch (error) {
      writer.abandon();
      throw error;
    }
  })();
}

function findRace(db: Sqlite, race_id: string): PackedRace {
  const row = db
    .prepare<[string], Omit<PackedRace, 'lapwing'> & { state: string }>(
      `SELECT id, track, started, laps, seed, rate, state, results, (SELECT COUNT(*) FROM lap WHERE race_id = race.id) AS documents FROM race WHERE id = ?`,
    )
    .get(race_id);
  if (!row) throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race_id)} in this data folder. The list of races says what there is.`);
  if ((row.state as string) === 'running') throw new LapwingError('E_RACE_RUNNING', `${race_id} is not over, or not all of it has arrived. Pack it when it has ended.`);
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return { lapwing: version, ...row };
}

function writeRace(db: Sqlite, race: PackedRace, writer: PackWriter, onLap: (done: number, total: number) => void): void {
  writer.add(KIND.race, json(race));
  writer.add(KIND.cars, json(db.prepare('SELECT car, number, driver, team, model FROM entry WHERE race_id = ? ORDER BY car').all(race.id)));
  const events = db.prepare('SELECT seq, doc FROM race_event WHERE race_id = ? ORDER BY id').all(race.id);
  for (let at = 0; at < events.length; at += ROWS) writer.add(KIND.events, json(events.slice(at, at + ROWS)));
  const sets = db.prepare<[string], { id: number; json: string }>('SELECT id, json FROM channel_set WHERE id IN (SELECT channel_set FROM lap WHERE race_id = ?) ORDER BY id').all(race.id);
  for (const set of sets) writer.add(KIND.channels, Buffer.from(set.json));
  const placeOf = new Map(sets.map(({ id }, place) => [id, place]));
  const laps = db.prepare<[string], { id: string; head: string; set: number; samples: Buffer }>(
    'SELECT id, head, channel_set AS "set", samples FROM lap WHERE race_id = ? ORDER BY lap, racetime, car',
  );
  let done = 0;
  for (const { id, head, set, samples } of laps.iterate(race.id)) {
    try {
      writer.add(KIND.lap, lapRecord(head, placeOf.get(set)!, samples));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new LapwingError('E_LAP_DAMAGED', `${id} cannot be packed: ${error.message}. Nothing was packed.`, { cause: error });
    }
    onLap(++done, race.documents);
  }
  const notes = new LapNotes(db).list({ race_id: race.id });
  for (let at = 0; at < notes.length; at += ROWS) writer.add(KIND.notes, json(notes.slice(at, at + ROWS)));
  writer.add(KIND.books, json(books(db, race.id)));
}

/** Which of the channel sets before it, u32; length of the head, u32; the head's JSON; the samples as the store has them. */
function lapRecord(head: string, set: number, samples: Uint8Array): Buffer {
  const text = Buffer.from(head);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32LE(set, 0);
  numbers.writeUInt32LE(text.length, 4);
  return Buffer.concat([numbers, text, samples]);
}

/** What the ledger knows of a race; of what waits for earlier frames only that it has not come. */
export function books(db: Sqlite, race_id: string): PackedBooks {
  const rows = <T>(table: string, columns: string, order: string): T[] => {
    const there = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(table);
    return there ? (db.prepare(`SELECT ${columns} FROM ${table} WHERE race = ? ORDER BY ${order}`).all(race_id) as T[]) : [];
  };
  return {
    ledger: rows('ledger', 'incarnation, car, next, duplicates', 'car, incarnation'),
    lost: rows('lost', 'incarnation, car, first, last, reason', 'car, incarnation, first'),
    generated: rows('generated', 'car, frames', 'car'),
  };
}
