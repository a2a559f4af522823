import Database from 'better-sqlite3';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logIsDamaged } from '../../main/onboard/log-check.ts';
import { testFolder } from '../support/folder.ts';
import { seededRandom } from '../support/random.ts';

const ROWS = 200;

/** Calls `look` with the log of a database, as it is after each commit. Gives the path of a copy of the last one. */
function commit(pageSize: number, rows: number, look: (log: string) => void = () => undefined): string {
  const at = join(testFolder(), 'x.db');
  const copy = `${at}.log`;
  const db = new Database(at);
  db.pragma(`page_size = ${pageSize}`);
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE t (b BLOB)');
  const insert = db.prepare('INSERT INTO t VALUES (?)');
  for (let n = 0; n < rows; n++) {
    insert.run(Buffer.alloc(300, n));
    look(`${at}-wal`);
  }
  copyFileSync(`${at}-wal`, copy);
  db.close();
  return copy;
}

test.each([4096, 16_384])('a sound log is believed, before a checkpoint and when it begins anew over the old one, pages of %d', (pageSize) => {
  let alarms = 0;
  let n = 0;
  commit(pageSize, 2500, (log) => {
    if (n++ % 20 === 0 && logIsDamaged(log)) alarms++;
  });
  expect(alarms).toBe(0);
});

test('any flipped bit is found', () => {
  const log = commit(4096, ROWS);
  const sound = readFileSync(log);
  const random = seededRandom(1);
  // What is flipped in the head of the last page makes it one that is not of this log.
  const last = sound.length - 4096 - 24;
  for (let n = 0; n < 300; n++) {
    const bytes = Buffer.from(sound);
    const at = Math.floor(random() * last);
    bytes[at]! ^= 1 << Math.floor(random() * 8);
    writeFileSync(log, bytes);
    expect(logIsDamaged(log), `at ${at}`).toBe(true);
  }
});

test('a commit that is cut short is found, one that has only begun is none, and an empty log is sound', () => {
  const log = commit(4096, ROWS);
  const { length } = readFileSync(log);
  truncateSync(log, length - 13);
  expect(logIsDamaged(log)).toBe(true);
  truncateSync(log, length - 4096 - 24);
  expect(logIsDamaged(log)).toBe(false);
  truncateSync(log, 0);
  expect(logIsDamaged(log)).toBe(false);
});
