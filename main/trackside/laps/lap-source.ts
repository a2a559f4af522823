import { createHash } from 'node:crypto';
import type { Sqlite } from '../../sqlite.ts';

/** A stored lap, by what it is known by. */
export interface StoredLapName {
  id: string;
  car: string;
  number: number;
  lap: number;
}

interface LapParts {
  head: string;
  channels: string;
  samples: Buffer;
}

/** Reads whole lap documents out of a lap store, one at a time. */
export class LapSource {
  private readonly names;
  private readonly parts;
  private readonly text;

  /** @param db a `LapStore`'s, for it has the functions that write documents */
  constructor(db: Sqlite) {
    this.names = db.prepare<[string], StoredLapName>(
      `SELECT id, car, CAST(json_extract(head, '$.number') AS INTEGER) AS number, lap FROM lap WHERE race_id = ? ORDER BY lap, racetime, car`,
    );
    const channels = '(SELECT json FROM channel_set WHERE id = lap.channel_set)';
    this.parts = db.prepare<[string], LapParts>(`SELECT head, ${channels} AS channels, samples FROM lap WHERE id = ?`);
    this.text = db.prepare<[string], Buffer>(`SELECT lap_document(head, ${channels}, samples) FROM lap WHERE id = ?`).pluck();
  }

  /** By lap, and within a lap in the order in which the cars began it. */
  of(race: string): StoredLapName[] {
    return this.names.all(race);
  }

  /** Tells whether a lap is still the same, without writing its document; hexadecimal. Undefined where there is no such lap. */
  fingerprint(id: string): string | undefined {
    const parts = this.parts.get(id);
    if (!parts) return undefined;
    const { head, channels, samples } = parts;
    return createHash('sha256').update(`${head}\n${channels}\n`).update(samples).digest('hex');
  }

  /** The document as UTF-8 JSON. Throws where the lap is damaged, or not there. */
  document(id: string): Buffer {
    const text = this.text.get(id);
    if (!text) throw new Error(`there is no lap ${id}`);
    return text;
  }
}
