import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import Database from 'better-sqlite3';
import { EdgeBuffer, type BufferedFrame } from '../../main/onboard/edge-buffer.ts';
import { testFolder } from '../support/folder.ts';

const OPTIONS = { ballast: 0, tendEvery: 0 };
const FRAMES = 200;

const body = (n: number, size = 300): Buffer => Buffer.alloc(size, `${n} `);

/** A buffer with frames of two cars that was killed: what lay on its disk at that moment, in a folder of its own. */
function killed(fill: (buffer: EdgeBuffer) => void = fillPlainly): string {
  const from = join(testFolder(), 'edge.db');
  const at = join(testFolder(), 'edge.db');
  const buffer = new EdgeBuffer(from, OPTIONS);
  fill(buffer);
  for (const end of ['', '-wal', '.mark', '.latest']) if (existsSync(`${from}${end}`)) copyFileSync(`${from}${end}`, `${at}${end}`);
  buffer.close();
  return at;
}

function fillPlainly(buffer: EdgeBuffer): void {
  for (let n = 0; n < FRAMES; n++) buffer.append(['car7', 'car44'].map((car) => ({ race: 'r1', car, closed: 1000, body: body(n) })));
  buffer.tend();
}

function open(at: string): EdgeBuffer {
  const buffer = new EdgeBuffer(at, OPTIONS);
  onTestFinished(() => buffer.close());
  return buffer;
}

function all(buffer: EdgeBuffer): BufferedFrame[] {
  const frames: BufferedFrame[] = [];
  for (;;) {
    const page = buffer.after(frames.at(-1)?.id ?? 0, 50, 1e6);
    if (page.length === 0) return frames;
    frames.push(...page);
  }
}

/** Every number of each car is there once: as a frame with its own content, or within a gap record. Returns how many are frames. */
function accounted(buffer: EdgeBuffer, expected = FRAMES, content = body): number {
  const frames = all(buffer);
  let delivered = 0;
  for (const car of ['car7', 'car44']) {
    let next = 0;
    for (const frame of frames.filter((each) => each.car === car).toSorted((a, b) => a.seq - b.seq)) {
      expect(frame.seq).toBe(next);
      next = (frame.gap?.last ?? frame.seq) + 1;
      if (frame.gap) continue;
      delivered++;
      expect(Buffer.from(frame.body)).toEqual(content(frame.seq));
    }
    expect(next).toBe(expected);
  }
  return delivered;
}

const checkpointed = (buffer: EdgeBuffer): void => {
  fillPlainly(buffer);
  (buffer as unknown as { file: { db: Database.Database } }).file.db.pragma('wal_checkpoint(TRUNCATE)');
};

function patch(at: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(at);
  change(bytes);
  writeFileSync(at, bytes);
}

const quarantined = (at: string): string[] => {
  const folder = join(dirname(at), 'quarantine');
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('-wal')) : [];
};

