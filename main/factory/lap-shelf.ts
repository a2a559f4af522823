import { promisify } from 'node:util';
import { gunzip, gunzipSync, type ZlibOptions } from 'node:zlib';
import type { Sqlite } from '../sqlite.ts';
import type { LapKey, LapPart } from './lap-record.ts';

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

/** What is known of a document: that the factory holds it, or why it never will. */
export interface Shelved {
  /** Length of the JSON document; 0 for one that is refused before its length is known. */
  bytes: number;
  refused: string | null;
}

/** Lap documents at the factory: each key once, for ever, and never overwritten. */
export class LapShelf {
  /** Takes parts, all or none; the same parts again change nothing. Throws what SQLite throws. */
  readonly keep: (parts: readonly LapPart[]) => void;
  private readonly count;
  private readonly parts;
  private readonly drop;
  private readonly find;
  private readonly save;
  private readonly put: (document: LapPart, packed: Uint8Array, found: number | string) => Shelved;

  constructor(db: Sqlite) {
    db.exec(LAYOUT);
    const whole = 'race = ? AND car = ? AND lap = ? AND revision = ?';
    const keepPart = db.prepare('INSERT OR REPLACE INTO lap_part VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.keep = db.transaction((parts: readonly LapPart[]) => {
      for (const part of parts) keepPart.run(...keyOf(part), part.sha256, part.part, part.bytes);
    }).immediate;
    this.count = db.prepare<[string, string, number, number, string], number>(`SELECT COUNT(*) FROM lap_part WHERE ${whole} AND sha256 = ?`).pluck();
    this.parts = db.prepare<[string, string, number, number, string], Buffer>(`SELECT body FROM lap_part WHERE ${whole} AND sha256 = ? ORDER BY part`).pluck();
    this.drop = db.prepare(`DELETE FROM lap_part WHERE ${whole} AND sha256 = ?`);
    this.find = db.prepare<[string, string, number, number], { sha256: string; bytes: number }>(`SELECT sha256, bytes FROM lap_document WHERE ${whole}`);
    this.save = db.prepare('INSERT INTO lap_document VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.put = db.transaction((document, packed, found) => this.settle(document, packed, found)).immediate;
  }

  /** Checks the document of a part that is kept and stores it; null while other parts are missing. Throws what SQLite throws. */
  async finish(part: LapPart): Promise<Shelved | null> {
    const { sha256, parts } = part;
    const key = keyOf(part);
    if (this.count.get(...key, sha256)! < parts) return null;
    const packed = Buffer.concat(this.parts.all(...key, sha256));
    return this.put(part, packed, await unpackedLength(packed, sha256));
  }

  private settle(document: LapPart, packed: Uint8Array, found: number | string): Shelved {
    const { revision, sha256 } = document;
    const key = keyOf(document);
    this.drop.run(...key, sha256);
    const held = this.find.get(...key);
    if (held && held.sha256 === sha256) return { bytes: held.bytes, refused: null };
    if (held) return { bytes: held.bytes, refused: `revision ${revision} is stored already, with other contents` };
    if (typeof found === 'string') return { bytes: 0, refused: found };
    this.save.run(...key, sha256, found, packed);
    return { bytes: found, refused: null };
  }
}

const keyOf = ({ race, car, lap, revision }: LapKey) => [race, car, lap, revision] as const;
const unpack = promisify<Uint8Array, ZlibOptions, Buffer>(gunzip);

/** Length of the JSON document, or why it is not the one that was announced. Reckoned beside the thread, which goes on meanwhile. */
async function unpackedLength(packed: Uint8Array, sha256: string): Promise<number | string> {
  try {
    const document = await unpack(packed, { maxOutputLength: LONGEST });
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', document as Uint8Array<ArrayBuffer>));
    return digest.toString('hex') === sha256 ? document.length : 'the checksum of the document does not match';
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
