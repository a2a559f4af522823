import Database from 'better-sqlite3';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EdgeBuffer, type NewFrame } from '../../../main/onboard/edge/edge-buffer.ts';
import { readHighWater } from '../../../main/onboard/edge/high-water.ts';
import { testFolder } from '../../support/folder.ts';

const path = (): string => join(testFolder(), 'edge.db');
const frame = (car: string, text: string, race = 'r1'): NewFrame => ({ race, car, closed: 1000, body: Buffer.from(text) });
const open = (at: string): EdgeBuffer => {
  const buffer = new EdgeBuffer(at);
  onTestFinished(() => buffer.close());
  return buffer;
};
const texts = (buffer: EdgeBuffer, after = 0): string[] =>
  buffer.after(after, 100, 1e6).map((f) => `${f.car}/${f.seq}:${Buffer.from(f.body).toString()}`);
/** Names of the segments of a buffer. */
const segments = (at: string): string[] => readdirSync(`${at}.frames`).filter((name) => name.endsWith('.seg'));
/** When each file was written last, but for what is prepared in the background. */
const files = (at: string): [string, number][] =>
  readdirSync(dirname(at), { recursive: true, encoding: 'utf8' })
    .filter((name) => !/spare|frames$/.test(name))
    .map((name) => [name, statSync(join(dirname(at), name)).mtimeMs]);

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

  test('keeps that the clock was not to be trusted', () => {
    const at = path();
    const buffer = new EdgeBuffer(at);
    buffer.append([frame('car7', 'a'), { ...frame('car7', 'b'), clockSuspect: true }]);
    buffer.close();
    expect(open(at).after(0, 10, 1e6).map(({ clockSuspect }) => clockSuspect)).toEqual([undefined, true]);
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

  test('a confirmation writes nothing: the counters follow when the buffer looks after itself', () => {
    const at = path();
    const buffer = open(at);
    const cars = Array.from({ length: 20 }, (_, i) => `car${i}`);
    buffer.append(cars.flatMap((car) => [frame(car, 'a'), frame(car, 'b'), frame(car, 'c')]));
    const before = files(at);
    buffer.confirmAll(cars.flatMap((car) => [2, 1, 9].map((next) => ({ incarnation: buffer.incarnation, race: 'r1', car, next }))));
    expect(files(at)).toEqual(before);
    expect(texts(buffer)).toEqual(cars.map((car) => `${car}/2:c`));
    expect(buffer.backlog()).toBe(20);
    buffer.tend();
    expect(readHighWater(`${at}.mark`)?.marks.map(({ confirmed }) => confirmed)).toEqual(cars.map(() => 2));
  });

  test('what cannot be written leaves neither frames nor numbers behind', () => {
    const at = path();
    const buffer = open(at);
    buffer.append([frame('car7', 'a')]);
    const broken = { ...frame('car7', 'x'), race: null } as unknown as NewFrame;
    expect(() => buffer.append([frame('car7', 'b'), broken])).toThrow(TypeError);
    buffer.append([frame('car7', 'c')]);
    expect(texts(buffer)).toEqual(['car7/0:a', 'car7/1:c']);
    buffer.close();
    expect(texts(open(at))).toEqual(['car7/0:a', 'car7/1:c']);
  });

  test('goes on in a new segment when one is full, and removes those that are confirmed', () => {
    const at = path();
    const options = { ballast: 0, tendEvery: 0, segment: 4000 };
    const buffer = new EdgeBuffer(at, options);
    const letters = 'abcdefghij'.split('');
    for (const letter of letters) buffer.append([frame('car7', letter.repeat(1000)), frame('car16', letter)]);
    const all = letters.flatMap((letter, n) => [`car7/${n}:${letter.repeat(1000)}`, `car16/${n}:${letter}`]);
    expect(texts(buffer)).toEqual(all);
    expect(segments(at).length).toBeGreaterThan(3);
    buffer.confirm('r1', 'car7', 8);
    buffer.tend();
    expect(segments(at).length).toBeGreaterThan(3);
    buffer.confirm('r1', 'car16', 8);
    buffer.tend();
    expect(segments(at).length).toBeLessThan(3);
    expect(texts(buffer)).toEqual(all.slice(16));
    buffer.close();
    const again = new EdgeBuffer(at, options);
    onTestFinished(() => again.close());
    expect(texts(again)).toEqual(all.slice(16));
    again.confirmAll(again.carCounts().map((count) => ({ ...count, next: count.buffered })));
    again.close();
    expect(segments(at)).toEqual([]);
  });

  test('opened again at once, it takes nothing of what was being prepared when it was closed', async () => {
    const at = path();
    const options = { ballast: 0, tendEvery: 0, segment: 8 * 2 ** 20 };
    for (let n = 0; n < 5; n++) {
      const buffer = new EdgeBuffer(at, options);
      buffer.append([frame('car7', String(n))]);
      buffer.close();
      expect(() => buffer.append([frame('car7', 'x')])).toThrow('is closed');
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(texts(open(at))).toEqual([0, 1, 2, 3, 4].map((n) => `car7/${n}:${n}`));
    expect(segments(at)).toHaveLength(5);
  });

  test('a reader goes on where it was, wherever that is', () => {
    const buffer = new EdgeBuffer(path(), { ballast: 0, tendEvery: 0, segment: 3000 });
    onTestFinished(() => buffer.close());
    for (let n = 0; n < 40; n++) buffer.append([frame('car7', String(n).repeat(100)), frame('car16', String(n))]);
    const all = buffer.after(0, 1000, 1e9).map(({ id }) => id);
    expect(all).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
    for (const from of [0, 1, 7, 40, 79, 80, 200]) {
      for (const until of [0, 30, 79, 1000]) {
        const ids: number[] = [];
        for (let page = buffer.after(from, 3, 1e9, until); page.length > 0; page = buffer.after(ids.at(-1)!, 3, 1e9, until)) ids.push(...page.map(({ id }) => id));
        expect(ids).toEqual(all.filter((id) => id > from && id <= until));
      }
    }
  });

  test('a frame that cannot be sent is set aside, and a gap record leaves in its place', () => {
    const at = path();
    const buffer = open(at);
    buffer.append(['a', 'b', 'c'].map((text) => frame('car7', text)));
    const [, second] = buffer.after(0, 100, 1e6);
    const gap = buffer.setAside(second!, 'more than the broker takes', 'Raise its limit.');
    expect(gap).toMatchObject({ id: second!.id, seq: 1, gap: { last: 1, reason: 'more than the broker takes' } });
    expect(buffer.after(0, 100, 1e6)).toMatchObject([{ seq: 0 }, { seq: 1, gap: gap.gap, sealed: Buffer.from(gap.sealed) }, { seq: 2 }]);
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/^car7 frame 1 of r1 has \d+ bytes, more than the broker takes; it is set apart in .*edge\.db, the others are sent\. Raise its limit\.$/)]);
    buffer.confirm('r1', 'car7', 3);
    expect(buffer.framesOnDisk()).toBe(0);
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
    const db = (buffer as unknown as { store: { file: { db: Database.Database } } }).store.file.db;
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
    expect(() => new EdgeBuffer(newer)).toThrow(/newer Lapwing \(layout 99; this one knows 3\)/);
  });
});