describe('a buffer that was killed', () => {
  test('has everything, says nothing, and keeps its name', () => {
    const at = killed();
    const buffer = open(at);
    expect(accounted(buffer)).toBe(2 * FRAMES);
    expect(buffer.takeNews()).toEqual([]);
    expect(readdirSync(dirname(at)).filter((name) => name.includes('kept') || name === 'quarantine')).toEqual([]);
  });

  test.each([0.1, 0.5, 0.9])('with a bit of its WAL flipped at %d: what can be read is there, the rest is a gap record', (place) => {
    const at = killed();
    patch(`${at}-wal`, (bytes) => (bytes[Math.floor(bytes.length * place)]! ^= 1));
    const buffer = open(at);
    expect(accounted(buffer)).toBeGreaterThan(2 * FRAMES - 10);
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/edge\.db has lost its end: \d+ frames were saved from it/)]);
  });

  test('without its WAL: the lost tail is a gap record, told in one line, and its numbers are never given out again', () => {
    const at = killed();
    const before = open(killed()).incarnation;
    rmSync(`${at}-wal`);
    rmSync(at);
    const buffer = open(at);
    expect(accounted(buffer)).toBe(0);
    expect(buffer.takeNews()).toEqual([expect.stringContaining(`lost for ever: car7 frames 0-${FRAMES - 1} of r1, car44 frames 0-${FRAMES - 1} of r1`)]);
    const gaps = all(buffer);
    expect(gaps.map(({ seq, gap }) => [seq, gap?.last])).toEqual([[0, FRAMES - 1], [0, FRAMES - 1]]);
    buffer.append([{ race: 'r1', car: 'car7', closed: 1, body: body(0) }]);
    const last = all(buffer).at(-1)!;
    expect(last.incarnation).toBe(buffer.incarnation);
    expect(gaps.map(({ incarnation }) => incarnation)).not.toContain(last.incarnation);
    expect(before).not.toBe(last.incarnation);
  });

  test('without its WAL, right after a frame: that one is known to be lost too', () => {
    const at = killed((buffer) => {
      fillPlainly(buffer);
      buffer.append([{ race: 'r1', car: 'car7', closed: 1000, body: body(0) }]);
      buffer.append([{ race: 'r1', car: 'car8', closed: 1000, body: body(0) }]);
    });
    rmSync(`${at}-wal`);
    const buffer = open(at);
    expect(buffer.carCounts().map(({ car, buffered }) => [car, buffered])).toEqual([['car7', FRAMES + 1], ['car44', FRAMES], ['car8', 1]]);
    expect(buffer.takeNews()).toEqual([expect.stringContaining('car8 frames 0-0 of r1')]);
  });

  test('with a WAL that is cut short: as much', () => {
    const at = killed();
    truncateSync(`${at}-wal`, statSync(`${at}-wal`).size - 20_013);
    const buffer = open(at);
    const delivered = accounted(buffer);
    expect(delivered).toBeGreaterThan(2 * FRAMES - 20);
    expect(delivered).toBeLessThan(2 * FRAMES);
    expect(buffer.takeNews()).toHaveLength(1);
  });

  test('a confirmation goes past a gap record', () => {
    const at = killed();
    for (const end of ['', '-wal']) rmSync(`${at}${end}`);
    const buffer = open(at);
    const marks = buffer.carCounts();
    buffer.confirmAll(marks.map(({ incarnation, race, car }) => ({ incarnation, race, car, next: FRAMES })));
    expect(buffer.framesOnDisk()).toBe(0);
    expect(buffer.backlog()).toBe(0);
  });
});

