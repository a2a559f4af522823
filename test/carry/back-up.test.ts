import { copyFileSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CHANNELS } from '../../common/channels.ts';
import { backUp } from '../../main/carry/back-up.ts';
import { carry } from '../../main/carry/carry.ts';
import type { BackedUp } from '../../common/store-view.ts';
import { dataFiles } from '../../main/installation.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { testFolder } from '../support/folder.ts';
import { storeRace } from '../support/stored-race.ts';
import { sampleLap } from '../trackside/laps/sample-lap.ts';

function filled() {
  const { laps: path } = dataFiles(testFolder());
  const store = new LapStore(path);
  onTestFinished(() => store.close());
  storeRace(store, { race_id: 'race-1' });
  return { path, store };
}

test('a backup that is made while laps are written is the store at one moment, and opens as a store', { timeout: 60_000 }, async () => {
  const { path, store } = filled();
  const file = join(testFolder(), 'backup.db');
  let lap = 10;
  const small = { race_id: 'race-1', samples: 20, channels: CHANNELS.slice(0, 3) };
  const writing = setInterval(() => store.insertLap(sampleLap({ ...small, lap: lap++ })), 1);
  const found = await carry<BackedUp>({ kind: 'backup', store: path, file }, () => undefined);
  clearInterval(writing);
  const home = dataFiles(testFolder()).laps;
  copyFileSync(file, home);
  const copy = new LapStore(home);
  onTestFinished(() => copy.close());
  expect(copy.lapCount('race-1')).toBe(found.laps);
  expect(found).toMatchObject({ path: file, races: 1 });
  expect(found.laps).toBeGreaterThanOrEqual(8);
  const rows = (of: LapStore): unknown => of.db.prepare('SELECT id, head, samples FROM lap ORDER BY rowid LIMIT ?').all(found.laps);
  expect(rows(copy)).toEqual(rows(store));
  expect(readdirSync(dirname(file))).toEqual(['backup.db']);
});

test('nothing is written over, and what cannot be copied leaves no file', () => {
  const { path, store } = filled();
  const folder = testFolder();
  const file = join(folder, 'backup.db');
  const code = (to: string): string => {
    try {
      backUp(path, to);
      return 'copied';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  writeFileSync(file, 'mine');
  expect([code(file), readFileSync(file, 'utf8')]).toEqual(['E_FILE_EXISTS', 'mine']);
  expect(code(join(folder, 'no', 'backup.db'))).toBe('E_FILE');
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  const pages = store.db.pragma('page_count', { simple: true }) as number;
  const raw = openSync(path, 'r+');
  for (let page = 3; page < pages; page++) writeSync(raw, Buffer.alloc(200, 0xa5), 0, 200, page * 4096);
  closeSync(raw);
  const other = join(folder, 'other.db');
  expect(code(other)).toBe('E_DB_CORRUPT');
  expect(existsSync(other)).toBe(false);
});
