import type Database from 'better-sqlite3';
import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EdgeBuffer, type NewFrame } from '../../main/onboard/edge-buffer.ts';
import type { EdgeFile } from '../../main/onboard/edge-file.ts';
import { testFolder } from '../support/folder.ts';

const BALLAST = 1024 * 1024;
const frames = (count: number, size = 1000): NewFrame[] => Array.from({ length: count }, () => ({ race: 'r1', car: 'car7', closed: 1, body: Buffer.alloc(size, 7) }));
const fileOf = (buffer: EdgeBuffer): EdgeFile => (buffer as unknown as { file: EdgeFile }).file;
const dbOf = (buffer: EdgeBuffer): Database.Database => (fileOf(buffer) as unknown as { db: Database.Database }).db;
const seqs = (buffer: EdgeBuffer): number[] => buffer.after(0, 10_000, 1e9).map(({ seq }) => seq);
const range = (to: number): number[] => Array.from({ length: to }, (_, i) => i);

function open(): { buffer: EdgeBuffer; at: string } {
  const at = join(testFolder(), 'edge.db');
  const buffer = new EdgeBuffer(at, { ballast: BALLAST, tendEvery: 0 });
  onTestFinished(() => buffer.close());
  return { buffer, at };
}

/** Fails as SQLite does, after `before` has been done, the next `times` that frames are appended. */
function failAppend(buffer: EdgeBuffer, code: string, before: (append: () => void) => void = () => {}): void {
  const file = fileOf(buffer) as { append: EdgeFile['append'] };
  const { append } = file;
  file.append = (...args) => {
    file.append = append;
    before(() => append(...args));
    throw Object.assign(new Error('disk I/O error'), { code });
  };
}

describe('a full disk', () => {
  test('takes the ballast, is told with the bytes left, and is forgotten when there is room again', () => {
    const { buffer, at } = open();
    buffer.append(frames(10));
    buffer.tend();
    expect(statSync(`${at}.ballast`).size).toBe(BALLAST);
    const db = dbOf(buffer);
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`);
    expect(() => buffer.append(frames(20))).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
    expect(existsSync(`${at}.ballast`)).toBe(false);
    expect(buffer.storage).toEqual({ state: 'low', free: expect.any(Number) as number });
    expect(buffer.storage.free).toBeGreaterThan(0);
    expect(seqs(buffer)).toEqual(range(10));
    db.pragma('max_page_count = 1000000');
    buffer.append(frames(20));
    expect(seqs(buffer)).toEqual(range(30));
    buffer.tend();
    expect(statSync(`${at}.ballast`).size).toBe(BALLAST);
    expect(buffer.storage.state).toBe('ok');
  });

  test('that the ballast makes room on is not noticed by who appends', () => {
    const { buffer, at } = open();
    buffer.tend();
    failAppend(buffer, 'SQLITE_FULL');
    buffer.append(frames(3));
    expect(existsSync(`${at}.ballast`)).toBe(false);
    expect(seqs(buffer)).toEqual(range(3));
  });
});

describe('an I/O error', () => {
  test('at a commit that did not reach the disk: the file is opened anew and has the frames once', () => {
    const { buffer } = open();
    buffer.append(frames(5));
    const before = fileOf(buffer);
    failAppend(buffer, 'SQLITE_IOERR_FSYNC');
    buffer.append(frames(2));
    expect(fileOf(buffer)).not.toBe(before);
    expect(seqs(buffer)).toEqual(range(7));
  });

  test('at a commit that did reach it: what was not acknowledged is taken back before it is appended again', () => {
    const { buffer } = open();
    buffer.append(frames(5));
    failAppend(buffer, 'SQLITE_IOERR_FSYNC', (append) => append());
    buffer.append(frames(2));
    expect(seqs(buffer)).toEqual(range(7));
    expect(buffer.carCounts()).toMatchObject([{ buffered: 7 }]);
  });

  test('in the first frame of a car, the same', () => {
    const { buffer } = open();
    failAppend(buffer, 'SQLITE_IOERR_WRITE', (append) => append());
    buffer.append(frames(1));
    expect(seqs(buffer)).toEqual([0]);
  });

  test('after which nothing can be written: nothing is acknowledged, and it is told until it works again', () => {
    const { buffer } = open();
    buffer.append(frames(5));
    failAppend(buffer, 'SQLITE_IOERR_FSYNC', () => {
      const prototype = Object.getPrototypeOf(fileOf(buffer)) as { lanes: EdgeFile['lanes'] };
      const { lanes } = prototype;
      prototype.lanes = () => {
        prototype.lanes = lanes;
        throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
      };
    });
    expect(() => buffer.append(frames(2))).toThrow('disk I/O error');
    expect(buffer.storage.state).toBe('fault');
    expect(buffer.backlog()).toBe(5);
    buffer.append(frames(2));
    expect(buffer.storage.state).toBe('ok');
    expect(seqs(buffer)).toEqual(range(7));
  });
});

test('a buffer that has been emptied gives its room back to the disk', () => {
  const { buffer, at } = open();
  buffer.append(frames(3000));
  dbOf(buffer).pragma('wal_checkpoint(TRUNCATE)');
  const full = statSync(at).size;
  buffer.confirm('r1', 'car7', 3000);
  for (let i = 0; i < 4; i++) buffer.tend();
  dbOf(buffer).pragma('wal_checkpoint(TRUNCATE)');
  expect(statSync(at).size).toBeLessThan(full / 10);
});

test('a folder that is gone is told, and forgotten when it is there again', () => {
  const { buffer, at } = open();
  buffer.append(frames(1));
  const folder = dirname(at);
  renameSync(folder, `${folder}.moved`);
  buffer.append(frames(1));
  buffer.tend();
  expect(buffer.storage.state).toBe('fault');
  renameSync(`${folder}.moved`, folder);
  buffer.tend();
  expect(buffer.storage.state).toBe('ok');
});
