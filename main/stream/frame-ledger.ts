import type { SealedFrame } from '../../common/frame.ts';
import type { Sqlite } from '../sqlite.ts';
import { createOrLookInto } from './side-table.ts';
import { SuspectTimes } from './suspect-times.ts';

/** What a sink holds of one car of one race. */
export interface LedgerCar {
  incarnation: string;
  race: string;
  car: string;
  /** Every frame below is held. */
  next: number;
  /** Repeats that were dropped. */
  duplicates: number;
  /** Frames held beyond `next`, waiting for those between. */
  early: number;
  /** Frames below `next` that are lost for ever: their sender has said so. */
  lost: number;
}

export interface LedgerGap {
  car: string;
  from: number;
  to: number;
  reason: string;
}

/** What a sink holds by car, in frames: those of all incarnations together. */
export function sinkTotals(lanes: readonly LedgerCar[]): Map<string, { held: number; duplicates: number }> {
  const totals = new Map<string, { held: number; duplicates: number }>();
  for (const { car, next, early, duplicates } of lanes) {
    const total = totals.get(car) ?? { held: 0, duplicates: 0 };
    totals.set(car, { held: total.held + next + early, duplicates: total.duplicates + duplicates });
  }
  return totals;
}

/** The table layout that a ledger needs in its sink's database. */
export const LEDGER_LAYOUT = `
  CREATE TABLE ledger (
    incarnation TEXT NOT NULL, race TEXT NOT NULL, car TEXT NOT NULL,
    next INTEGER NOT NULL, duplicates INTEGER NOT NULL,
    PRIMARY KEY (race, car, incarnation)
  ) WITHOUT ROWID;
  CREATE TABLE early (
    incarnation TEXT NOT NULL, race TEXT NOT NULL, car TEXT NOT NULL, seq INTEGER NOT NULL,
    closed REAL NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (incarnation, race, car, seq)
  ) WITHOUT ROWID;`;

/** What senders have declared lost, beyond `next` too. Files of before have no such table. */
const LOST_TABLE = `lost (
    incarnation TEXT NOT NULL, race TEXT NOT NULL, car TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (race, car, incarnation, first)
  ) WITHOUT ROWID`;

type EarlyRow = { seq: number; closed: number; body: Buffer };
type LostRow = { first: number; last: number; reason: string };
const keyOf = (frame: { incarnation: string; race: string; car: string }): string => `${frame.incarnation}\0${frame.race}\0${frame.car}`;

/**
 * A sink's memory of what it has: lets each frame through once, for ever, and each car's frames in order. It writes
 * inside the sink's transaction; when that fails, `reload` forgets what was not committed.
 */
export class FrameLedger {
  private readonly db: Sqlite;
  private readonly cars = new Map<string, LedgerCar>();
  private readonly touched = new Set<LedgerCar>();
  /** What is in memory is not what is committed. */
  private stale = false;
  private readonly save;
  private readonly hold;
  private readonly take;
  private readonly release;
  private readonly firstEarly;
  private readonly declare;
  private readonly undeclare;
  private readonly declared;
  private readonly lostOf;
  /** Of the frames that were let through or held. */
  readonly times: SuspectTimes;

  constructor(db: Sqlite) {
    this.db = db;
    this.save = db.prepare('INSERT OR REPLACE INTO ledger VALUES (?, ?, ?, ?, ?)');
    this.hold = db.prepare('INSERT OR IGNORE INTO early VALUES (?, ?, ?, ?, ?, ?)');
    this.take = db.prepare<[string, string, string, number], EarlyRow>(
      'SELECT seq, closed, body FROM early WHERE incarnation = ? AND race = ? AND car = ? AND seq = ?',
    );
    this.release = db.prepare('DELETE FROM early WHERE incarnation = ? AND race = ? AND car = ? AND seq = ?');
    createOrLookInto(db, 'lost', LOST_TABLE);
    this.times = new SuspectTimes(db);
    this.declare = db.prepare('INSERT OR REPLACE INTO lost VALUES (?, ?, ?, ?, ?, ?)');
    this.undeclare = db.prepare('DELETE FROM lost WHERE incarnation = ? AND race = ? AND car = ? AND first = ?');
    this.declared = db.prepare<[string, string, string, number, number], LostRow>(
      'SELECT first, last, reason FROM lost WHERE incarnation = ? AND race = ? AND car = ? AND first <= ? AND last >= ? LIMIT 1',
    );
    this.lostOf = db.prepare<[string, string, string, number], LostRow>(
      'SELECT first, last, reason FROM lost WHERE incarnation = ? AND race = ? AND car = ? AND last < ? ORDER BY first',
    );
    this.firstEarly = db
      .prepare<[string, string, string], number>('SELECT MIN(seq) FROM early WHERE incarnation = ? AND race = ? AND car = ?')
      .pluck();
    this.reload();
  }

