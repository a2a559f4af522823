import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { parsePlainly } from '../../common/plain-parse.ts';
import { timingEvent, type TimingEvent } from '../../common/timing.ts';
import type { Sqlite } from '../sqlite.ts';

export type Standings = Extract<TimingEvent, { type: 'standings' }>;

/** The towers of a race, in a table of their own: there are ten times as many of them as of all other events. */
const LAYOUT = `
  CREATE TABLE IF NOT EXISTS race_standings (
    id INTEGER PRIMARY KEY, race_id TEXT NOT NULL, racetime REAL NOT NULL, chained INTEGER NOT NULL, doc BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS race_standings_in_order ON race_standings (race_id, racetime);`;

/** A chain of towers, each packed with the one before it as its dictionary, is no longer than this. */
export const LONGEST_CHAIN = 32;

/** What race control said of the order, four times a second. Writes inside the transaction of its caller; call `forget` when that fails. */
export class StandingsStore {
  private readonly last = new Map<string, { text: Buffer; chain: number }>();
  private readonly save;

  constructor(db: Sqlite) {
    db.exec(LAYOUT);
    this.save = db.prepare('INSERT INTO race_standings (race_id, racetime, chained, doc) VALUES (?, ?, ?, ?)');
  }

  /** In the order of the race. */
  insert(race: string, event: Standings): void {
    const text = Buffer.from(JSON.stringify(event));
    const last = this.last.get(race);
    const base = last && last.chain < LONGEST_CHAIN ? last : undefined;
    this.save.run(race, event.racetime, base ? 1 : 0, deflateRawSync(text, base ? { dictionary: base.text } : {}));
    this.last.set(race, { text, chain: base ? base.chain + 1 : 1 });
  }

  /** A tower as another store has it, after those before it. */
  insertPacked(race: string, racetime: number, chained: 0 | 1, doc: Uint8Array): void {
    this.save.run(race, racetime, chained, doc);
  }

  /** What is kept in memory may not be on disk: the next tower is packed by itself. */
  forget(): void {
    this.last.clear();
  }
}

type Row = { chained: number; doc: Buffer };

/** Reads the towers of one race. */
export class StandingsReader {
  private readonly race: string;
  private readonly isThere;
  private readonly newest;
  private readonly from;
  private readonly times;
  private cached: { id: number; event: Standings } | undefined;

  constructor(db: Sqlite, race: string) {
    db.exec(LAYOUT);
    this.race = race;
    this.isThere = db.prepare<[string], number>('SELECT 1 FROM race_standings WHERE race_id = ? LIMIT 1').pluck();
    this.newest = db.prepare<[string, number], number>(
      'SELECT id FROM race_standings WHERE race_id = ? AND racetime <= ? ORDER BY racetime DESC, id DESC LIMIT 1',
    ).pluck();
    this.times = db.prepare<[string, number, number], number>(
      'SELECT DISTINCT racetime FROM race_standings WHERE race_id = ? AND racetime > ? AND racetime <= ? ORDER BY racetime',
    ).pluck();
    this.from = db.prepare<[string, number, number], Row>(
      'SELECT chained, doc FROM race_standings WHERE race_id = ? AND racetime <= ? ORDER BY racetime DESC, id DESC LIMIT ?',
    );
  }

  /** Race times after `from` and up to `to` at which there is one, s. */
  timesIn(from: number, to: number): number[] {
    return this.times.all(this.race, from, to);
  }

  /** False for races of older versions, which did not keep them. */
  get any(): boolean {
    return this.isThere.get(this.race) !== undefined;
  }

  /** The newest at a race time, s. Throws SQLite's or zlib's errors where the store is damaged. */
  at(racetime: number): Standings | undefined {
    const id = this.newest.get(this.race, racetime);
    if (id === undefined) return undefined;
    if (this.cached?.id === id) return this.cached.event;
    const rows = this.from.all(this.race, racetime, LONGEST_CHAIN);
    const first = rows.findIndex(({ chained }) => chained === 0);
    if (first < 0) throw new RangeError('the beginning of a chain of standings is missing');
    let text: Buffer | undefined;
    for (const { chained, doc } of rows.slice(0, first + 1).reverse()) text = inflateRawSync(doc, chained === 0 ? {} : { dictionary: text! });
    const event = parsePlainly(timingEvent, JSON.parse(text!.toString())) as Standings;
    this.cached = { id, event };
    return event;
  }
}
