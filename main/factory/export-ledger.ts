import type { Sqlite } from '../sqlite.ts';

/** What was last sent to the factory of one stored lap. */
export interface ExportedLap {
  revision: number;
  /** Of the stored lap (`lapFingerprint`). */
  fingerprint: string;
  /** Of the document. */
  sha256: string;
  /** Length of the document. */
  bytes: number;
  /** Unix time at which the factory confirmed it, s; null while it has not. */
  confirmed: number | null;
}

/** In the lap store's file. */
const LAYOUT = `
  CREATE TABLE IF NOT EXISTS lap_export (
    race TEXT NOT NULL, car TEXT NOT NULL, lap INTEGER NOT NULL, revision INTEGER NOT NULL,
    fingerprint TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, confirmed REAL,
    PRIMARY KEY (race, car, lap)
  ) WITHOUT ROWID;`;

/** Remembers which laps the factory has confirmed, so that an export that was interrupted goes on where it was. */
export class ExportLedger {
  private readonly select;
  private readonly save;
  private readonly mark;
  private readonly unmark;
  /** The factory's word for these laps counts no more: they are sent again, under the revision that they have. */
  readonly forget: (race: string, laps: readonly { car: string; lap: number }[]) => void;

  constructor(db: Sqlite) {
    db.exec(LAYOUT);
    this.select = db.prepare<[string, string, number], ExportedLap>('SELECT revision, fingerprint, sha256, bytes, confirmed FROM lap_export WHERE race = ? AND car = ? AND lap = ?');
    this.save = db.prepare('INSERT OR REPLACE INTO lap_export VALUES (?, ?, ?, ?, ?, ?, ?, NULL)');
    this.mark = db.prepare('UPDATE lap_export SET confirmed = ? WHERE race = ? AND car = ? AND lap = ? AND revision = ?');
    this.unmark = db.prepare('UPDATE lap_export SET confirmed = NULL WHERE race = ? AND car = ? AND lap = ?');
    this.forget = db.transaction((race: string, laps: readonly { car: string; lap: number }[]) => {
      for (const { car, lap } of laps) this.unmark.run(race, car, lap);
    }).immediate;
  }

  find(race: string, car: string, lap: number): ExportedLap | undefined {
    return this.select.get(race, car, lap);
  }

  /** To be called before the document is sent, so that the same contents keep their revision. Returns the revision. */
  begin(race: string, car: string, lap: number, document: Pick<ExportedLap, 'fingerprint' | 'sha256' | 'bytes'>): number {
    const before = this.find(race, car, lap);
    const revision = before === undefined ? 1 : before.sha256 === document.sha256 ? before.revision : before.revision + 1;
    this.save.run(race, car, lap, revision, document.fingerprint, document.sha256, document.bytes);
    return revision;
  }

  /** @param at Unix time, s */
  confirm(race: string, car: string, lap: number, revision: number, at: number): void {
    this.mark.run(at, race, car, lap, revision);
  }
}
