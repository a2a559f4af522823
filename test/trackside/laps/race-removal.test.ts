import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ExportLedger } from '../../../main/factory/export-ledger.ts';
import { FrameLedger } from '../../../main/stream/frame-ledger.ts';
import { Compaction } from '../../../main/trackside/laps/compaction.ts';
import { LapNotes } from '../../../main/trackside/laps/lap-notes.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { RaceRemoval } from '../../../main/trackside/laps/race-removal.ts';
import { testFolder } from '../../support/folder.ts';
import { storeRace } from '../../support/stored-race.ts';

const cars = Array.from({ length: 10 }, (_, i) => `car${i + 1}`);

function twoRaces() {
  const path = join(testFolder(), 'laps.db');
  const store = new LapStore(path);
  onTestFinished(() => store.close());
  storeRace(store, { race_id: 'goes', cars, laps: 3, samples: 4000 });
  storeRace(store, { race_id: 'stays', cars: ['car7'], laps: 3 });
  for (const race of ['goes', 'stays']) new LapNotes(store.db).put({ id: `${race}/car7/002`, expect: 0, text: race, tags: ['kept'], author: 'A' });
  new FrameLedger(store.db).adopt('goes', [{ incarnation: 'i', car: 'car7', next: 9, duplicates: 0 }], []);
  new ExportLedger(store.db).begin('goes', 'car7', 2, { fingerprint: 'f', sha256: 's', bytes: 1 });
  return { path, store };
}

/** Rows of each table, by race. */
function rows(store: LapStore): Record<string, unknown> {
  const count = (table: string, column = 'race_id'): unknown =>
    Object.fromEntries(store.db.prepare(`SELECT ${column}, COUNT(*) FROM ${table} GROUP BY 1`).raw().all() as [string, number][]);
  return {
    race: count('race', 'id'), entry: count('entry'), events: count('race_event'), laps: count('lap'), notes: count('note'),
    exports: count('lap_export', 'race'), ledger: count('ledger', 'race'), numbers: count('lap_number', "substr(id, 1, 4)"), removal: count('removal'),
  };
}

test('a race goes with all that is its own, and nothing of another goes; the ledger still knows its frames', () => {
  const { store } = twoRaces();
  const removal = new RaceRemoval(store.db);
  expect(removal.pending).toBe(false);
  removal.begin('goes');
  expect(store.races().map(({ race_id }) => race_id)).toEqual(['stays']);
  expect(removal.pending).toBe(true);
  while (removal.step(1));
  expect(removal.pending).toBe(false);
  expect(rows(store)).toEqual({
    race: { stays: 1 }, entry: { stays: 1 }, events: { stays: 1 }, laps: { stays: 4 }, notes: { stays: 1 },
    exports: {}, ledger: { goes: 1 }, numbers: { stay: 4 }, removal: {},
  });
  expect(store.db.prepare('SELECT COUNT(*) FROM lap_channel WHERE lap NOT IN (SELECT number FROM lap_number)').pluck().get()).toBe(0);
});

test('a removal goes on after a restart, and what it frees goes back to the disk', () => {
  const { path, store } = twoRaces();
  const removal = new RaceRemoval(store.db);
  removal.begin('goes');
  removal.step(0);
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  const other = new LapStore(path);
  onTestFinished(() => other.close());
  expect(other.lapCount('goes')).toBeLessThan(40);
  expect(other.lapCount('goes')).toBeGreaterThan(0);
  const rest = new RaceRemoval(other.db);
  while (rest.step(5));
  expect(other.lapCount('goes')).toBe(0);
  const before = statSync(path).size;
  const compaction = new Compaction(other.db);
  expect(compaction.shrinks).toBe(true);
  let steps = 0;
  while (compaction.step(0)) steps++;
  expect(steps).toBeGreaterThan(1);
  expect(statSync(path).size).toBeLessThan(before / 2);
  expect(other.db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(other.laps('stays')).toHaveLength(4);
});
