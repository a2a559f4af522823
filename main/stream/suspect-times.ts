import { isPlausibleTime } from '../../common/clock.ts';
import type { SealedFrame } from '../../common/frame.ts';
import type { Sqlite } from '../sqlite.ts';
import { createOrLookInto } from './side-table.ts';

/** Numbers of frames whose time of closing is not to be trusted, in runs. */
const TABLE = `clock_suspect (
    incarnation TEXT NOT NULL, race TEXT NOT NULL, car TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (race, car, incarnation, first)
  ) WITHOUT ROWID`;

/** ms by which a frame may have been closed before the one that comes before it. */
const TOLERANCE = 2000;

/**
 * A sink's memory of frames whose time is not to be trusted: their sender says so, the time cannot be, or it steps back from one
 * frame to the next. They are stored like others; their order is that of their numbers. It writes inside the sink's transaction.
 */
export class SuspectTimes {
  private readonly grow;
  private readonly begin;
  private readonly counts;
  /** When the newest frame of each lane was closed; Unix time, ms. */
  private readonly last = new Map<string, { seq: number; closed: number }>();

  constructor(db: Sqlite) {
    createOrLookInto(db, 'clock_suspect', TABLE);
    this.grow = db.prepare('UPDATE clock_suspect SET last = ? WHERE incarnation = ? AND race = ? AND car = ? AND last = ?');
    this.begin = db.prepare('INSERT OR IGNORE INTO clock_suspect VALUES (?, ?, ?, ?, ?)');
    this.counts = db.prepare<[string], { car: string; frames: number }>('SELECT car, SUM(last - first + 1) AS frames FROM clock_suspect WHERE race = ? GROUP BY car');
  }

  /** Call it once for each frame that is new. @param lane names its lane */
  look(frame: SealedFrame, lane: string): void {
    const { incarnation, race, car, seq, closed } = frame;
    const before = this.last.get(lane);
    const stepsBack = before !== undefined && seq > before.seq && closed < before.closed - TOLERANCE;
    this.last.set(lane, { seq, closed });
    if (!frame.clockSuspect && !stepsBack && isPlausibleTime(closed)) return;
    if (this.grow.run(seq, incarnation, race, car, seq - 1).changes === 0) this.begin.run(incarnation, race, car, seq, seq);
  }

  /** Frames by car. */
  ofRace(race: string): ReadonlyMap<string, number> {
    return new Map(this.counts.all(race).map(({ car, frames }) => [car, frames]));
  }
}
