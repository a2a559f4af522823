import { LEDGER_LAYOUT } from '../../stream/frame-ledger.ts';
import { LapDocuments } from './lap-document.ts';

/** Raised when the tables change; a store from a newer Lapwing is refused by its number. */
export const STORE_VERSION = 1;

/**
 * The lap store's tables. `lap.samples` comes last, so that the columns before it are read without its pages; channel
 * declarations are the same for thousands of laps and are kept once.
 */
export const STORE_LAYOUT = `
  CREATE TABLE race (
    id TEXT PRIMARY KEY, track TEXT NOT NULL, started REAL NOT NULL, laps INTEGER, seed INTEGER, rate REAL,
    state TEXT NOT NULL, results TEXT
  ) STRICT;
  CREATE TABLE entry (
    race_id TEXT NOT NULL, car TEXT NOT NULL, number INTEGER NOT NULL, driver TEXT NOT NULL, team TEXT NOT NULL,
    model TEXT NOT NULL, PRIMARY KEY (race_id, car)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE race_event (
    id INTEGER PRIMARY KEY, race_id TEXT NOT NULL, seq INTEGER NOT NULL, racetime REAL NOT NULL, type TEXT NOT NULL,
    car TEXT, lap INTEGER, doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX race_event_in_order ON race_event (race_id, seq);
  CREATE TABLE channel_set (id INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE lap (
    id TEXT PRIMARY KEY, race_id TEXT NOT NULL, track TEXT NOT NULL, car TEXT NOT NULL, driver TEXT NOT NULL,
    team TEXT NOT NULL, lap INTEGER NOT NULL, lap_type TEXT NOT NULL, lap_time REAL, compound TEXT, tyre_age INTEGER,
    position INTEGER, timestamp REAL NOT NULL, racetime REAL NOT NULL, head TEXT NOT NULL,
    channel_set INTEGER NOT NULL REFERENCES channel_set (id), samples BLOB NOT NULL
  ) STRICT;
  CREATE INDEX lap_of_car ON lap (race_id, car, lap);
  CREATE VIEW laps AS
    SELECT id, race_id, track, car, driver, team, lap, lap_type, lap_time, compound, tyre_age, position, timestamp,
      racetime,
      CAST(lap_document(head, (SELECT json FROM channel_set WHERE id = lap.channel_set), samples) AS TEXT) AS doc
    FROM lap;
  CREATE VIEW races AS
    SELECT id AS race_id, track, started, laps,
      (SELECT COUNT(*) FROM entry WHERE race_id = race.id) AS cars, seed, rate, state
    FROM race;
  CREATE VIEW cars AS SELECT race_id, car, number, driver, team, model FROM entry;
  CREATE VIEW events AS SELECT race_id, racetime, type, car, lap, doc FROM race_event;
  ${LEDGER_LAYOUT}`;

/** How the message of `lap_document` begins when what it is given is not a lap. */
export const DAMAGED_LAP = 'a lap is damaged';

type Scalar = (...args: unknown[]) => Uint8Array | null;

/**
 * The SQL functions that the views need; every connection to a lap store must have them.
 * `lap_document(head, channels, samples)`: the lap's JSON as UTF-8 bytes; null where an argument is null.
 */
export function lapFunctions(): { name: string; call: Scalar }[] {
  const documents = new LapDocuments();
  const lapDocument = (head: unknown, channels: unknown, samples: unknown): Uint8Array | null => {
    if (head === null || channels === null || samples === null) return null;
    if (typeof head !== 'string' || typeof channels !== 'string' || !(samples instanceof Uint8Array)) {
      throw new TypeError('lap_document takes the head and the channels as text, and the samples as a BLOB');
    }
    try {
      return documents.write(head, channels, samples);
    } catch (cause) {
      throw new Error(`${DAMAGED_LAP}: ${(cause as Error).message}`, { cause });
    }
  };
  return [{ name: 'lap_document', call: lapDocument }];
}
