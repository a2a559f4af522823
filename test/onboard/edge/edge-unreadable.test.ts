import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { EdgeBuffer } from '../../../main/onboard/edge/edge-buffer.ts';
import { EdgeFile } from '../../../main/onboard/edge/edge-file.ts';
import { testFolder } from '../../support/folder.ts';

interface BadPlace {
  segment: string;
  from: number;
  to: number;
  /** How often it cannot be read. */
  times: number;
}

/** A disk with places that it cannot read, in the place of the system's own. */
const disk = vi.hoisted(() => ({ bad: [] as BadPlace[], names: new Map<number, string>() }));

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  const openSync: typeof fs.openSync = (path, ...more) => {
    const file = fs.openSync(path, ...more);
    disk.names.set(file, String(path));
    return file;
  };
  // As the system does it: a read ends before a bad place, and fails where it begins in one.
  const readSync = (file: number, into: NodeJS.ArrayBufferView, offset: number, length: number, at: number): number => {
    const bad = disk.bad.find(({ segment, from, to, times }) => times > 0 && basename(disk.names.get(file) ?? '') === segment && at < to && at + length > from);
    if (bad && at >= bad.from) {
      bad.times--;
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
    }
    return fs.readSync(file, into, offset, bad ? bad.from - at : length, at);
  };
  return { ...fs, openSync, readSync: readSync as typeof fs.readSync };
});

afterEach(() => void disk.bad.splice(0));

const FRAMES = 300;
const body = (n: number): Buffer => Buffer.alloc(500, `${n} `);
/** Frames of 500 bytes, about, in 4096 bytes that begin and end anywhere. */
const MOST_IN_A_BLOCK = 10;

const unreadable = (segment: string, from: number, to: number, times = Infinity): void => void disk.bad.push({ segment, from, to, times });

function open(at: string): EdgeBuffer {
  const buffer = new EdgeBuffer(at, { ballast: 0, tendEvery: 0, segment: 64 * 1024 });
  onTestFinished(() => buffer.close());
  return buffer;
}

/** Two cars' frames in some six segments. */
function filled(): { buffer: EdgeBuffer; at: string } {
  const at = join(testFolder(), 'edge.db');
  const buffer = open(at);
  for (let n = 0; n < FRAMES; n++) buffer.append(['car7', 'car44'].map((car) => ({ race: 'r1', car, closed: 1000, body: body(n) })));
  expect(segmentsOf(at).length).toBeGreaterThan(4);
  return { buffer, at };
}

const segmentsOf = (at: string): string[] => readdirSync(`${at}.frames`).sort();
const quarantine = (at: string): string[] => readdirSync(join(dirname(at), 'quarantine'));

/** Drains the buffer as an uplink does. Every number has to come: as a frame with its own content, or in a gap record. Returns how many were lost. */
function drained(buffer: EdgeBuffer): number {
  const frames = [];
  for (let page = buffer.after(0, 50, 1e6); page.length > 0; page = buffer.after(frames.at(-1)!.id, 50, 1e6)) frames.push(...page);
  let lost = 0;
  for (const car of ['car7', 'car44']) {
    const numbers = new Set<number>();
    for (const frame of frames.filter((each) => each.car === car)) {
      const last = frame.gap?.last ?? frame.seq;
      for (let seq = frame.seq; seq <= last; seq++) {
        // When files were made anew on the way, frames come again.
        if (frame.gap && !numbers.has(seq)) lost++;
        numbers.add(seq);
      }
      if (!frame.gap) expect(Buffer.from(frame.body)).toEqual(body(frame.seq));
    }
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: FRAMES }, (_, n) => n));
  }
  return lost;
}

test('frames that the disk cannot read are declared lost in one line, and all others leave', () => {
  const { buffer, at } = filled();
  unreadable('00000002.seg', 20_480, 24_576);
  const lost = drained(buffer);
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThanOrEqual(MOST_IN_A_BLOCK);
  expect(buffer.takeNews()).toEqual([
    expect.stringMatching(
      /edge\.db was damaged \(00000002\.seg cannot be read at byte \d+ \(EIO: i\/o error, read\) and lies in .*quarantine.*00000002\.seg-\w+ now\): \d+ frames were saved from it, lost for ever: car\d+ frames \d+-\d+ of r1, car\d+ frames \d+-\d+ of r1\..*Check the disk; Lapwing goes on by itself\.$/,
    ),
  ]);
  expect(buffer.storage.state).toBe('ok');
  expect(segmentsOf(at)).not.toContain('00000002.seg');
  expect(drained(buffer)).toBe(lost);
  buffer.close();
  const again = open(at);
  expect(drained(again)).toBe(lost);
  expect(again.takeNews()).toEqual([]);
});

