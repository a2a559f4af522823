import Database from 'better-sqlite3';
import { FrameLedger, LEDGER_LAYOUT } from '../../main/stream/frame-ledger.ts';
import { readFrames } from '../../main/stream/frame-reader.ts';
import type { StreamRecord } from '../../main/stream/stream.ts';
import { frameId, type FrameId } from './oracle.ts';

/**
 * A sink that writes down what the product's ledger lets through, as a list in which nothing keeps repeats out. It shows
 * what a sink would see that has no primary key to save it. Without its ledger it is a control that must fail.
 */
export class Witness {
  private readonly db: Database.Database;
  private readonly store: (records: readonly StreamRecord[]) => void;

  constructor(path: string, deduplicates = true) {
    this.db = new Database(path);
    const fresh = this.db.pragma('user_version', { simple: true }) === 0;
    if (fresh) this.db.exec(`${LEDGER_LAYOUT} CREATE TABLE seen (n INTEGER PRIMARY KEY, car TEXT, seq INTEGER); PRAGMA user_version = 1;`);
    const ledger = new FrameLedger(this.db);
    const write = this.db.prepare('INSERT INTO seen (car, seq) VALUES (?, ?)');
    this.store = this.db.transaction((records: readonly StreamRecord[]) => {
      for (const frame of readFrames(records).frames) {
        if (deduplicates) ledger.admit(frame, ({ car, seq }) => void write.run(car, seq));
        else write.run(frame.car, frame.seq);
      }
      ledger.write();
    }).immediate;
  }

  take(records: readonly StreamRecord[]): void {
    this.store(records);
  }

  seen(): FrameId[] {
    const rows = this.db.prepare<[], { car: string; seq: number }>('SELECT car, seq FROM seen ORDER BY n').all();
    return rows.map(({ car, seq }) => frameId(car, seq));
  }

  /** Frames that it has seen or been told are lost. */
  count(): number {
    return this.db.prepare<[], number>('SELECT (SELECT COUNT(*) FROM seen) + (SELECT COALESCE(SUM(last - first + 1), 0) FROM lost)').pluck().get()!;
  }

  close(): void {
    this.db.close();
  }
}
