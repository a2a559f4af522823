import { join } from 'node:path';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { keepGenerated } from '../../main/audit/generated.ts';
import { books, packRace } from '../../main/carry/pack-race.ts';
import { unpackRace } from '../../main/carry/unpack-race.ts';
import { FrameLedger } from '../../main/stream/frame-ledger.ts';
import { LapNotes } from '../../main/trackside/laps/lap-notes.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import type { Sqlite } from '../../main/sqlite.ts';
import { testFolder } from '../support/folder.ts';
import { storeRace } from '../support/stored-race.ts';

const race_id = '20261122T140000Z-monza-1f3a';
const none = (): void => {};

function open(path = join(testFolder(), 'laps.db')): { path: string; store: LapStore } {
  const store = new LapStore(path);
  onTestFinished(() => store.close());
  return { path, store };
}

/** A store with a race that has all that a race can have. */
function fullStore() {
  const { path, store } = open();
  storeRace(store, { race_id: 'another' });
  storeRace(store, { race_id, cars: ['car7', 'car8', 'car9'], laps: 5 });
  new LapNotes(store.db).put({ id: `${race_id}/car8/002`, expect: 0, text: '<b>wide</b>\n"quoted"', tags: ['kerb'], author: 'Zoë' });
  const ledger = new FrameLedger(store.db);
  ledger.adopt(race_id, [{ incarnation: 'i-1', car: 'car7', next: 90, duplicates: 2 }], [{ incarnation: 'i-1', car: 'car7', first: 4, last: 6, reason: 'disk' }]);
  keepGenerated(store.db, race_id, new Map([['car7', 90]]));
  return { path, store, file: join(testFolder(), 'race.lapwing') };
}

/** Everything that a store says of the race. */
function said(db: Sqlite): unknown {
  const rows = (sql: string): unknown => db.prepare(sql).all(race_id);
  return {
    race: rows('SELECT * FROM race WHERE id = ?'),
    cars: rows('SELECT * FROM entry WHERE race_id = ? ORDER BY car'),
    events: rows('SELECT race_id, seq, racetime, type, car, lap, doc FROM race_event WHERE race_id = ? ORDER BY id'),
    laps: rows('SELECT lap.*, (SELECT json FROM channel_set WHERE id = channel_set) AS channel_set FROM lap WHERE race_id = ? ORDER BY id'),
    statistics: rows('SELECT * FROM lap_channels WHERE race_id = ? ORDER BY id, channel'),
    notes: rows('SELECT * FROM note WHERE race_id = ? ORDER BY id'),
    docs: rows('SELECT doc FROM laps WHERE race_id = ? ORDER BY id'),
    books: books(db, race_id),
  };
}

test('a race that was packed, carried and unpacked is the same, bit for bit', () => {
  const { store, file } = fullStore();
  const told: number[] = [];
  const packed = packRace(store.db, race_id, file, (done) => void told.push(done));
  expect(packed).toMatchObject({ race_id, path: file, laps: 18, bytes: readFileSync(file).length });
  expect(told).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));
  const there = open();
  storeRace(there.store, { race_id: 'yet-another', samples: 5 });
  expect(unpackRace(there.path, file, none)).toMatchObject({ race_id, outcome: 'added', laps: 18, notes_added: 1, notes_kept: 0 });
  expect(said(there.store.db)).toEqual(said(store.db));
  expect(there.store.races().map(({ race_id: id, laps_stored }) => [id, laps_stored])).toEqual([['yet-another', 8], [race_id, 18]]);
  const again = join(testFolder(), 'again.lapwing');
  packRace(there.store.db, race_id, again, none);
  expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
});

test('a race that is here already is told to be the same; notes that are missing here come, others stay', () => {
  const { path, store, file } = fullStore();
  packRace(store.db, race_id, file, none);
  const notes = new LapNotes(store.db);
  expect(unpackRace(path, file, none)).toMatchObject({ outcome: 'same', notes_added: 0, notes_kept: 0 });
  notes.put({ id: `${race_id}/car8/002`, expect: 1, text: 'mine', tags: [], author: 'Bo' });
  expect(unpackRace(path, file, none)).toMatchObject({ outcome: 'same', notes_added: 0, notes_kept: 1 });
  expect(notes.get(`${race_id}/car8/002`)).toMatchObject({ text: 'mine', revision: 2 });
  store.db.exec("DELETE FROM note");
  expect(unpackRace(path, file, none)).toMatchObject({ outcome: 'same', notes_added: 1, notes_kept: 0 });
});

