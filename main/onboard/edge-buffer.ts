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

/**
 * The disk on the car's side. A frame counts as buffered once `append` has returned: it is then on disk and numbered
 * without gaps. It leaves only through `confirm`.
 */
export class EdgeBuffer {
  /** The life of this file: part of every frame's identity, so that numbers never repeat under one name. */
  readonly incarnation: string;
  private readonly db: Sqlite;
  private readonly appendAll: (frames: readonly NewFrame[]) => void;
  private readonly confirmAll: (race: string, car: string, next: number) => void;
  private readonly page;
  private readonly count;
  private readonly listCars;
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
    this.listCars = db.prepare<[], CarCount>('SELECT race, car, next AS buffered, confirmed FROM car');
    this.page = db.prepare<[number, number, number], { id: number; race: string; car: string; seq: number; closed: number; body: Buffer }>(
      'SELECT id, race, car, seq, closed, body FROM frame WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
    );
    this.count = db.prepare<[], number>('SELECT COUNT(*) FROM frame').pluck();
    this.oldest = db.prepare<[], number>('SELECT closed FROM frame ORDER BY id LIMIT 1').pluck();
    this.last = db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'frame'`).pluck();
    const remove = db.prepare('DELETE FROM frame WHERE race = ? AND car = ? AND seq < ?');
    const confirmed = db.prepare('UPDATE car SET confirmed = ? WHERE race = ? AND car = ?');
    this.load();

    const append = db.transaction((frames: readonly NewFrame[]) => {
      const touched = new Set<CarCount>();
      for (const frame of frames) {
        const car = this.carOf(frame.race, frame.car);
        insert.run(frame.race, frame.car, car.buffered++, frame.closed, frame.body);
        touched.add(car);
      }
      for (const car of touched) advance.run(car.race, car.car, car.buffered);
    });
    this.appendAll = (frames) => {
      try {
        append.immediate(frames);
      } catch (error) {
        this.load();
        throw error;
      }
    };
    this.confirmAll = db.transaction((race: string, car: string, next: number) => {
      confirmed.run(next, race, car);
      remove.run(race, car, next);
    }).immediate;
  }

  private load(): void {
    this.cars.clear();
    for (const row of this.listCars.all()) this.cars.set(`${row.race}\0${row.car}`, row);
  }

  private carOf(race: string, car: string): CarCount {
    const key = `${race}\0${car}`;
    let found = this.cars.get(key);
    if (!found) this.cars.set(key, (found = { race, car, buffered: 0, confirmed: 0 }));
    return found;
  }

  /** Numbers the frames and commits them, all or none. Throws what SQLite throws; nothing is then buffered. */
  append(frames: readonly NewFrame[]): void {
    if (frames.length > 0) this.appendAll(frames);
  }

  /** The far end holds every frame of this car below `next`. Earlier and impossible confirmations change nothing. */
  confirm(race: string, car: string, next: number): void {
    const known = this.cars.get(`${race}\0${car}`);
    if (!known || next <= known.confirmed || next > known.buffered) return;
    this.confirmAll(race, car, next);
    known.confirmed = next;
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
