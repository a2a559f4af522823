import Database from 'better-sqlite3';
import type { SealedFrame } from '../../common/frame.ts';
import { FrameLedger, LEDGER_LAYOUT } from '../../main/stream/frame-ledger.ts';
import { readFrames } from '../../main/stream/frame-reader.ts';
import type { StreamRecord } from '../../main/stream/stream.ts';
import { idOf } from './made-frame.ts';
import type { FrameId } from './oracle.ts';

/** A run of frames of a car that is declared lost, both ends included. */
export interface LostFrames {
  incarnation: string;
  car: string;
  first: number;
  last: number;
}

/**
 * A sink that writes down what the product's ledger lets through, as a list in which nothing keeps repeats out. It shows
 * what a sink would see that has no primary key to save it. Without its ledger it is a control that must fail.
 */
export class Witness {
  private readonly db: Database.Database;
  /** What it has, once somebody has asked: a million names are a hundred megabytes, which nobody carries for nothing. */
  private held: Set<FrameId> | null = null;
  private readonly store: (records: readonly StreamRecord[]) => void;

  constructor(path: string, deduplicates = true) {
    this.db = new Database(path);
    const fresh = this.db.pragma('user_version', { simple: true }) === 0;
    if (fresh) this.db.exec(`${LEDGER_LAYOUT} CREATE TABLE seen (n INTEGER PRIMARY KEY, id TEXT); PRAGMA user_version = 1;`);
    const ledger = new FrameLedger(this.db);
    const write = this.db.prepare('INSERT INTO seen (id) VALUES (?)');
    const keep = (frame: SealedFrame): void => {
      const id = idOf(frame);
      write.run(id);
      this.held?.add(id);
    };
    this.store = this.db.transaction((records: readonly StreamRecord[]) => {
      for (const frame of readFrames(records).frames) {
        if (deduplicates) ledger.admit(frame, keep);
        else if (!frame.gap) keep(frame);
      }
      ledger.write();
    }).immediate;
  }

  take(records: readonly StreamRecord[]): void {
    this.store(records);
  }

  seen(): FrameId[] {
    return this.db.prepare<[], FrameId>('SELECT id FROM seen ORDER BY n').pluck().all();
  }

  has(id: FrameId): boolean {
    this.held ??= new Set(this.seen());
    return this.held.has(id);
  }

  /** What was declared lost for ever, by the names that the frames have on the way. */
  lost(): LostFrames[] {
    return this.db.prepare<[], LostFrames>('SELECT incarnation, car, first, last FROM lost').all();
  }

  close(): void {
    this.db.close();
  }
}
