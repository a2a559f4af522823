import type { LapHead } from '../../../common/lap.ts';
import { parsePlainly } from '../../../common/plain-parse.ts';
import { isRaceMessage, timingEvent, type RaceMessage, type TimingEvent } from '../../../common/timing.ts';
import type { Sqlite } from '../../sqlite.ts';
import { StandingsReader, type Standings } from '../standings-store.ts';
import { StandingsOfLaps } from './standings-of-laps.ts';

/** How often a tower that is made says the time anew, s: as often as race control does. */
const MADE_EVERY = 0.25;

const NO_STANDINGS = 'This race was stored by an older Lapwing, which did not keep the standings: the timing tower is worked out from the laps, with gaps as they were at the line.';
const NO_WORDS = 'What race control said of this race was not kept: flags, weather and pit stops are not shown.';

/** What race control and the timing loops said of a stored race, in order. */
export class ReplayedTiming {
  /** All but the standings. */
  readonly events: readonly TimingEvent[];
  private readonly onDamage: (text: string) => void;
  private readonly kept: StandingsReader | undefined;
  private readonly made: StandingsOfLaps;
  private last: { at: number; standings: Standings } | undefined;

  /** `heads` of all laps; `laps` of the whole race, 0 where that is not known. What cannot be read is left out, and told. */
  constructor(db: Sqlite, race: string, heads: readonly LapHead[], laps: number, onDamage: (text: string) => void) {
    this.onDamage = onDamage;
    this.events = readEvents(db, race, onDamage);
    const kept = new StandingsReader(db, race);
    this.made = new StandingsOfLaps(heads, this.events, laps);
    this.kept = kept.any ? kept : undefined;
    if (!this.kept) onDamage(NO_STANDINGS);
    if (this.events.length === 0) onDamage(NO_WORDS);
  }

  /** How many events there are up to a race time, s. */
  countUntil(racetime: number): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.events[middle]!.racetime <= racetime) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The tower as it was last told at a race time, s. The same object while it is the same. */
  standingsAt(racetime: number): Standings | undefined {
    if (this.kept) {
      try {
        return this.kept.at(racetime);
      } catch (error) {
        this.onDamage(`Some standings cannot be read (${(error as Error).message}); the timing tower is made from the laps there.`);
      }
    }
    const at = Math.max(this.made.changedAt(racetime), Math.floor(racetime / MADE_EVERY) * MADE_EVERY);
    if (this.last?.at === at) return this.last.standings;
    const standings = this.made.at(at);
    this.last = standings && { at, standings };
    return standings;
  }

  /** All that was said after `from` and up to `to`, s of race time, standings included; in order. */
  between(from: number, to: number): TimingEvent[] {
    const standings = (this.kept?.timesIn(from, to) ?? []).flatMap((at) => this.standingsAt(at) ?? []);
    const others = this.events.slice(this.countUntil(from), this.countUntil(to));
    return [...others, ...standings].sort((a, b) => a.racetime - b.racetime);
  }

  /** What can be jumped to: without overtakes, which are too many, and the weather. */
  get marks(): RaceMessage[] {
    return this.events.filter(isRaceMessage).filter(({ type }) => type !== 'overtake' && type !== 'weather');
  }
}

/** What race control and the loops said of a stored race, in order, without the standings. One by one, so that a damaged page takes only its own with it. */
export function readEvents(db: Sqlite, race: string, onDamage: (text: string) => void): TimingEvent[] {
  const rows = db.prepare<[string], number>('SELECT rowid FROM race_event INDEXED BY race_event_in_order WHERE race_id = ? ORDER BY seq, rowid').pluck().all(race);
  const doc = db.prepare<[number], string>('SELECT doc FROM race_event WHERE id = ?').pluck();
  let unread = 0;
  let reason = '';
  const events: TimingEvent[] = [];
  for (const row of rows) {
    try {
      events.push(parsePlainly(timingEvent, JSON.parse(doc.get(row)!)));
    } catch (error) {
      unread++;
      reason = (error as Error).message;
    }
  }
  if (unread > 0) onDamage(`${unread} of ${rows.length} messages of race control and the timing loops cannot be read (${reason}); the rest of the race replays.`);
  return events.sort((a, b) => a.racetime - b.racetime);
}
