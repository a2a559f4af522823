import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import Database from 'better-sqlite3';
import { EdgeBuffer, type BufferedFrame, type EdgeBufferOptions } from '../../../main/onboard/edge/edge-buffer.ts';
import { EdgeFile } from '../../../main/onboard/edge/edge-file.ts';
import { writeHighWater } from '../../../main/onboard/edge/high-water.ts';
import { testFolder } from '../../support/folder.ts';

const OPTIONS = { ballast: 0, tendEvery: 0 };
const FRAMES = 200;

const body = (n: number, size = 300): Buffer => Buffer.alloc(size, `${n} `);

/** A buffer with frames of two cars that was killed: what lay on its disk at that moment, in a folder of its own. */
function killed(fill: (buffer: EdgeBuffer) => void = fillPlainly, options: EdgeBufferOptions = OPTIONS): string {
  const from = join(testFolder(), 'edge.db');
  const at = join(testFolder(), 'edge.db');
  const buffer = new EdgeBuffer(from, options);
  fill(buffer);
  for (const end of ['', '-wal', '.mark', '.mark.latest', '.frames']) if (existsSync(`${from}${end}`)) cpSync(`${from}${end}`, `${at}${end}`, { recursive: true });
  buffer.close();
  return at;
}

const segments = (at: string): string[] => readdirSync(`${at}.frames`).map((name) => join(`${at}.frames`, name));

/** A buffer of before there were segments, with all its frames in the database. */
function secondLayout(size = 300, frames = FRAMES): string {
  const at = join(testFolder(), 'edge.db');
  const file = new EdgeFile(at);
  const { incarnation } = file;
  const lanes = ['car7', 'car44'].map((car) => ({ incarnation, race: 'r1', car, buffered: frames, confirmed: 0 }));
  file.atomically(() => {
    for (let seq = 0; seq < frames; seq++) for (const lane of lanes) file.putBack(lane, { ...lane, seq, closed: 1000, body: body(seq, size) });
  });
  file.close();
  const db = new Database(at);
  db.pragma('user_version = 2');
  db.close();
  writeHighWater(`${at}.mark`, { closed: true, marks: lanes.map(({ buffered, ...lane }) => ({ ...lane, next: buffered })) });
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

  test.each([0.1, 0.5, 0.9])('with a bit of its segment flipped at %d: every other frame is there, and this one is a gap record or saved', (place) => {
    const at = killed();
    patch(segments(at)[0]!, (bytes) => (bytes[Math.floor(bytes.length * place)]! ^= 1));
    const buffer = open(at);
    expect(accounted(buffer)).toBeGreaterThanOrEqual(2 * FRAMES - 1);
    expect(buffer.takeNews()).toHaveLength(1);
  });

  test('without its segments: what is lost is a gap record, told in one line, and its numbers are never given out again', () => {
    const at = killed();
    rmSync(`${at}.frames`, { recursive: true });
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
  });

  test('without its database: everything is there, under a new incarnation from now on', () => {
    const at = killed();
    for (const end of ['', '-wal']) rmSync(`${at}${end}`);
    const buffer = open(at);
    expect(accounted(buffer)).toBe(2 * FRAMES);
    expect(buffer.takeNews()).toEqual([]);
    expect(all(buffer).map(({ incarnation }) => incarnation)).not.toContain(buffer.incarnation);
  });

  test('with a segment that is cut short: what it lost is a gap record', () => {
    const at = killed();
    truncateSync(segments(at)[0]!, statSync(segments(at)[0]!).size - 20_013);
    const buffer = open(at);
    const delivered = accounted(buffer);
    expect(delivered).toBeGreaterThan(2 * FRAMES - 70);
    expect(delivered).toBeLessThan(2 * FRAMES);
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/edge\.db has lost its end: 0 frames were saved from it, lost for ever: car7 frames \d+-199 of r1/)]);
  });

  test('with a segment that is cut short at the end of a commit, right after it was made: as much', () => {
    let size = 0;
    const at = killed((buffer) => {
      fillPlainly(buffer);
      const { log } = (buffer as unknown as { store: { log: { ends: Map<number, number> } } }).store;
      size = [...log.ends.values()][0]!;
      buffer.append(['car7', 'car44'].map((car) => ({ race: 'r1', car, closed: 1000, body: body(FRAMES) })));
    });
    truncateSync(segments(at)[0]!, size);
    const buffer = open(at);
    expect(accounted(buffer, FRAMES + 1)).toBe(2 * FRAMES);
    expect(buffer.takeNews()).toEqual([expect.stringContaining(`lost for ever: car7 frames ${FRAMES}-${FRAMES} of r1, car44 frames ${FRAMES}-${FRAMES} of r1`)]);
  });

  test('in the middle of a commit: what is whole of it counts, the rest does not, and there is nothing to tell', () => {
    const at = killed((buffer) => {
      fillPlainly(buffer);
      buffer.append(['car7', 'car44'].map((car) => ({ race: 'r1', car, closed: 1000, body: body(FRAMES) })));
    });
    truncateSync(segments(at)[0]!, statSync(segments(at)[0]!).size - 100);
    // They are written when a commit has come to its end.
    rmSync(`${at}.mark.latest`);
    const buffer = open(at);
    expect(buffer.carCounts().map(({ buffered }) => buffered)).toEqual([FRAMES + 1, FRAMES]);
    expect(buffer.takeNews()).toEqual([]);
    buffer.append([{ race: 'r1', car: 'car44', closed: 1000, body: body(FRAMES) }]);
    expect(accounted(buffer, FRAMES + 1)).toBe(2 * FRAMES + 2);
  });

  test('a confirmation goes past a gap record', () => {
    const at = killed();
    rmSync(`${at}.frames`, { recursive: true });
    const buffer = open(at);
    const marks = buffer.carCounts();
    buffer.confirmAll(marks.map(({ incarnation, race, car }) => ({ incarnation, race, car, next: FRAMES })));
    expect(buffer.framesOnDisk()).toBe(0);
    expect(buffer.backlog()).toBe(0);
  });
});

