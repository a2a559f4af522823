import { existsSync, readdirSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { EdgeBuffer, type NewFrame } from '../../../main/onboard/edge/edge-buffer.ts';
import { EdgeFile } from '../../../main/onboard/edge/edge-file.ts';
import type { SegmentLog } from '../../../main/onboard/edge/segments/segment-log.ts';
import { testFolder } from '../../support/folder.ts';

const BALLAST = 1024 * 1024;
const frames = (count: number, size = 1000): NewFrame[] => Array.from({ length: count }, () => ({ race: 'r1', car: 'car7', closed: 1, body: Buffer.alloc(size, 7) }));
const logOf = (buffer: EdgeBuffer): SegmentLog => (buffer as unknown as { store: { log: SegmentLog } }).store.log;
const seqs = (buffer: EdgeBuffer): number[] => buffer.after(0, 10_000, 1e9).map(({ seq }) => seq);
const range = (to: number): number[] => Array.from({ length: to }, (_, i) => i);

function open(): { buffer: EdgeBuffer; at: string } {
  const at = join(testFolder(), 'edge.db');
  const buffer = new EdgeBuffer(at, { ballast: BALLAST, tendEvery: 0, segment: 64 * 1024 });
  onTestFinished(() => buffer.close());
  return { buffer, at };
}

/** What a segment's file does, which tests put something else in place of. */
interface Disk {
  commit(active: unknown): void;
}

/** Fails as the system does, after `before` has been done, the next `times` that frames are committed. */
function failCommit(buffer: EdgeBuffer, code: string, before: (commit: () => void) => void = () => {}, times = 1): void {
  const disk = logOf(buffer) as unknown as Disk;
  const commit = disk.commit.bind(disk);
  let failures = 0;
  disk.commit = (active) => {
    if (++failures > times) return commit(active);
    before(() => commit(active));
    throw Object.assign(new Error(`${code}: i/o error, fdatasync`), { code, syscall: 'fdatasync' });
  };
}

/** As much as a commit writes before the disk refuses: all of it, and nobody is told. */
const written = (buffer: EdgeBuffer) => (): void => {
  const { writer, active } = logOf(buffer) as unknown as { writer: { written(): Uint8Array }; active: { file: number; segment: { bytes: number } } };
  writeSync(active.file, writer.written(), 0, writer.written().length, active.segment.bytes);
};

describe('a full disk', () => {
  test('takes the ballast, is told with the bytes left, and is forgotten when there is room again', () => {
    const { buffer, at } = open();
    buffer.append(frames(10));
    buffer.tend();
    expect(statSync(`${at}.ballast`).size).toBe(BALLAST);
    failCommit(buffer, 'ENOSPC', () => {}, 2);
    expect(() => buffer.append(frames(20))).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
    expect(existsSync(`${at}.ballast`)).toBe(false);
    expect(buffer.storage).toEqual({ state: 'low', free: expect.any(Number) as number });
    expect(buffer.storage.free).toBeGreaterThan(0);
    expect(seqs(buffer)).toEqual(range(10));
    // What was tried takes no room.
    expect(readdirSync(`${at}.frames`)).toEqual(['00000001.seg']);
    buffer.append(frames(20));
    expect(seqs(buffer)).toEqual(range(30));
    buffer.tend();
    expect(statSync(`${at}.ballast`).size).toBe(BALLAST);
    expect(buffer.storage.state).toBe('ok');
  });

  test('that the ballast makes room on is not noticed by who appends', () => {
    const { buffer, at } = open();
    buffer.tend();
    failCommit(buffer, 'ENOSPC');
    buffer.append(frames(3));
    expect(existsSync(`${at}.ballast`)).toBe(false);
    expect(seqs(buffer)).toEqual(range(3));
  });
});

describe('an I/O error', () => {
  test('at a commit that did not reach the disk: the files are opened anew and have the frames once', () => {
    const { buffer } = open();
    buffer.append(frames(5));
    const before = logOf(buffer);
    failCommit(buffer, 'EIO');
    buffer.append(frames(2));
    expect(logOf(buffer)).not.toBe(before);
    expect(seqs(buffer)).toEqual(range(7));
  });

  test('at a commit that did reach it: what was not acknowledged does not count, now and later', () => {
    const { buffer, at } = open();
    buffer.append(frames(5));
    failCommit(buffer, 'EIO', written(buffer));
    buffer.append(frames(2, 500));
    expect(seqs(buffer)).toEqual(range(7));
    expect(buffer.carCounts()).toMatchObject([{ buffered: 7 }]);
    buffer.close();
    const again = new EdgeBuffer(at, { ballast: 0, tendEvery: 0 });
    onTestFinished(() => again.close());
    expect(again.takeNews()).toEqual([]);
    expect(again.after(0, 100, 1e6).map(({ seq, body }) => [seq, body.length])).toEqual(range(7).map((n) => [n, n < 5 ? 1000 : 500]));
  });

  test('in the first frame of a car, the same', () => {
    const { buffer } = open();
    failCommit(buffer, 'EIO', written(buffer));
    buffer.append(frames(1));
    expect(seqs(buffer)).toEqual([0]);
  });

  test('after which nothing can be written: nothing is acknowledged, and it is told until it works again', () => {
    const { buffer } = open();
    buffer.append(frames(5));
    failCommit(buffer, 'EIO', () => {
      const { prototype } = EdgeFile;
      const { lanes } = prototype;
      prototype.lanes = () => {
        prototype.lanes = lanes;
        throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' });
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

describe('frames that the disk refuses until the end', () => {
  const gaps = (buffer: EdgeBuffer) => buffer.after(0, 100, 1e6).flatMap(({ car, seq, gap }) => (gap ? [`${car} ${seq}-${gap.last} ${gap.reason}`] : []));
  const told = (numbers: string) => `car7 ${numbers} the disk took nothing more before Lapwing was closed`;

  test('are declared lost at once, under the numbers that they would have had', () => {
    const { buffer, at } = open();
    buffer.append(frames(5));
    buffer.abandon([...frames(3), { race: 'r1', car: 'car44', closed: 1, body: Buffer.alloc(1) }]);
    buffer.append(frames(1));
    expect(gaps(buffer)).toEqual([told('5-7'), told('0-0').replace('car7', 'car44')]);
    expect(buffer.carCounts().map(({ car, buffered }) => [car, buffered])).toEqual([['car7', 9], ['car44', 1]]);
    buffer.close();
    const again = new EdgeBuffer(at, { ballast: 0, tendEvery: 0 });
    onTestFinished(() => again.close());
    expect(again.takeNews()).toEqual([]);
    expect(gaps(again)).toEqual([told('5-7'), told('0-0').replace('car7', 'car44')]);
    again.confirmAll(again.carCounts().map((count) => ({ ...count, next: count.buffered })));
    expect(again.framesOnDisk()).toBe(0);
  });

  test('are declared at the next start where there is no place for a gap record', () => {
    const { buffer, at } = open();
    buffer.append(frames(5));
    const refuse = vi.spyOn(EdgeFile.prototype, 'atomically').mockImplementation(() => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
    onTestFinished(() => refuse.mockRestore());
    buffer.abandon(frames(3));
    buffer.abandon(frames(2));
    expect(gaps(buffer)).toEqual([]);
    expect(buffer.backlog()).toBe(10);
    buffer.close();
    refuse.mockRestore();
    const again = new EdgeBuffer(at, { ballast: 0, tendEvery: 0 });
    expect(gaps(again)).toEqual([told('5-9')]);
    expect(again.takeNews()).toEqual([`The disk of ${at} took nothing more before Lapwing was closed; lost for ever: car7 frames 5-9 of r1. Check that it has room and can be written.`]);
    again.close();
    const third = new EdgeBuffer(at, { ballast: 0, tendEvery: 0 });
    onTestFinished(() => third.close());
    expect(gaps(third)).toEqual([told('5-9')]);
    expect(third.takeNews()).toEqual([]);
  });
});

test('a buffer that has been emptied gives its room back to the disk', () => {
  const { buffer, at } = open();
  for (let n = 0; n < 30; n++) buffer.append(frames(100));
  const room = (): number => readdirSync(`${at}.frames`).reduce((sum, name) => sum + (name.endsWith('.seg') ? statSync(join(`${at}.frames`, name)).size : 0), 0);
  expect(room()).toBeGreaterThan(3_000_000);
  buffer.confirm('r1', 'car7', 3000);
  for (let i = 0; i < 4; i++) buffer.tend();
  expect(room()).toBeLessThan(100_000);
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
