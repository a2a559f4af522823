import { randomUUID } from 'node:crypto';
import { sealFrame, type SealedFrame } from '../../../common/frame.ts';
import { openDurable, type Sqlite } from '../../sqlite.ts';
import { laneKey, type Lane, type LaneName, type Lanes, type Run } from './lane.ts';

/** A frame, or a gap record, as the database has it. */
export interface EdgeRow extends LaneName {
  id: number;
  seq: number;
  last: number;
  sealed: Buffer;
}

const VERSION = 3;
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

/**
 * The database beside the segments of an edge buffer, over one connection: the incarnation, how far each lane had come when
 * segments were last removed, gap records, and frames that were put back or come from a file of before there were segments.
 * Its lock is the buffer's lock. Every method throws what SQLite throws; then nothing has changed.
 */
export class EdgeFile {
  incarnation: string;
  /** It may hold frames or gap records. */
  holdsRows: boolean;
  private readonly db: Sqlite;
  private readonly insert;
  private readonly saveLane;
  private readonly removeRows;
  private readonly page;
  private readonly any;

  /** Throws LapwingError as `openDurable` does. */
  constructor(path: string) {
    const db = openDurable(path, { exclusive: true, version: VERSION, shrinks: true, create: createTables });
    this.db = db;
    try {
      this.incarnation = db.prepare<[], string>(`SELECT value FROM meta WHERE key = 'incarnation'`).pluck().get()!;
      this.insert = db.prepare('INSERT INTO frame (lane, seq, last, closed, sealed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
      this.saveLane = db
        .prepare<[string, string, string, number, number], number>(
          `INSERT INTO car (incarnation, race, car, next, confirmed) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (incarnation, race, car) DO UPDATE SET next = excluded.next, confirmed = excluded.confirmed RETURNING lane`,
        )
        .pluck();
      this.removeRows = db.prepare('DELETE FROM frame WHERE lane = ? AND seq < ? AND last < ?');
      this.page = db.prepare<[number, number, number], EdgeRow>(
        'SELECT id, incarnation, race, car, seq, last, sealed FROM frame JOIN car USING (lane) WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
      );
      this.any = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM frame)').pluck();
      this.holdsRows = this.any.get() === 1;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  lanes(): Lanes {
    const rows = this.db.prepare<[], Lane>('SELECT incarnation, race, car, next AS buffered, confirmed FROM car').all();
    return new Map(rows.map((row) => [laneKey(row), row]));
  }

  /** Writes the counters of lanes and removes what is confirmed in them, in one transaction. */
  save(lanes: Iterable<Lane>): void {
    this.atomically(() => {
      for (const lane of lanes) {
        const number = this.numberOf(lane);
        if (this.holdsRows) this.removeRows.run(number, lane.confirmed, lane.confirmed);
      }
      this.holdsRows &&= this.any.get() === 1;
    });
  }

  /** The lane's number in this file, after its counters are written there. */
  private numberOf({ incarnation, race, car, buffered, confirmed }: Lane): number {
    return this.saveLane.get(incarnation, race, car, buffered, confirmed)!;
  }

  /** The rows after `id`, up to and with `until`, in the order of buffering. Nothing may be written while they are taken. */
  rows(id: number, until: number, count: number): IterableIterator<EdgeRow> {
    return this.page.iterate(id, until, count);
  }

  /** The highest id that was ever given out in this file. */
  lastId(): number {
    return this.db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'frame'`).pluck().get() ?? 0;
  }

  /** The numbers of each lane that are here, frames and gap records alike, by `laneKey`. Looks at rows one by one only where some are missing. */
  runs(): Map<string, Run[]> {
    const lanes = this.db
      .prepare<[], LaneName & { lane: number; first: number; final: number; rows: number }>(
        'SELECT lane, incarnation, race, car, MIN(seq) AS first, MAX(seq) AS final, COUNT(*) AS rows FROM frame JOIN car USING (lane) GROUP BY lane',
      )
      .all();
    const last = this.db.prepare<[number, number], number>('SELECT last FROM frame WHERE lane = ? AND seq = ?').pluck();
    const each = this.db.prepare<[number], Run>('SELECT seq AS first, last FROM frame WHERE lane = ? ORDER BY seq');
    return new Map(
      lanes.map((row) => {
        const { lane, first, final, rows } = row;
        const whole = rows === final - first + 1;
        return [laneKey(row), whole ? [{ first, last: last.get(lane, final)! }] : joined(each.iterate(lane))];
      }),
    );
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

  /** What is put back from now on gets ids above this one. */
  startAfter(id: number): void {
    if (id <= this.lastId()) return;
    this.db.prepare(`DELETE FROM sqlite_sequence WHERE name = 'frame'`).run();
    this.db.prepare(`INSERT INTO sqlite_sequence VALUES ('frame', ?)`).run(id);
  }

  /** Puts back a frame or a gap record under the number that it has. False when that number is here. */
  putBack(lane: Lane, frame: SealedFrame): boolean {
    this.holdsRows = true;
    return this.insert.run(this.numberOf(lane), frame.seq, frame.gap?.last ?? frame.seq, frame.closed, sealFrame(frame)).changes > 0;
  }

  /** From here on numbers are given out under a new name. */
  renew(): void {
    const incarnation = randomUUID();
    this.db.prepare(`UPDATE meta SET value = ? WHERE key = 'incarnation'`).run(incarnation);
    this.incarnation = incarnation;
  }

  /** Puts a gap record where frames were, here or in a segment, under the id of one of them. Returns it sealed. */
  putInPlace(id: number, lane: Lane, gap: SealedFrame): Uint8Array {
    const record = sealFrame(gap);
    this.db.prepare('INSERT OR REPLACE INTO frame VALUES (?, ?, ?, ?, ?, ?)').run(id, this.numberOf(lane), gap.seq, gap.gap?.last, gap.closed, record);
    this.holdsRows = true;
    return record;
  }

  /** Sets damaged bytes apart that lie here or in a segment. A gap record takes their place and their id; returns it sealed. */
  setApart(id: number, lane: Lane, gap: SealedFrame, damaged: Uint8Array): Uint8Array {
    return this.atomically(() => {
      this.db.prepare('INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?)').run(id, this.numberOf(lane), gap.seq, damaged);
      return this.putInPlace(id, lane, gap);
    });
  }

  /** Gives up to so many pages that are not in use back to the disk. */
  shrink(pages: number): void {
    if ((this.db.pragma('freelist_count', { simple: true }) as number) > 0) this.db.pragma(`incremental_vacuum(${pages})`);
  }

  close(): void {
    this.db.close();
  }
}

/** The same numbers as the given runs, which come in order. */
function joined(runs: Iterable<Run>): Run[] {
  const whole: Run[] = [];
  for (const { first, last } of runs) {
    const before = whole.at(-1);
    if (before && first <= before.last + 1) before.last = Math.max(before.last, last);
    else whole.push({ first, last });
  }
  return whole;
}

function createTables(db: Sqlite, from: number): void {
  if (from === 0) {
    db.exec(`CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID; ${TABLES}`);
    db.prepare('INSERT INTO meta VALUES (?, ?)').run('incarnation', randomUUID());
  }
  // Layout 2 has the same tables and knows no segments: its frames leave from where they are.
  if (from !== 1) return;
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