describe('a damaged segment among others', () => {
  const many = (): string => killed(fillPlainly, { ...OPTIONS, segment: 20_000 });
  const damages: [string, (path: string) => void][] = [
    ['with a zero beginning', (path) => patch(path, (bytes) => bytes.fill(0, 0, 4096))],
    ['with another number', (path) => renameSync(path, path.replace(/\d{8}/, '00009999'))],
    ['with noise in its middle', (path) => patch(path, (bytes) => bytes.fill(0xa5, 9000, 12_000))],
    ['that is cut in half', (path) => truncateSync(path, 10_000)],
  ];

  test.each(damages)('%s goes to quarantine when it is met; what it has is delivered and what it lost is a gap record', (_, damage) => {
    const at = many();
    expect(segments(at).length).toBeGreaterThan(5);
    damage(segments(at)[3]!);
    const buffer = open(at);
    // What is met while it is read comes again.
    all(buffer);
    expect(accounted(buffer)).toBeGreaterThan(2 * FRAMES - 80);
    expect(quarantined(at)).toHaveLength(1);
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/edge\.db was damaged \(\d{8}\.seg .* lies in .*quarantine.*\): \d+ frames were saved/)]);
    buffer.append([{ race: 'r2', car: 'car7', closed: 1, body: body(0) }]);
    expect(buffer.carCounts('r2')).toMatchObject([{ buffered: 1 }]);
  });

  test('that is gone is a gap record', () => {
    const at = many();
    rmSync(segments(at)[3]!);
    const buffer = open(at);
    expect(accounted(buffer)).toBeGreaterThan(2 * FRAMES - 80);
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/edge\.db has lost a part: 0 frames were saved from it, lost for ever: car7 frames/)]);
  });

  test('is read on from where it was, and a reader that is half through misses nothing', () => {
    const at = many();
    const buffer = open(at);
    for (const car of ['car7', 'car44']) buffer.confirm('r1', car, 50);
    const first = buffer.after(0, 150, 1e6);
    damages[2]![1](segments(at)[6]!);
    const seen = new Set<string>();
    let last = 0;
    for (let page = first; page.length > 0; page = buffer.after(last, 50, 1e6)) {
      for (const { incarnation, car, seq, gap } of page) for (let n = seq; n <= (gap?.last ?? seq); n++) seen.add(`${incarnation} ${car} ${n}`);
      last = page.at(-1)!.id;
    }
    expect(seen.size).toBe(2 * FRAMES - 100);
    expect(buffer.storage.state).toBe('ok');
    expect(buffer.takeNews()).toEqual([expect.stringContaining('was damaged')]);
  });
});

