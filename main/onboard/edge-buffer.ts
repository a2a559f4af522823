import { randomUUID } from 'node:crypto';
import type { SealedFrame } from '../../common/frame.ts';
import { openDurable, type Sqlite } from '../sqlite.ts';

/** What is to be buffered: a frame before it has a number. */
export interface NewFrame {
  race: string;
  car: string;
  /** Unix time, ms. */
  closed: number;
  body: Uint8Array;
}

/** The far end holds every frame of this car below `next`. */
export interface Confirmation {
  race: string;
  car: string;
  next: number;
}

export interface BufferedFrame extends SealedFrame {
  /** Place in the order of buffering, over all cars. */
  id: number;
}

/** Where one car's frames of one race are. */
export interface CarCount {
  race: string;
  car: string;
  /** Frames committed: the next sequence number. */
  buffered: number;
  /** Frames confirmed by the far end: all below this number. */
  confirmed: number;
}

const LAYOUT = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE car (
    race TEXT NOT NULL, car TEXT NOT NULL, next INTEGER NOT NULL, confirmed INTEGER NOT NULL,
    PRIMARY KEY (race, car)
  ) WITHOUT ROWID;
  CREATE TABLE frame (
    id INTEGER PRIMARY KEY AUTOINCREMENT, race TEXT NOT NULL, car TEXT NOT NULL, seq INTEGER NOT NULL,
    closed REAL NOT NULL, body BLOB NOT NULL, UNIQUE (race, car, seq)
  );`;

const keyOf = ({ race, car }: { race: string; car: string }): string => `${race}\0${car}`;

/**
 * The disk on the car's side. A frame counts as buffered once `append` has returned: it is then on disk and numbered
 * without gaps. It leaves only through `confirm`.
 */
export class EdgeBuffer {
  /** The life of this file: part of every frame's identity, so that numbers never repeat under one name. */
  readonly incarnation: string;
  private readonly db: Sqlite;
  private readonly appendAll: (frames: readonly NewFrame[]) => ReadonlyMap<string, CarCount>;
  private readonly confirmEach: (marks: readonly Confirmation[]) => void;
  private readonly page;
  private readonly count;
  private readonly oldest;
  private readonly last;
  private readonly cars = new Map<string, CarCount>();

  /** Throws LapwingError when the file cannot be opened, is damaged, or is open elsewhere (`main/sqlite.ts`). */
  constructor(path: string) {
    const db = openDurable(path, {
      exclusive: true,
      version: 1,
      create(fresh) {
        fresh.exec(LAYOUT);
        fresh.prepare('INSERT INTO meta VALUES (?, ?)').run('incarnation', randomUUID());
      },
    });
    this.db = db;
    this.incarnation = db.prepare<[], string>(`SELECT value FROM meta WHERE key = 'incarnation'`).pluck().get()!;
    const insert = db.prepare('INSERT INTO frame (race, car, seq, closed, body) VALUES (?, ?, ?, ?, ?)');
    const advance = db.prepare(`INSERT INTO car VALUES (?, ?, ?, 0) ON CONFLICT DO UPDATE SET next = excluded.next`);
    this.page = db.prepare<[number, number, number], { id: number; race: string; car: string; seq: number; closed: number; body: Buffer }>(
      'SELECT id, race, car, seq, closed, body FROM frame WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
    );
    this.count = db.prepare<[], number>('SELECT COUNT(*) FROM frame').pluck();
    this.oldest = db.prepare<[], number>('SELECT closed FROM frame ORDER BY id LIMIT 1').pluck();
    this.last = db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'frame'`).pluck();
    const remove = db.prepare('DELETE FROM frame WHERE race = ? AND car = ? AND seq < ?');
    const confirmed = db.prepare('UPDATE car SET confirmed = ? WHERE race = ? AND car = ?');
    const cars = db.prepare<[], CarCount>('SELECT race, car, next AS buffered, confirmed FROM car').all();
    for (const row of cars) this.cars.set(keyOf(row), row);

    this.appendAll = db.transaction((frames: readonly NewFrame[]) => {
      const advanced = new Map<string, CarCount>();
      for (const { race, car, closed, body } of frames) {
        const key = keyOf({ race, car });
        const count = advanced.get(key) ?? { race, car, buffered: 0, confirmed: 0, ...this.cars.get(key) };
        advanced.set(key, count);
        insert.run(race, car, count.buffered++, closed, body);
      }
      for (const { race, car, buffered } of advanced.values()) advance.run(race, car, buffered);
      return advanced;
    }).immediate;
    this.confirmEach = db.transaction((marks: readonly Confirmation[]) => {
      for (const { race, car, next } of marks) {
        confirmed.run(next, race, car);
        remove.run(race, car, next);
      }
    }).immediate;
  }

  /** Numbers the frames and commits them, all or none. Throws what SQLite throws; nothing is then buffered. */
  append(frames: readonly NewFrame[]): void {
    if (frames.length === 0) return;
    for (const [key, count] of this.appendAll(frames)) this.cars.set(key, count);
  }

  /** As `confirmAll`, for one car. */
  confirm(race: string, car: string, next: number): void {
    this.confirmAll([{ race, car, next }]);
  }

  /** Lets go of what is confirmed, in one transaction. Earlier and impossible confirmations change nothing. */
  confirmAll(marks: readonly Confirmation[]): void {
    const newest = new Map<string, Confirmation>();
    for (const mark of marks) {
      const key = keyOf(mark);
      const known = this.cars.get(key);
      if (known && mark.next > (newest.get(key)?.next ?? known.confirmed) && mark.next <= known.buffered) newest.set(key, mark);
    }
    if (newest.size === 0) return;
    this.confirmEach([...newest.values()]);
    for (const [key, { next }] of newest) this.cars.get(key)!.confirmed = next;
  }

  /** The frames after `id`, up to and with `until`, as buffered: at most `count`, at most `bytes` of bodies but at least one. */
  after(id: number, count: number, bytes: number, until = Number.MAX_SAFE_INTEGER): BufferedFrame[] {
    const frames: BufferedFrame[] = [];
    let size = 0;
    for (const row of this.page.iterate(id, until, count)) {
      size += row.body.length;
      if (frames.length > 0 && size > bytes) break;
      frames.push({ incarnation: this.incarnation, ...row });
    }
    return frames;
  }

  /** The id of the frame that was buffered last; 0 when there was none. */
  lastId(): number {
    return this.last.get() ?? 0;
  }

  /** Frames that are not confirmed. */
  backlog(): number {
    let backlog = 0;
    for (const car of this.cars.values()) backlog += car.buffered - car.confirmed;
    return backlog;
  }

  /** Unix time at which the oldest unconfirmed frame was closed, ms. */
  oldestClosed(): number | undefined {
    return this.oldest.get();
  }

  carCounts(race?: string): CarCount[] {
    return [...this.cars.values()].filter((car) => race === undefined || car.race === race);
  }

  close(): void {
    this.db.close();
  }

  /** Frames on disk: what `backlog` says, counted the slow way. */
  framesOnDisk(): number {
    return this.count.get()!;
  }
}
