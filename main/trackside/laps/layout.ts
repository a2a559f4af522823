import type { Sqlite } from '../../sqlite.ts';
import { LEDGER_LAYOUT } from '../../stream/frame-ledger.ts';
import { KEEP_LAYOUT } from './keep-rules.ts';
import { NOTED_HEAD, NOTES_LAYOUT } from './lap-notes.ts';
import { REMOVAL_LAYOUT } from './race-removal.ts';

/**
 * The first layout. `lap.samples` comes last, so that the columns before it are read without its pages; channel
 * declarations are the same for thousands of laps and are kept once.
 */
const LAPS = `
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

/**
 * Statistics of each channel of a lap, in steps, and what a step is: a value is steps × `times` / `parts`, which is exact where the
 * resolution is a fraction such as 0.01. Laps have a number of their own, for VACUUM may give a table without a whole-number key
 * other row ids. A lap from before this layout has no number; its statistics are worked out when they are asked for.
 */
const STATISTICS = `
  CREATE TABLE channel (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, unit TEXT NOT NULL, resolution REAL NOT NULL,
    times REAL NOT NULL AS (IIF(resolution < 1, 1.0, resolution)) STORED,
    parts REAL NOT NULL AS (IIF(resolution < 1, round(1 / resolution), 1.0)) STORED, UNIQUE (name, unit, resolution)
  ) STRICT;
  INSERT OR IGNORE INTO channel (name, unit, resolution)
    SELECT c.value ->> 'name', c.value ->> 'unit', c.value ->> 'resolution' FROM channel_set, json_each(channel_set.json) c;
  CREATE TABLE lap_number (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE lap_channel (
    lap INTEGER NOT NULL REFERENCES lap_number (number), channel INTEGER NOT NULL REFERENCES channel (id), count INTEGER NOT NULL,
    min INTEGER NOT NULL, max INTEGER NOT NULL, sum INTEGER NOT NULL, deviation REAL NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (lap, channel)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER lap_deleted AFTER DELETE ON lap BEGIN
    DELETE FROM lap_channel WHERE lap = (SELECT number FROM lap_number WHERE id = OLD.id);
    DELETE FROM lap_number WHERE id = OLD.id;
  END;
  CREATE VIEW lap_channels AS
    SELECT lap.id, lap.race_id, lap.car, lap.driver, lap.lap, lap.lap_type, channel.name AS channel, channel.unit, c.count,
      c.min * times / parts AS min, c.max * times / parts AS max, c.sum * times / parts / c.count AS mean,
      c.deviation * times / parts AS standard_deviation, c.start * times / parts AS start_value, c."end" * times / parts AS end_value
    FROM lap CROSS JOIN lap_number ON lap_number.id = lap.id CROSS JOIN channel
      CROSS JOIN lap_channel c ON c.lap = lap_number.number AND c.channel = channel.id
    UNION ALL
    SELECT lap.id, lap.race_id, lap.car, lap.driver, lap.lap, lap.lap_type, s.key,
      (SELECT c.value ->> 'unit' FROM json_each(channel_set.json) c WHERE c.value ->> 'name' = s.key), s.value ->> 'count',
      s.value ->> 'min', s.value ->> 'max', s.value ->> 'mean', s.value ->> 'standard_deviation', s.value ->> 'start', s.value ->> 'end'
    FROM lap CROSS JOIN channel_set ON channel_set.id = lap.channel_set
      CROSS JOIN json_each(lap_statistics(channel_set.json, lap.samples)) s
    WHERE NOT EXISTS (SELECT 1 FROM lap_number WHERE lap_number.id = lap.id);
  CREATE VIEW samples AS
    SELECT lap.id, lap.race_id, lap.car, lap.driver, lap.lap, c.value ->> 'name' AS channel, c.value ->> 'unit' AS unit, s.key AS n,
      sample_time(lap.id, c.value ->> 'name', s.key) AS racetime, sample_distance(lap.id, c.value ->> 'name', s.key) AS distance, s.value
    FROM lap CROSS JOIN channel_set ON channel_set.id = lap.channel_set CROSS JOIN json_each(channel_set.json) c
      CROSS JOIN json_each(channel_values(lap.id, c.value ->> 'name')) s;
  CREATE VIEW channels AS
    SELECT DISTINCT c.value ->> 'name' AS channel, c.value ->> 'unit' AS unit, c.value ->> 'resolution' AS resolution
    FROM channel_set, json_each(channel_set.json) c;
  CREATE VIEW drivers AS
    SELECT race_id, driver, car, number, team,
      (SELECT COUNT(*) FROM lap WHERE lap.race_id = entry.race_id AND lap.car = entry.car) AS laps,
      (SELECT MIN(lap_time) FROM lap WHERE lap.race_id = entry.race_id AND lap.car = entry.car AND lap.lap > 0) AS best_lap
    FROM entry;`;

/** Notes and tags, in the document too. */
const NOTES = `${NOTES_LAYOUT}
  DROP VIEW laps;
  CREATE VIEW laps AS
    SELECT id, race_id, track, car, driver, team, lap, lap_type, lap_time, compound, tyre_age, position, timestamp,
      racetime,
      CAST(lap_document(${NOTED_HEAD}, (SELECT json FROM channel_set WHERE id = lap.channel_set), samples) AS TEXT) AS doc
    FROM lap;`;

/** What is to stay and what is on its way out. The index tells how large a race is, and how many laps it has, without a look at the laps. */
const KEEPING = `${REMOVAL_LAYOUT}
  ${KEEP_LAYOUT}
  CREATE INDEX lap_size ON lap (race_id, length(samples) + length(head));`;

/**
 * Statistics without a look at the laps themselves: the index has what `lap_channels` says of a lap, and laps that have no number yet are
 * looked for only where there are any.
 */
const COVERED = `
  DROP INDEX lap_of_car;
  CREATE INDEX lap_of_car ON lap (race_id, car, lap, id, driver, lap_type);
  DROP VIEW lap_channels;
  CREATE VIEW lap_channels AS
    SELECT lap.id, lap.race_id, lap.car, lap.driver, lap.lap, lap.lap_type, channel.name AS channel, channel.unit, c.count,
      c.min * times / parts AS min, c.max * times / parts AS max, c.sum * times / parts / c.count AS mean,
      c.deviation * times / parts AS standard_deviation, c.start * times / parts AS start_value, c."end" * times / parts AS end_value
    FROM lap CROSS JOIN lap_number ON lap_number.id = lap.id CROSS JOIN channel
      CROSS JOIN lap_channel c ON c.lap = lap_number.number AND c.channel = channel.id
    UNION ALL
    SELECT lap.id, lap.race_id, lap.car, lap.driver, lap.lap, lap.lap_type, s.key,
      (SELECT c.value ->> 'unit' FROM json_each(channel_set.json) c WHERE c.value ->> 'name' = s.key), s.value ->> 'count',
      s.value ->> 'min', s.value ->> 'max', s.value ->> 'mean', s.value ->> 'standard_deviation', s.value ->> 'start', s.value ->> 'end'
    FROM (SELECT 1 WHERE (SELECT COUNT(*) FROM lap) > (SELECT COUNT(*) FROM lap_number))
      CROSS JOIN lap CROSS JOIN channel_set ON channel_set.id = lap.channel_set
      CROSS JOIN json_each(lap_statistics(channel_set.json, lap.samples)) s
    WHERE NOT EXISTS (SELECT 1 FROM lap_number WHERE lap_number.id = lap.id);`;

const LAYOUTS = [LAPS, STATISTICS, NOTES, KEEPING, COVERED];

/** A store from a newer Lapwing is refused by its number. */
export const STORE_VERSION = LAYOUTS.length;

/** Makes a new store (`from` 0), or brings an older one up to date; laps are not rewritten. */
export function layOut(db: Sqlite, from: number): void {
  for (const layout of LAYOUTS.slice(from)) db.exec(layout);
}