test('what the disk reads the second time is not lost, and nobody is told', () => {
  const { buffer, at } = filled();
  unreadable('00000002.seg', 20_480, 24_576, 1);
  expect(drained(buffer)).toBe(0);
  expect(buffer.takeNews()).toEqual([]);
  expect(segmentsOf(at)).toContain('00000002.seg');
});

test('a segment of which nothing can be read is kept apart all the same, and the others leave', () => {
  const { buffer, at } = filled();
  unreadable('00000003.seg', 0, Infinity);
  const lost = drained(buffer);
  expect(lost).toBeGreaterThan(50);
  expect(lost).toBeLessThan(FRAMES);
  expect(buffer.takeNews()).toEqual([expect.stringMatching(/00000003\.seg cannot be read at byte \d+ .*: 0 frames were saved from it, lost for ever: /)]);
  expect(quarantine(at)).toEqual([expect.stringContaining('00000003.seg')]);
});

test('nor is one that is being written', () => {
  const { buffer, at } = filled();
  unreadable(segmentsOf(at).at(-1)!, 0, 8192);
  const lost = drained(buffer);
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThanOrEqual(2 * MOST_IN_A_BLOCK);
  buffer.append([{ race: 'r2', car: 'car7', closed: 1, body: body(1) }]);
  expect(buffer.after(0, 10_000, 1e9).at(-1)).toMatchObject({ race: 'r2', seq: 0 });
});

test.each([[0], [20_480]])('a start on a segment that cannot be read at byte %i goes on with the rest', (from) => {
  const { buffer, at } = filled();
  buffer.close();
  for (const segment of [segmentsOf(at)[1]!, segmentsOf(at).at(-1)!]) unreadable(segment, from, from + 4096);
  const again = open(at);
  const lost = drained(again);
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThanOrEqual(2 * MOST_IN_A_BLOCK);
  const news = again.takeNews().join('\n');
  for (const segment of disk.bad) expect(news).toContain(`${segment.segment} cannot be read at byte`);
});

/** SQLite cannot read the database the next so many times that it is looked through. */
function unreadableDatabase(times: number): void {
  const check = vi.spyOn(EdgeFile.prototype, 'fault');
  for (let n = 0; n < times; n++) {
    check.mockImplementationOnce(() => {
      throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
    });
  }
  onTestFinished(() => check.mockRestore());
}

test('a database that cannot be read is made anew from what can, in one line; what was read the second time is believed', () => {
  const { buffer, at } = filled();
  buffer.setAside(buffer.after(0, 1, 1e6)[0]!, 'too large', 'Do nothing.');
  buffer.close();
  unreadableDatabase(1);
  const second = open(at);
  expect(drained(second)).toBe(1);
  expect(second.takeNews()).toEqual([]);
  second.close();
  unreadableDatabase(2);
  unreadable('edge.db', 0, 4096);
  const again = open(at);
  expect(drained(again)).toBeLessThanOrEqual(1);
  expect(again.takeNews()).toEqual([expect.stringMatching(/edge\.db was damaged \(it cannot be read\) and lies in .*quarantine.* now: \d+ frames were saved from it, nothing is known to be lost\..*Check the disk/)]);
  expect(quarantine(at)).toEqual([expect.stringMatching(/^edge\.db-/)]);
});

test('on a disk that takes nothing either, nothing is declared lost: what it reads again later leaves', () => {
  const { buffer } = filled();
  unreadable('00000002.seg', 0, Infinity);
  const refuse = vi.spyOn(EdgeFile.prototype, 'atomically').mockImplementation(() => {
    throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
  });
  onTestFinished(() => refuse.mockRestore());
  expect(() => drained(buffer)).toThrow('disk I/O error');
  expect(buffer.storage.state).toBe('fault');
  refuse.mockRestore();
  disk.bad.splice(0);
  expect(drained(buffer)).toBe(0);
  expect(buffer.storage.state).toBe('ok');
});