  /** Goes back to what is committed; when that cannot be read, the next `admit` tries again. Throws SQLite's errors. */
  reload(): void {
    this.stale = true;
    const rows = this.db
      .prepare<[], LedgerCar>(
        `SELECT incarnation, race, car, next, duplicates,
           (SELECT COUNT(*) FROM early e WHERE (e.incarnation, e.race, e.car) = (l.incarnation, l.race, l.car)) AS early,
           (SELECT COALESCE(SUM(last - first + 1), 0) FROM lost
             WHERE (lost.incarnation, lost.race, lost.car) = (l.incarnation, l.race, l.car) AND last < l.next) AS lost
         FROM ledger l`,
      )
      .all();
    this.cars.clear();
    this.touched.clear();
    for (const row of rows) this.cars.set(keyOf(row), row);
    this.stale = false;
  }

  /** Calls `accept` for this frame and all that waited for it, in order; not at all for a repeat or an early one. */
  admit(frame: SealedFrame, accept: (frame: SealedFrame) => void): void {
    if (this.stale) this.reload();
    const car = this.carOf(frame);
    this.touched.add(car);
    if (frame.gap) {
      if (frame.gap.last < car.next) car.duplicates++;
      else this.declare.run(frame.incarnation, frame.race, frame.car, Math.max(frame.seq, car.next), frame.gap.last, frame.gap.reason);
      this.followOn(car, accept);
    } else if (frame.seq < car.next) {
      car.duplicates++;
    } else if (frame.seq > car.next) {
      const held = this.hold.run(frame.incarnation, frame.race, frame.car, frame.seq, frame.closed, frame.body);
      if (held.changes === 0) car.duplicates++;
      else {
        car.early++;
        this.times.look(frame, keyOf(frame));
      }
    } else {
      accept(frame);
      car.next++;
      this.times.look(frame, keyOf(frame));
      this.followOn(car, accept);
    }
  }

  private followOn(car: LedgerCar, accept: (frame: SealedFrame) => void): void {
    const { incarnation, race, car: name } = car;
    for (;;) {
      const row = car.early > 0 ? this.take.get(incarnation, race, name, car.next) : undefined;
      if (row) {
        accept({ incarnation, race, car: name, ...row });
        this.release.run(incarnation, race, name, row.seq);
        car.early--;
        car.next++;
      } else if (!this.passLost(car)) return;
    }
  }

  /** Goes past what is declared lost at `next`, up to a frame that came all the same. False when nothing is. */
  private passLost(car: LedgerCar): boolean {
    const { incarnation, race, car: name, next } = car;
    const lost = this.declared.get(incarnation, race, name, next, next);
    if (!lost) return false;
    const early = car.early > 0 ? this.firstEarly.get(incarnation, race, name)! : Infinity;
    const last = Math.min(lost.last, early - 1);
    this.undeclare.run(incarnation, race, name, lost.first);
    this.declare.run(incarnation, race, name, next, last, lost.reason);
    if (last < lost.last) this.declare.run(incarnation, race, name, last + 1, lost.last, lost.reason);
    car.lost += last - next + 1;
    car.next = last + 1;
    return true;
  }

  private carOf(frame: SealedFrame): LedgerCar {
    const key = keyOf(frame);
    let car = this.cars.get(key);
    if (!car) {
      const { incarnation, race, car: name } = frame;
      this.cars.set(key, (car = { incarnation, race, car: name, next: 0, duplicates: 0, early: 0, lost: 0 }));
    }
    return car;
  }

  /** Writes what `admit` changed. Call it last in the transaction. Returns the cars that changed. */
  write(): LedgerCar[] {
    const changed = [...this.touched];
    for (const car of changed) this.save.run(car.incarnation, car.race, car.car, car.next, car.duplicates);
    this.touched.clear();
    return changed;
  }

  /** What another sink held of a race counts as held here, in the transaction of the caller, who reloads other ledgers of the file. */
  adopt(race: string, cars: readonly Pick<LedgerCar, 'incarnation' | 'car' | 'next' | 'duplicates'>[], lost: readonly (LostRow & Pick<LedgerCar, 'incarnation' | 'car'>)[]): void {
    const hold = this.db.prepare(
      `INSERT INTO ledger (incarnation, race, car, next, duplicates) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET next = MAX(next, excluded.next), duplicates = MAX(duplicates, excluded.duplicates)`,
    );
    for (const { incarnation, car, next, duplicates } of cars) hold.run(incarnation, race, car, next, duplicates);
    for (const { incarnation, car, first, last, reason } of lost) this.declare.run(incarnation, race, car, first, last, reason);
    this.reload();
  }

  ofRace(race: string): LedgerCar[] {
    return [...this.cars.values()].filter((car) => car.race === race);
  }

  /**
   * What is missing below frames that have arrived, with the reason: what is lost for ever, and what is still expected,
   * for the sender keeps what is not confirmed.
   */
  gaps(race: string): LedgerGap[] {
    return this.ofRace(race).flatMap(({ incarnation, car, next, early, lost }) => {
      const gaps = lost > 0 ? this.lostOf.all(incarnation, race, car, next).map(({ first, last, reason }) => ({ car, from: first, to: last, reason })) : [];
      if (early > 0) gaps.push({ car, from: next, to: this.firstEarly.get(incarnation, race, car)! - 1, reason: 'not received yet' });
      return gaps;
    });
  }
}
