import { randomUUID } from 'node:crypto';
import { sealFrame, type SealedFrame } from '../../common/frame.ts';
import { openDurable, type Sqlite } from '../sqlite.ts';
import type { NewFrame } from './edge-buffer.ts';
import type { HighWaterMark } from './high-water.ts';

/** One car of one race under one incarnation: a row of numbers without gaps. */
export interface Lane {
  readonly lane: number;
  readonly incarnation: string;
  readonly race: string;
  readonly car: string;
  /** Numbers given out: the next one. */
  buffered: number;
  /** Numbers that the far end holds: all below. */
  confirmed: number;
}

/** A frame, or a gap record, as the file has it. */
export interface EdgeRow {
  id: number;
  incarnation: string;
  race: string;
  car: string;
  lane: number;
  seq: number;
  last: number;
  closed: number;
  sealed: Buffer;
}

/** A hole in a lane's numbers, both ends included. */
export interface Hole {
  first: number;
  last: number;
}

const VERSION = 2;
const TABLES = `
  CREATE TABLE car (
    lane INTEGER PRIMARY KEY, incarnation TEXT NOT NULL, race TEXT NOT NULL, car TEXT NOT NULL,
    next INTEGER NOT NULL, confirmed INTEGER NOT NULL, UNIQUE (incarnation, race, car)
  );
  CREATE TABLE frame (
    id INTEGER PRIMARY KEY AUTOINCREMENT, lane INTEGER NOT NULL, seq INTEGER NOT NULL, last INTEGER NOT NULL,
    closed REAL NOT NULL, sealed BLOB NOT NULL, UNIQUE (lane, seq)
  );
  CREATE TABLE quarantine (id INTEGER PRIMARY KEY, lane INTEGER NOT NULL, seq INTEGER NOT NULL, sealed BLOB NOT NULL);`;

export const laneKey = ({ incarnation, race, car }: { incarnation: string; race: string; car: string }): string => `${incarnation}\0${race}\0${car}`;

/**
 * The database of an edge buffer over one connection. Frames lie in it as they are sent, checksum and identity
 * included, so that each can be told from damage by itself. Every method throws what SQLite throws; then nothing has changed.
 */
export class EdgeFile {
  incarnation: string;
  private readonly db: Sqlite;
  readonly append: (frames: readonly NewFrame[], known: ReadonlyMap<string, Lane>) => ReadonlyMap<string, Lane>;
  readonly confirm: (marks: readonly { lane: number; next: number }[]) => void;
  private readonly insert;
  private readonly addLane;
  private readonly saveLane;
  private readonly remove;
  private readonly page;
  private readonly count;
  private readonly oldest;
  private readonly last;

