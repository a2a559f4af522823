import type { KeepRules, LeavingRace } from '../../../common/store-view.ts';
import type { Sqlite } from '../../sqlite.ts';
import type { RaceRecord } from './lap-store.ts';

/** In the lap store's file. `told`: Unix time, s, at which somebody was told that the race leaves. */
export const KEEP_LAYOUT = `
  CREATE TABLE pinned (race_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE keep_rule (one INTEGER PRIMARY KEY CHECK (one = 1), days REAL, gigabytes REAL) STRICT;
  CREATE TABLE leaving (race_id TEXT PRIMARY KEY, told REAL NOT NULL, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

const DAY = 86_400;
const GB = 1e9;
/** Between telling and taking, s. */
export const NOTICE = DAY;

/** Which races leave the store by themselves: none, unless somebody has asked for it; none that is pinned or not over; none unannounced. */
export class KeepRulesTable {
  private readonly find;
  private readonly save;
  private readonly announced;
  private readonly announce;
  private readonly withdraw;
  /** Holds the rules against the races there are. Returns what leaves, and when; what is new among it has to be told. */
  readonly review: (races: readonly RaceRecord[], now: number) => { leaving: LeavingRace[]; fresh: LeavingRace[]; due: LeavingRace[] };

  constructor(db: Sqlite) {
    this.find = db.prepare<[], KeepRules>('SELECT days, gigabytes FROM keep_rule');
    this.save = db.prepare('INSERT OR REPLACE INTO keep_rule VALUES (1, $days, $gigabytes)');
    this.announced = db.prepare<[], { race_id: string; told: number; reason: string }>('SELECT race_id, told, reason FROM leaving');
    this.announce = db.prepare('INSERT OR REPLACE INTO leaving VALUES (?, ?, ?)');
    this.withdraw = db.prepare('DELETE FROM leaving WHERE race_id = ?');
    this.review = db.transaction((races: readonly RaceRecord[], now: number) => {
      const wanted = new Map(chosen(races, this.rules, now));
      const known = new Map(this.announced.all().map(({ race_id, told, reason }) => [race_id, { told, reason }]));
      for (const race_id of known.keys()) if (!wanted.has(race_id)) this.withdraw.run(race_id);
      const leaving: LeavingRace[] = [];
      const fresh: LeavingRace[] = [];
      for (const [race_id, reason] of wanted) {
        const before = known.get(race_id);
        const race = { race_id, at: (before?.told ?? now) + NOTICE, reason };
        if (before?.reason !== reason) this.announce.run(race_id, before?.told ?? now, reason);
        if (!before) fresh.push(race);
        leaving.push(race);
      }
      return { leaving, fresh, due: leaving.filter(({ at }) => at <= now) };
    }).immediate;
  }

  get rules(): KeepRules {
    return this.find.get() ?? { days: null, gigabytes: null };
  }

  set(rules: KeepRules): void {
    this.save.run(rules);
  }

  /** What has been told to leave. */
  get leaving(): LeavingRace[] {
    return this.announced.all().map(({ race_id, told, reason }) => ({ race_id, at: told + NOTICE, reason }));
  }
}

/** The oldest first. */
function chosen(races: readonly RaceRecord[], { days, gigabytes }: KeepRules, now: number): [race_id: string, reason: string][] {
  const may = races.filter(({ state, pinned }) => state !== 'running' && !pinned).toSorted((a, b) => a.started - b.started);
  const most = gigabytes === null ? Infinity : gigabytes * GB;
  let held = races.reduce((sum, { bytes }) => sum + bytes, 0);
  return may.flatMap(({ race_id, started, bytes }): [string, string][] => {
    const old = days !== null && now - started > days * DAY;
    if (!old && held <= most) return [];
    held -= bytes;
    return [[race_id, old ? `older than ${days} ${days === 1 ? 'day' : 'days'}` : `the store holds more than ${gigabytes} GB`]];
  });
}