test('a race that is here otherwise is left alone, and told with what differs', () => {
  const { path, store, file } = fullStore();
  packRace(store.db, race_id, file, none);
  store.db.prepare('UPDATE lap SET head = replace(head, \'"lap_time":83.417\', \'"lap_time":80.000\') WHERE id = ?').run(`${race_id}/car7/004`);
  const before = said(store.db);
  expect(() => unpackRace(path, file, none)).toThrow(expect.objectContaining({ code: 'E_PACK_DIFFERS', message: expect.stringContaining('lap 4 of car7') }));
  store.db.prepare('DELETE FROM lap WHERE id = ?').run(`${race_id}/car7/004`);
  expect(() => unpackRace(path, file, none)).toThrow(/lap 4 of car7 and 1 more/);
  store.db.prepare("UPDATE race SET state = 'running'").run();
  expect(() => unpackRace(path, file, none)).toThrow(expect.objectContaining({ code: 'E_RACE_RUNNING' }));
  expect(before).not.toEqual(said(store.db));
});

test('nothing is packed that is not there, not over, or damaged, and nothing is written over', () => {
  const { store, file } = fullStore();
  const code = (of: string, to = file): unknown => {
    try {
      return packRace(store.db, of, to, none);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(code('nowhere')).toBe('E_NO_RACE');
  store.raceStarted('on', { type: 'started', racetime: 0, track: 'monza', laps: 3, seed: 7, started: 1, cars: [] });
  expect(code('on')).toBe('E_RACE_RUNNING');
  writeFileSync(file, 'mine');
  expect(code(race_id)).toBe('E_FILE_EXISTS');
  expect(readFileSync(file, 'utf8')).toBe('mine');
  const link = join(testFolder(), 'link.lapwing');
  symlinkSync(join(testFolder(), 'elsewhere'), link);
  expect(code(race_id, link)).toBe('E_FILE_EXISTS');
  expect(code(race_id, join(testFolder(), 'no', 'folder.lapwing'))).toBe('E_FILE');
  store.db.prepare("UPDATE lap SET samples = substr(samples, 1, 40) WHERE id = ?").run(`${race_id}/car8/001`);
  const fresh = join(testFolder(), 'fresh.lapwing');
  expect(code(race_id, fresh)).toBe('E_PACK_CONTENT');
  expect(existsSync(fresh)).toBe(false);
});

test('a race whose unpacking ends in the middle is in no list, and goes at the next attempt', () => {
  const { store, file } = fullStore();
  packRace(store.db, race_id, file, none);
  const there = open();
  storeRace(there.store, { race_id: 'yet-another' });
  const stop = (done: number): void => {
    if (done === 7) throw new Error('pulled the plug');
  };
  expect(() => unpackRace(there.path, file, stop)).toThrow('pulled the plug');
  expect(there.store.db.prepare('SELECT COUNT(*) FROM lap WHERE race_id = ?').pluck().get(race_id)).toBe(0);
  there.store.db.prepare('INSERT INTO removal VALUES (?)').run(race_id);
  expect(unpackRace(there.path, file, none)).toMatchObject({ outcome: 'added' });
  expect(said(there.store.db)).toEqual(said(store.db));
  expect(there.store.lapCount('yet-another')).toBe(8);
});

test('a full disk while unpacking leaves the store as it was', () => {
  const { store, file } = fullStore();
  packRace(store.db, race_id, file, none);
  const there = open();
  storeRace(there.store, { race_id: 'yet-another' });
  there.store.db.exec("CREATE TRIGGER full BEFORE INSERT ON lap WHEN NEW.lap = 4 BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END");
  expect(() => unpackRace(there.path, file, none)).toThrow(/full/);
  expect(there.store.races().map(({ race_id: id }) => id)).toEqual(['yet-another']);
  expect(there.store.db.prepare('SELECT COUNT(*) FROM lap').pluck().get()).toBe(8);
});

test('folders, growing files and files of other kinds are told as what they are', () => {
  const { store, file } = fullStore();
  const there = open();
  const code = (path: string): string => {
    try {
      unpackRace(there.path, path, none);
      return 'taken';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  packRace(store.db, race_id, file, none);
  const folder = testFolder();
  mkdirSync(join(folder, 'x.lapwing'));
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'text'), 'not a race at all');
  expect([folder, join(folder, 'x.lapwing'), join(folder, 'nowhere'), join(folder, 'empty'), join(folder, 'text'), store.db.name].map(code)).toEqual(
    ['E_PACK_FILE', 'E_PACK_FILE', 'E_FILE', 'E_PACK_FILE', 'E_PACK_FILE', 'E_PACK_FILE'],
  );
  appendFileSync(file, 'x');
  expect(code(file)).toBe('E_PACK_DAMAGED');
  expect(readdirSync(folder).toSorted()).toEqual(['empty', 'text', 'x.lapwing']);
});
