import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { keepGenerated } from '../audit/generated.ts';
import type { TrackView } from '../../common/race-view.ts';
import { LapwingError } from '../../common/errors.ts';
import type { CarEntry } from '../../common/lap.ts';
import type { LapNote } from '../../common/lap-note.ts';
import type { Unpacked } from '../../common/store-view.ts';
import type { Sqlite } from '../sqlite.ts';
import { FrameLedger } from '../stream/frame-ledger.ts';
import { LapNotes } from '../trackside/laps/lap-notes.ts';
import { LapStore } from '../trackside/laps/lap-store.ts';
import { RaceRemoval } from '../trackside/laps/race-removal.ts';
import { checkPack, type CheckedPack, type PackedEventRow, type PackedLapRow, type PackedTower } from './check-pack.ts';
import { RaceTracks } from '../trackside/race-tracks.ts';
import { StandingsStore } from '../trackside/standings-store.ts';
import { comparePack } from './compare-pack.ts';
import type { PackedBooks } from './pack-shapes.ts';

/** For how long others may have to wait for the store, ms. */
const SLICE = 20;
/** Of the file: what the store needs beside the samples. */
const ROOM = 1.3;

/**
 * Takes a race out of a pack into the lap store at `path`, which others may have open. First the whole file is looked at; nothing that is
 * in the store is written over, and a race that could not be taken in whole is taken out again.
 * @throws LapwingError as `checkPack` does, and E_PACK_DIFFERS, E_DISK_FULL, E_RACE_RUNNING
 */
export function unpackRace(path: string, file: string, onLap: (done: number, total: number) => void): Unpacked {
  const checked = checkPack(file);
  const store = new LapStore(path);
  try {
    const { id } = checked.race;
    const { bytes, laps } = checked;
    const known = store.db.prepare<[string], string>('SELECT state FROM race WHERE id = ?').pluck().get(id);
    if (known === undefined) return { race_id: id, bytes, laps, outcome: 'added', ...takeIn(store, checked, file, onLap) };
    if (known === 'running') throw new LapwingError('E_RACE_RUNNING', `${id} is here already and not over. Nothing was unpacked; wait until it has ended.`);
    const differs = comparePack(store.db, file);
    if (differs !== null) {
      throw new LapwingError('E_PACK_DIFFERS', `${id} is here already, and otherwise: ${differs}. Nothing was changed; unpack into another folder with --data, or delete the race here first.`);
    }
    return { race_id: id, bytes, laps, outcome: 'same', ...adoptNotes(store.db, id, file) };
  } finally {
    store.close();
  }
}

function adoptNotes(db: Sqlite, race: string, file: string): Pick<Unpacked, 'notes_added' | 'notes_kept'> {
  const counts = { added: 0, same: 0, kept: 0 };
  const notes = new LapNotes(db);
  const adopt = db.transaction((some: LapNote[]) => {
    for (const note of some) counts[notes.adopt(race, note)]++;
  });
  checkPack(file, { notes: (some) => adopt.immediate(some) });
  return { notes_added: counts.added, notes_kept: counts.kept };
}

function takeIn(store: LapStore, checked: CheckedPack, file: string, onLap: (done: number, total: number) => void): Pick<Unpacked, 'notes_added' | 'notes_kept'> {
  const { db } = store;
  const { race } = checked;
  needRoom(db.name, checked.bytes * ROOM);
  const removal = new RaceRemoval(db);
  removal.begin(race.id);
  // Rests of the same race from an earlier attempt.
  while (removal.step(SLICE));
  removal.begin(race.id);
  const inSlices = new Slices(db);
  const rest = { cars: [] as CarEntry[], events: [] as PackedEventRow[], towers: [] as PackedTower[], track: undefined as string | undefined, notes: [] as LapNote[], books: undefined as PackedBooks | undefined };
  try {
    let done = 0;
    const again = checkPack(file, {
      track: (json) => void (rest.track = json),
      standings: (towers) => void rest.towers.push(...towers),
      cars: (cars) => void (rest.cars = cars),
      events: (events) => void rest.events.push(...events),
      lap: (lap) => {
        inSlices.run(() => insertLap(store, lap));
        onLap(++done, checked.laps);
      },
      notes: (notes) => void rest.notes.push(...notes),
      books: (books) => void (rest.books = books),
    });
    inSlices.end();
    if (again.sha256 !== checked.sha256) throw new LapwingError('E_PACK_DAMAGED', `${file} was changed while it was read. Nothing was unpacked; unpack it again.`);
    return db.transaction(() => {
      for (const { seq, event, doc } of rest.events) store.insertPackedEvent(race.id, seq, event, doc);
      const towers = new StandingsStore(db);
      for (const { racetime, chained, doc } of rest.towers) towers.insertPacked(race.id, racetime, chained, doc);
      if (rest.track !== undefined) new RaceTracks(db).keep(race.id, JSON.parse(rest.track) as TrackView);
      store.insertPackedRace(race, rest.cars);
      if (rest.books) insertBooks(db, race.id, rest.books);
      const notes = new LapNotes(db);
      for (const note of rest.notes) notes.adopt(race.id, note);
      db.prepare('DELETE FROM removal WHERE race_id = ?').run(race.id);
      return { notes_added: rest.notes.length, notes_kept: 0 };
    }).immediate();
  } catch (error) {
    inSlices.abandon();
    while (removal.step(SLICE));
    throw told(error, db.name);
  }
}

function insertLap(store: LapStore, { head, text, channels, samples, statistics }: PackedLapRow): void {
  store.insertPacked(head, text, channels, samples, statistics);
}

/** Transactions of a few laps each: many, for each waits for the disk; short, for others wait for each. */
class Slices {
  private readonly db: Sqlite;
  private began: number | undefined;

  constructor(db: Sqlite) {
    this.db = db;
  }

  run(task: () => void): void {
    if (this.began === undefined) {
      this.db.exec('BEGIN IMMEDIATE');
      this.began = performance.now();
    }
    task();
    if (performance.now() - this.began >= SLICE) this.end();
  }

  end(): void {
    if (this.began === undefined) return;
    this.db.exec('COMMIT');
    this.began = undefined;
  }

  abandon(): void {
    if (this.db.inTransaction) this.db.exec('ROLLBACK');
    this.began = undefined;
  }
}

function insertBooks(db: Sqlite, race: string, { ledger, lost, generated }: PackedBooks): void {
  const books = new FrameLedger(db);
  books.adopt(race, ledger, lost);
  keepGenerated(db, race, new Map(generated.map(({ car, frames }) => [car, frames])));
}

function needRoom(path: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(dirname(path));
  if (bavail * bsize < bytes) throw full(path, `needs ${megabytes(bytes)} MB and there are ${megabytes(bavail * bsize)} MB`);
}

const megabytes = (bytes: number): string => String(Math.ceil(bytes / 1e6));

function full(path: string, why: string, cause?: unknown): LapwingError {
  return new LapwingError('E_DISK_FULL', `The disk of ${path} is full: the race ${why}. Nothing was unpacked; make room and try again.`, { cause });
}

function told(error: unknown, path: string): unknown {
  return (error as { code?: string }).code === 'SQLITE_FULL' ? full(path, 'does not fit on it', error) : error;
}