describe('a damaged database', () => {
  const damages: [string, (at: string) => void][] = [
    ['whose header is zero', (at) => patch(at, (bytes) => bytes.fill(0, 0, 100))],
    ['whose first page is zero', (at) => patch(at, (bytes) => bytes.fill(0, 0, 4096))],
    ['that is cut in half', (at) => truncateSync(at, Math.floor(statSync(at).size / 8192) * 4096)],
    ['that is cut within a page', (at) => truncateSync(at, statSync(at).size - 6000)],
    ['with a page of noise', (at) => patch(at, (bytes) => bytes.fill(0xa5, 9 * 4096, 10 * 4096))],
  ];

  test.each(damages)('%s goes to quarantine; what it has is delivered and what it lost is a gap record', (_, damage) => {
    const at = secondLayout();
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
    const at = secondLayout(20_000, 20);
    patch(at, (bytes) => bytes.fill(0, 0, 4096));
    expect(accounted(open(at), 20, (n) => body(n, 20_000))).toBe(40);
  });

  test('leaves the segments as they are', () => {
    const at = killed();
    patch(at, (bytes) => bytes.fill(0, 0, 4096));
    rmSync(`${at}-wal`);
    const buffer = open(at);
    expect(accounted(buffer)).toBe(2 * FRAMES);
    expect(buffer.takeNews()).toEqual([expect.stringContaining('0 frames were saved from it, nothing is known to be lost')]);
  });

  test('that shows its damage while it is read is made anew, and a reader that is half through misses nothing', () => {
    const buffer = open(secondLayout());
    for (const car of ['car7', 'car44']) buffer.confirm('r1', car, 50);
    const first = buffer.after(0, 150, 1e6);
    const { file } = (buffer as unknown as { store: { file: { rows: unknown } } }).store;
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
});

describe.each([
  ['a segment', (): string => killed(), (at: string): string => segments(at)[0]!],
  ['a database of the second layout', (): string => secondLayout(), (at: string): string => at],
])('a frame with a flipped bit in %s', (_, make, place) => {
  test('is set apart alone', () => {
    const at = make();
    patch(place(at), (bytes) => {
      const found = bytes.indexOf('77 77 77');
      bytes[found] = bytes[found]! ^ 1;
    });
    const buffer = open(at);
    expect(accounted(buffer)).toBe(2 * FRAMES - 1);
    expect(buffer.takeNews()).toEqual([expect.stringMatching(/^car\d+ frame 77 of r1 was damaged in .*edge\.db and is set apart there/)]);
    expect(accounted(buffer)).toBe(2 * FRAMES - 1);
    expect(buffer.takeNews()).toEqual([]);
    buffer.close();
    const again = open(at);
    expect(accounted(again)).toBe(2 * FRAMES - 1);
    expect(again.takeNews()).toEqual([]);
  });
});

test('frames of the second layout leave before what is buffered now, and are confirmed as ever', () => {
  const at = secondLayout(300, 3);
  const buffer = open(at);
  buffer.append([{ race: 'r1', car: 'car7', closed: 1, body: body(3) }]);
  expect(all(buffer).map(({ car, seq }) => `${car}/${seq}`)).toEqual(['car7/0', 'car44/0', 'car7/1', 'car44/1', 'car7/2', 'car44/2', 'car7/3']);
  buffer.confirmAll([{ ...buffer.carCounts()[0]!, next: 3 }]);
  expect(all(buffer).map(({ car, seq }) => `${car}/${seq}`)).toEqual(['car44/0', 'car44/1', 'car44/2', 'car7/3']);
  buffer.close();
  expect(all(open(at)).map(({ car, seq }) => `${car}/${seq}`)).toEqual(['car44/0', 'car44/1', 'car44/2', 'car7/3']);
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
