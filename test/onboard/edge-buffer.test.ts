import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EdgeBuffer, type NewFrame } from '../../main/onboard/edge-buffer.ts';
import { testFolder } from '../support/folder.ts';
import { whileListingFails } from '../support/statements.ts';

const path = (): string => join(testFolder(), 'edge.db');
const frame = (car: string, text: string, race = 'r1'): NewFrame => ({ race, car, closed: 1000, body: Buffer.from(text) });
const open = (at: string): EdgeBuffer => {
  const buffer = new EdgeBuffer(at);
  onTestFinished(() => buffer.close());
  return buffer;
};
const texts = (buffer: EdgeBuffer, after = 0): string[] =>
  buffer.after(after, 100, 1e6).map((f) => `${f.car}/${f.seq}:${Buffer.from(f.body).toString()}`);

describe('edge buffer', () => {
  test('numbers each car without gaps and keeps the order of buffering', () => {
    const buffer = open(path());
    buffer.append([frame('car7', 'a'), frame('car16', 'b'), frame('car7', 'c')]);
    buffer.append([frame('car16', 'd'), frame('car7', 'e', 'r2')]);
    expect(texts(buffer)).toEqual(['car7/0:a', 'car16/0:b', 'car7/1:c', 'car16/1:d', 'car7/0:e']);
    expect(buffer.carCounts('r1')).toEqual([
      { incarnation: buffer.incarnation, race: 'r1', car: 'car7', buffered: 2, confirmed: 0 },
      { incarnation: buffer.incarnation, race: 'r1', car: 'car16', buffered: 2, confirmed: 0 },
    ]);
  });

  test('goes on where it was after a restart, under the same incarnation', () => {
    const at = path();
    const first = new EdgeBuffer(at);
    first.append([frame('car7', 'a'), frame('car7', 'b')]);
    first.confirm('r1', 'car7', 1);
    const { incarnation } = first;
    first.close();
    const second = open(at);
    second.append([frame('car7', 'c')]);
    expect(second.incarnation).toBe(incarnation);
    expect(texts(second)).toEqual(['car7/1:b', 'car7/2:c']);
    expect(second.backlog()).toBe(2);
  });

  test('lets go only of what is confirmed, and of nothing on an impossible confirmation', () => {
    const buffer = open(path());
    buffer.append(['a', 'b', 'c'].map((text) => frame('car7', text)));
    buffer.confirm('r1', 'car7', 2);
    buffer.confirm('r1', 'car7', 1);
    buffer.confirm('r1', 'car7', 9);
    buffer.confirm('r1', 'car99', 1);
    expect(texts(buffer)).toEqual(['car7/2:c']);
    expect(buffer.backlog()).toBe(1);
    expect(buffer.framesOnDisk()).toBe(1);
  });

  test('confirmations that come together cost one transaction, and only the newest of a car counts', () => {
    const at = path();
    const buffer = open(at);
    const cars = Array.from({ length: 20 }, (_, i) => `car${i}`);
    buffer.append(cars.flatMap((car) => [frame(car, 'a'), frame(car, 'b'), frame(car, 'c')]));
    const written = statSync(`${at}-wal`).size;
    buffer.confirmAll(cars.flatMap((car) => [2, 1, 9].map((next) => ({ incarnation: buffer.incarnation, race: 'r1', car, next }))));
    // A transaction writes each page it touches once.
    expect(statSync(`${at}-wal`).size - written).toBeLessThan(12 * 4096);
    expect(texts(buffer)).toEqual(cars.map((car) => `${car}/2:c`));
    expect(buffer.backlog()).toBe(20);
  });

  test('numbers go on where they were after a failure during which nothing can be read', () => {
    const buffer = open(path());
    buffer.append([frame('car7', 'a'), frame('car7', 'b')]);
    buffer.confirm('r1', 'car7', 2);
    const broken = { ...frame('car7', 'x'), closed: null } as unknown as NewFrame;
    whileListingFails(() => expect(() => buffer.append([broken])).toThrow());
    buffer.append([frame('car7', 'c')]);
    expect(texts(buffer)).toEqual(['car7/2:c']);
  });

  test('a batch that fails leaves neither frames nor numbers behind', () => {
    const buffer = open(path());
    buffer.append([frame('car7', 'a')]);
    const broken = { ...frame('car7', 'x'), closed: null } as unknown as NewFrame;
    expect(() => buffer.append([frame('car7', 'b'), broken])).toThrow('NOT NULL');
    buffer.append([frame('car7', 'c')]);
    expect(texts(buffer)).toEqual(['car7/0:a', 'car7/1:c']);
  });

  test('pages by count and by bytes, one frame at least', () => {
    const buffer = open(path());
    buffer.append(['aaaa', 'bbbb', 'cccc'].map((text) => frame('car7', text)));
    expect(buffer.after(0, 2, 1e6)).toHaveLength(2);
    expect(buffer.after(0, 100, 9)).toHaveLength(2);
    expect(buffer.after(0, 100, 1)).toHaveLength(1);
  });

  test('is on disk in full synchronous mode', () => {
    const at = path();
    const buffer = open(at);
    const db = (buffer as unknown as { file: { db: Database.Database } }).file.db;
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  test('a second opening and a newer file each say what to do', () => {
    const at = path();
    open(at);
    expect(() => new EdgeBuffer(at)).toThrow(`${at} is open in another Lapwing. Close that one, or name another folder with --data.`);

    const newer = path();
    const db = new Database(newer);
    db.pragma('user_version = 99');
    db.close();
    expect(() => new EdgeBuffer(newer)).toThrow(/newer Lapwing \(layout 99; this one knows 2\)/);
  });
});
