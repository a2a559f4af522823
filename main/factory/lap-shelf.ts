import { gunzipSync } from 'node:zlib';
import type { Sqlite } from '../sqlite.ts';
import { sha256Of, type LapKey, type LapPart } from './lap-record.ts';

/** Bytes of a JSON document at most: what a hostile record could unfold to. */
const LONGEST = 500 * 2 ** 20;

/** In the factory's database. */
const LAYOUT = `
  CREATE TABLE IF NOT EXISTS lap_document (
    race TEXT NOT NULL, car TEXT NOT NULL, lap INTEGER NOT NULL, revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, packed BLOB NOT NULL,
    PRIMARY KEY (race, car, lap, revision)
  );
  CREATE TABLE IF NOT EXISTS lap_part (
    race TEXT NOT NULL, car TEXT NOT NULL, lap INTEGER NOT NULL, revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL, part INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (race, car, lap, revision, sha256, part)
  ) WITHOUT ROWID;`;

/** What came of a part: nothing yet, or of the whole document, held or refused. */
export type Shelved = { bytes: number; refused: string | null } | null;

/** Lap documents at the factory: each key once, for ever, and never overwritten. Runs inside the caller's transaction. */
export class LapShelf {
  private readonly keepPart;
  private readonly parts;
  private readonly drop;
  private readonly find;
  private readonly save;

  constructor(db: Sqlite) {
    db.exec(LAYOUT);
    const whole = 'race = ? AND car = ? AND lap = ? AND revision = ?';
    this.keepPart = db.prepare('INSERT OR REPLACE INTO lap_part VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.parts = db.prepare<[string, string, number, number, string], Buffer>(`SELECT body FROM lap_part WHERE ${whole} AND sha256 = ? ORDER BY part`).pluck();
    this.drop = db.prepare(`DELETE FROM lap_part WHERE ${whole} AND sha256 = ?`);
    this.find = db.prepare<[string, string, number, number], { sha256: string; bytes: number }>(`SELECT sha256, bytes FROM lap_document WHERE ${whole}`);
    this.save = db.prepare('INSERT INTO lap_document VALUES (?, ?, ?, ?, ?, ?, ?)');
  }

  /** Takes one part; with the last one missing, the document is put together, checked and stored. Throws what SQLite throws. */
  take({ race, car, lap, revision, sha256, part, parts, bytes }: LapPart): Shelved {
    const key = [race, car, lap, revision] as const;
    this.keepPart.run(...key, sha256, part, bytes);
    const bodies = this.parts.all(...key, sha256);
    if (bodies.length < parts) return null;
    this.drop.run(...key, sha256);
    const held = this.find.get(...key);
    if (held && held.sha256 === sha256) return { bytes: held.bytes, refused: null };
    if (held) return { bytes: held.bytes, refused: `revision ${revision} is stored already, with other contents` };
    const packed = Buffer.concat(bodies);
    const found = unpackedLength(packed, sha256);
    if (typeof found === 'string') return { bytes: 0, refused: found };
    this.save.run(...key, sha256, found, packed);
    return { bytes: found, refused: null };
  }
}

/** Length of the JSON document, or why it is not the one that was announced. */
function unpackedLength(packed: Uint8Array, sha256: string): number | string {
  try {
    const document = gunzipSync(packed, { maxOutputLength: LONGEST });
    return sha256Of(document) === sha256 ? document.length : 'the checksum of the document does not match';
  } catch (error) {
    return `cannot be unpacked: ${(error as Error).message}`;
  }
}

/** The stored document as JSON text; undefined where the factory has none. */
export function storedLap(db: Sqlite, { race, car, lap, revision }: LapKey): string | undefined {
  const packed = db
    .prepare<[string, string, number, number], Buffer>('SELECT packed FROM lap_document WHERE race = ? AND car = ? AND lap = ? AND revision = ?')
    .pluck()
    .get(race, car, lap, revision);
  return packed && gunzipSync(packed).toString();
}
