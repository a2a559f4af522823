import { createHash } from 'node:crypto';
import type { Sqlite } from '../../sqlite.ts';
import { NOTED_HEAD } from './lap-notes.ts';

/** A stored lap, by what it is known by. */
export interface StoredLapName {
  id: string;
  car: string;
  number: number;
  lap: number;
}

/** What a lap's document is written from (`LapDocuments.write`). */
export interface StoredLapParts {
  head: string;
  channels: string;
  samples: Uint8Array;
}

/** Reads what lap documents are written from out of a lap store, one at a time. */
export class LapSource {
  private readonly names;
  private readonly parts;

  constructor(db: Sqlite) {
    this.names = db.prepare<[string], StoredLapName>(
      `SELECT id, car, CAST(json_extract(head, '$.number') AS INTEGER) AS number, lap FROM lap WHERE race_id = ? ORDER BY lap, racetime, car`,
    );
    this.parts = db.prepare<[string], StoredLapParts>(
      `SELECT ${NOTED_HEAD} AS head, (SELECT json FROM channel_set WHERE id = lap.channel_set) AS channels, samples FROM lap WHERE id = ?`,
    );
  }

  /** By lap, and within a lap in the order in which the cars began it. */
  of(race: string): StoredLapName[] {
    return this.names.all(race);
  }

  /** Undefined where there is no such lap. */
  read(id: string): StoredLapParts | undefined {
    return this.parts.get(id);
  }
}

/** Tells whether a lap is still the same, without writing its document; hexadecimal. */
export function lapFingerprint({ head, channels, samples }: StoredLapParts): string {
  return createHash('sha256').update(`${head}\n${channels}\n`).update(samples).digest('hex');
}
