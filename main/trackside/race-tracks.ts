import type { TrackView } from '../../common/race-view.ts';
import type { Sqlite } from '../sqlite.ts';

const LAYOUT = 'CREATE TABLE IF NOT EXISTS race_track (race_id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;';

/** The circuit of each race as a map needs it: one that came from a file is not to be had by its name later. */
export class RaceTracks {
  private readonly save;
  private readonly read;
  private readonly find;

  constructor(db: Sqlite) {
    db.exec(LAYOUT);
    this.save = db.prepare('INSERT OR REPLACE INTO race_track VALUES (?, ?)');
    this.read = db.prepare<[string], string>('SELECT json FROM race_track WHERE race_id = ?').pluck();
    this.find = db.prepare<[string], string>('SELECT json FROM race_track JOIN race ON race.id = race_id WHERE race.track = ? ORDER BY started DESC LIMIT 1').pluck();
  }

  keep(race_id: string, track: TrackView): void {
    this.save.run(race_id, JSON.stringify(track));
  }

  /** Undefined for a race of an older version, or that was run elsewhere. */
  of(race_id: string): TrackView | undefined {
    const json = this.read.get(race_id);
    return json === undefined ? undefined : (JSON.parse(json) as TrackView);
  }

  /** That of the newest race on a circuit of this name; undefined where none was kept. */
  named(name: string): TrackView | undefined {
    const json = this.find.get(name);
    return json === undefined ? undefined : (JSON.parse(json) as TrackView);
  }
}