describe('a damaged file', () => {
  const damages: [string, (at: string) => void][] = [
    ['whose header is zero', (at) => patch(at, (bytes) => bytes.fill(0, 0, 100))],
    ['whose first page is zero', (at) => patch(at, (bytes) => bytes.fill(0, 0, 4096))],
    ['that is cut in half', (at) => truncateSync(at, Math.floor(statSync(at).size / 8192) * 4096)],
    ['that is cut within a page', (at) => truncateSync(at, statSync(at).size - 6000)],
    ['with a page of noise', (at) => patch(at, (bytes) => bytes.fill(0xa5, 9 * 4096, 10 * 4096))],
  ];

  test.each(damages)('%s goes to quarantine; what it has is delivered and what it lost is a gap record', (_, damage) => {
    const at = killed(checkpointed);
    damage(at);
    const buffer = open(at);
    expect(accounted(buffer)).toBeGreaterThan(FRAMES / 2);
    expect(quarantined(at)).toHaveLength(1);
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/edge\.db was damaged \(.+\) and lies in .*quarantine.*frames were saved/)]);
    buffer.append([{ race: 'r2', car: 'car7', closed: 1, body: body(0) }]);
    expect(buffer.carCounts('r2')).toMatchObject([{ buffered: 1 }]);
  });

  test('that is no database at all makes room for a new one', () => {
    const at = join(testFolder(), 'edge.db');
    writeFileSync(at, 'this is not a database, whatever its name says'.repeat(100));
    const buffer = open(at);
    expect(buffer.backlog()).toBe(0);
    expect(quarantined(at)).toHaveLength(1);
  });

  test('gives back frames that are larger than a page', () => {
    const at = killed((buffer) => {
      for (let n = 0; n < 20; n++) buffer.append(['car7', 'car44'].map((car) => ({ race: 'r1', car, closed: 1, body: body(n, 20_000) })));
      buffer.tend();
      (buffer as unknown as { file: { db: Database.Database } }).file.db.pragma('wal_checkpoint(TRUNCATE)');
    });
    patch(at, (bytes) => bytes.fill(0, 0, 4096));
    expect(accounted(open(at), 20, (n) => body(n, 20_000))).toBe(40);
  });

  test('that shows its damage while it is read is made anew, and a reader that is half through misses nothing', () => {
    const buffer = open(join(testFolder(), 'edge.db'));
    checkpointed(buffer);
    for (const car of ['car7', 'car44']) buffer.confirm('r1', car, 50);
    const first = buffer.after(0, 150, 1e6);
    const { file } = buffer as unknown as { file: { rows: unknown } };
    file.rows = () => {
      throw Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
    };
    const seen = new Set<string>();
    let last = 0;
    for (let page = first; page.length > 0; page = buffer.after(last, 50, 1e6)) {
      for (const { incarnation, car, seq } of page) seen.add(`${incarnation} ${car} ${seq}`);
      last = page.at(-1)!.id;
    }
    expect(seen.size).toBe(2 * FRAMES - 100);
    expect(buffer.storage.state).toBe('ok');
    expect(buffer.takeNews()).toEqual([expect.stringContaining('was damaged (database disk image is malformed)')]);
  });

  test('a frame with a flipped bit is set apart alone', () => {
    const at = killed(checkpointed);
    patch(at, (bytes) => {
      const place = bytes.indexOf('77 77 77');
      bytes[place] = bytes[place]! ^ 1;
    });
    const buffer = open(at);
    expect(accounted(buffer)).toBe(2 * FRAMES - 1);
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/^car\d+ frame 77 of r1 was damaged in .*edge\.db and is set apart there/)]);
    expect(accounted(buffer)).toBe(2 * FRAMES - 1);
    expect(buffer.takeNews()).toEqual([]);
  });
});

test('a file of the first layout goes on under its incarnation', () => {
  const at = join(testFolder(), 'edge.db');
  const db = new Database(at);
  db.exec(`
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE car (race TEXT NOT NULL, car TEXT NOT NULL, next INTEGER NOT NULL, confirmed INTEGER NOT NULL, PRIMARY KEY (race, car)) WITHOUT ROWID;
    CREATE TABLE frame (id INTEGER PRIMARY KEY AUTOINCREMENT, race TEXT NOT NULL, car TEXT NOT NULL, seq INTEGER NOT NULL,
      closed REAL NOT NULL, body BLOB NOT NULL, UNIQUE (race, car, seq));
    INSERT INTO meta VALUES ('incarnation', 'old');
    INSERT INTO car VALUES ('r1', 'car7', 3, 1);
    INSERT INTO frame VALUES (2, 'r1', 'car7', 1, 5, x'61'), (3, 'r1', 'car7', 2, 6, x'62');
    PRAGMA user_version = 1;`);
  db.close();
  const buffer = open(at);
  buffer.append([{ race: 'r1', car: 'car7', closed: 7, body: Buffer.from('c') }]);
  expect(all(buffer).map(({ incarnation, seq, closed, body: bytes }) => [incarnation, seq, closed, Buffer.from(bytes).toString()])).toEqual([
    ['old', 1, 5, 'a'],
    ['old', 2, 6, 'b'],
    ['old', 3, 7, 'c'],
  ]);
});