  /** Throws LapwingError as `openDurable` does. */
  constructor(path: string) {
    const db = openDurable(path, { exclusive: true, version: VERSION, shrinks: true, create: createTables });
    this.db = db;
    try {
      this.incarnation = db.prepare<[], string>(`SELECT value FROM meta WHERE key = 'incarnation'`).pluck().get()!;
      this.insert = db.prepare('INSERT INTO frame (lane, seq, last, closed, sealed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
      this.addLane = db.prepare('INSERT INTO car (incarnation, race, car, next, confirmed) VALUES (?, ?, ?, 0, 0)');
      this.saveLane = db.prepare('UPDATE car SET next = ?, confirmed = ? WHERE lane = ?');
      this.remove = db.prepare('DELETE FROM frame WHERE lane = ? AND seq < ? AND last < ?');
      this.page = db.prepare<[number, number, number], EdgeRow>(
        'SELECT id, incarnation, race, car, lane, seq, last, closed, sealed FROM frame JOIN car USING (lane) WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
      );
      this.count = db.prepare<[], number>('SELECT COUNT(*) FROM frame').pluck();
      this.oldest = db.prepare<[], number>('SELECT closed FROM frame ORDER BY id LIMIT 1').pluck();
      this.last = db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'frame'`).pluck();
    } catch (error) {
      db.close();
      throw error;
    }
    const add = db.prepare('INSERT INTO frame (lane, seq, last, closed, sealed) VALUES (?, ?, ?, ?, ?)');
    const confirmed = db.prepare('UPDATE car SET confirmed = ? WHERE lane = ?');
    this.append = db.transaction((frames: readonly NewFrame[], known: ReadonlyMap<string, Lane>) => {
      const advanced = new Map<string, Lane>();
      const { incarnation } = this;
      for (const { race, car, closed, body } of frames) {
        const key = laneKey({ incarnation, race, car });
        let lane = advanced.get(key);
        if (!lane) {
          const before = known.get(key);
          lane = before ? { ...before } : this.newLane(incarnation, race, car);
          advanced.set(key, lane);
        }
        const seq = lane.buffered++;
        add.run(lane.lane, seq, seq, closed, sealFrame({ incarnation, race, car, seq, closed, body }));
      }
      for (const { lane, buffered, confirmed: held } of advanced.values()) this.saveLane.run(buffered, held, lane);
      return advanced;
    }).immediate;
    this.confirm = db.transaction((marks: readonly { lane: number; next: number }[]) => {
      for (const { lane, next } of marks) {
        confirmed.run(next, lane);
        this.remove.run(lane, next, next);
      }
    }).immediate;
  }

  private newLane(incarnation: string, race: string, car: string): Lane {
    const lane = Number(this.addLane.run(incarnation, race, car).lastInsertRowid);
    return { lane, incarnation, race, car, buffered: 0, confirmed: 0 };
  }

  lanes(): Map<string, Lane> {
    const rows = this.db.prepare<[], Lane>('SELECT lane, incarnation, race, car, next AS buffered, confirmed FROM car').all();
    return new Map(rows.map((row) => [laneKey(row), row]));
  }

  /** The rows after `id`, up to and with `until`, in the order of buffering. Nothing may be written while they are taken. */
  rows(id: number, until: number, count: number): IterableIterator<EdgeRow> {
    return this.page.iterate(id, until, count);
  }

  framesOnDisk(): number {
    return this.count.get()!;
  }

  /** Unix time at which the oldest frame was closed, ms. */
  oldestClosed(): number | undefined {
    return this.oldest.get();
  }

  lastId(): number {
    return this.last.get() ?? 0;
  }

  /** What is wrong with the file, in SQLite's words; null when nothing is found. Reads all of it. */
  fault(): string | null {
    const said = this.db.pragma('quick_check(1)', { simple: true }) as string;
    return said === 'ok' ? null : said;
  }

  /** Bytes of the file. */
  size(): number {
    return (this.db.pragma('page_count', { simple: true }) as number) * (this.db.pragma('page_size', { simple: true }) as number);
  }

  /** All or nothing. */
  atomically<T>(change: () => T): T {
    return this.db.transaction(change).immediate();
  }

  /** Frames to come get ids above this one. */
  startAfter(id: number): void {
    if (id <= this.lastId()) return;
    this.db.prepare(`DELETE FROM sqlite_sequence WHERE name = 'frame'`).run();
    this.db.prepare(`INSERT INTO sqlite_sequence VALUES ('frame', ?)`).run(id);
  }

  /** The lane of this name, made if need be, with counters no lower than these. */
  raise(mark: HighWaterMark, lanes: Map<string, Lane>): Lane {
    const key = laneKey(mark);
    const lane = lanes.get(key) ?? this.newLane(mark.incarnation, mark.race, mark.car);
    lanes.set(key, lane);
    lane.buffered = Math.max(lane.buffered, mark.next);
    lane.confirmed = Math.max(lane.confirmed, mark.confirmed);
    this.saveLane.run(lane.buffered, lane.confirmed, lane.lane);
    return lane;
  }

  /** Puts back a frame or a gap record under the number that it has. False when that number is here. */
  putBack(lane: Lane, frame: SealedFrame): boolean {
    return this.insert.run(lane.lane, frame.seq, frame.gap?.last ?? frame.seq, frame.closed, sealFrame(frame)).changes > 0;
  }

  /** Unconfirmed numbers of a lane for which there is neither a frame nor a gap record. */
  holes(lane: Lane): Hole[] {
    const rows = this.db.prepare<[number], Hole>('SELECT seq AS first, last FROM frame WHERE lane = ? ORDER BY seq');
    const holes: Hole[] = [];
    let next = lane.confirmed;
    for (const { first, last } of rows.iterate(lane.lane)) {
      if (first > next) holes.push({ first: next, last: first - 1 });
      next = Math.max(next, last + 1);
    }
    if (next < lane.buffered) holes.push({ first: next, last: lane.buffered - 1 });
    return holes;
  }

  /** Removes what is confirmed and still here: the confirmation may be all that was lost. */
  dropConfirmed({ lane, confirmed }: Lane): void {
    this.remove.run(lane, confirmed, confirmed);
  }

  /** Forgets numbers from `next` on: they were never acknowledged. */
  takeBack(lane: Lane, next: number): void {
    this.db.prepare('DELETE FROM frame WHERE lane = ? AND seq >= ?').run(lane.lane, next);
    lane.buffered = next;
    this.saveLane.run(next, lane.confirmed, lane.lane);
  }

  /** From here on numbers are given out under a new name. */
  renew(): void {
    const incarnation = randomUUID();
    this.db.prepare(`UPDATE meta SET value = ? WHERE key = 'incarnation'`).run(incarnation);
    this.incarnation = incarnation;
  }

  /** Sets a damaged row apart and puts a gap record in its place. Returns the record, sealed. */
  setApart({ id, lane, seq, sealed }: EdgeRow, gap: SealedFrame): Uint8Array {
    const record = sealFrame(gap);
    this.atomically(() => {
      this.db.prepare('INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?)').run(id, lane, seq, sealed);
      this.db.prepare('UPDATE frame SET sealed = ? WHERE id = ?').run(record, id);
    });
    return record;
  }

  /** Gives up to so many pages that are not in use back to the disk. */
  shrink(pages: number): void {
    if ((this.db.pragma('freelist_count', { simple: true }) as number) > 0) this.db.pragma(`incremental_vacuum(${pages})`);
  }

  /** Brings the log into the database, so that what is damaged in it is not there any more. */
  emptyLog(): void {
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.db.close();
  }
}

function createTables(db: Sqlite, from: number): void {
  if (from === 0) {
    db.exec(`CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID; ${TABLES}`);
    db.prepare('INSERT INTO meta VALUES (?, ?)').run('incarnation', randomUUID());
    return;
  }
  // Layout 1 knew one incarnation, and sealed a frame when it was sent.
  const incarnation = db.prepare<[], string>(`SELECT value FROM meta WHERE key = 'incarnation'`).pluck().get()!;
  db.function('seal', (race: string, car: string, seq: number, closed: number, body: Buffer) =>
    Buffer.from(sealFrame({ incarnation, race, car, seq, closed, body })),
  );
  db.exec(`ALTER TABLE car RENAME TO car_1; ALTER TABLE frame RENAME TO frame_1; ${TABLES}`);
  db.prepare('INSERT INTO car (incarnation, race, car, next, confirmed) SELECT ?, race, car, next, confirmed FROM car_1').run(incarnation);
  db.exec(`INSERT INTO frame SELECT id, lane, seq, seq, closed, seal(race, car, seq, closed, body) FROM frame_1 JOIN car USING (race, car) ORDER BY id;
    DROP TABLE frame_1; DROP TABLE car_1;`);
}
