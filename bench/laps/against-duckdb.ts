import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CHANNELS } from '../../common/channels.ts';
import { LapStore, type StoredLap } from '../../main/trackside/laps/lap-store.ts';
import { SqlSandbox } from '../../main/trackside/sql/sql-sandbox.ts';
import { median, type BenchRow } from '../bench.ts';
import { DuckLaps, loadDuckDb } from './duckdb.ts';
import { makeLap } from './made-laps.ts';

const RACES = 5;
const CARS = 20;
const LAPS = 20;
const TOTAL = RACES * CARS * LAPS;
const SECONDS = 10;
const RATE = 100;
const NAMES = ['Distance', 'Speed', 'RPM', 'Gear', 'Throttle', 'Brake', 'Steer', 'Fuel', 'LapTime', 'TyreTempFL'];
const channels = NAMES.map((name) => CHANNELS.find((channel) => channel.name === name)!);
const VALUES = TOTAL * SECONDS * RATE * channels.length;
const ONE = "race_id = 'race3' AND car = 'car7'";

const OURS = {
  average: "SELECT race_id, car, SUM(mean * count) / SUM(count) AS v FROM lap_channels WHERE channel = 'Speed' GROUP BY race_id, car ORDER BY race_id, car",
  one: `SELECT race_id, car, SUM(mean * count) / SUM(count) AS v FROM lap_channels WHERE channel = 'Speed' AND ${ONE} GROUP BY race_id, car`,
  filter: "SELECT car, SUM(time_where(id, 'Throttle', '>=', 99, 'Speed', '>', 250 / 3.6)) AS v FROM laps GROUP BY car ORDER BY car",
  plain: `SELECT race_id, car, AVG(r.value ->> '$.sensors.Speed') AS v FROM laps, json_each(laps.doc, '$.records') r WHERE race_id = 'race3' GROUP BY race_id, car ORDER BY race_id, car`,
  binary: `SELECT race_id, car, AVG(r.value ->> '$.sensors.Speed') AS v FROM laps, jsonb_each(laps.doc, '$.records') r WHERE race_id = 'race3' GROUP BY race_id, car ORDER BY race_id, car`,
  rows: `SELECT race_id, car, AVG(value) AS v FROM samples WHERE channel = 'Speed' GROUP BY race_id, car ORDER BY race_id, car`,
};
const THEIRS = {
  average: 'SELECT race_id, car, AVG(Speed) AS v FROM samples GROUP BY race_id, car ORDER BY race_id, car',
  one: `SELECT race_id, car, AVG(Speed) AS v FROM samples WHERE ${ONE} GROUP BY race_id, car`,
  filter: `SELECT car, COUNT(*) FILTER (Throttle >= 99 AND Speed > 250 / 3.6) / ${RATE}.0 AS v FROM samples GROUP BY car ORDER BY car`,
};
const json = (where: string): string => `SELECT race_id, car, AVG(v) FROM (
  SELECT race_id, car, UNNEST(CAST(doc ->> '$.records[*].sensors.Speed' AS DOUBLE[])) AS v FROM laps ${where}) GROUP BY race_id, car ORDER BY race_id, car`;

/** The same record by record, as `json_each` goes through them. */
const eachRecord = (where: string): string => `SELECT race_id, car, AVG(CAST(r ->> '$.sensors.Speed' AS DOUBLE)) FROM (
  SELECT race_id, car, UNNEST(CAST(doc -> '$.records' AS JSON[])) AS r FROM laps ${where}) GROUP BY race_id, car ORDER BY race_id, car`;

function* made(noise: boolean): Generator<StoredLap> {
  for (let race = 1; race <= RACES; race++) {
    for (let lap = 1; lap <= LAPS; lap++) {
      for (let car = 1; car <= CARS; car++) yield makeLap({ race: `race${race}`, car, lap, channels, seconds: SECONDS, rate: RATE, noise });
    }
  }
}

function store(path: string, laps: Iterable<StoredLap>): LapStore {
  const opened = new LapStore(path);
  opened.db.transaction(() => {
    for (const lap of laps) opened.insertLap(lap);
  })();
  opened.db.pragma('wal_checkpoint(TRUNCATE)');
  return opened;
}

interface Pair {
  ours: number;
  theirs: number;
}

/** Medians, ms, after one of each that does not count; by turns, so that a busy moment meets both. */
async function byTurns(repeats: number, ours: () => Promise<unknown>, theirs: () => Promise<unknown>): Promise<Pair> {
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let i = 0; i <= repeats; i++) {
    for (const [whose, ask] of [['ours', ours], ['theirs', theirs]] as const) {
      const began = performance.now();
      await ask();
      if (i > 0) times[whose].push(performance.now() - began);
    }
  }
  return { ours: median(times.ours), theirs: median(times.theirs) };
}

/** Throws unless both have the same rows; numbers to nine digits. */
function check(what: string, ours: readonly (readonly unknown[])[], theirs: readonly (readonly unknown[])[]): void {
  const plain = (rows: readonly (readonly unknown[])[]): string =>
    JSON.stringify(rows.map((row) => row.map((value) => (typeof value === 'number' ? value.toPrecision(9) : value))));
  if (ours.length === 0 || plain(ours) !== plain(theirs)) throw new Error(`${what}: DuckDB answers otherwise: ${plain(ours).slice(0, 200)} against ${plain(theirs).slice(0, 200)}`);
}

/** The same laps in both, the same questions to both, the same answers; `dir` is for the files. */
export async function againstDuckDb(dir: string): Promise<BenchRow[]> {
  const duckdb = await loadDuckDb();
  if (!duckdb) return [{ what: 'against DuckDB', value: 0, unit: '', note: 'skipped: DuckDB has no binary for this platform' }];
  const rows: BenchRow[] = [];
  const shape = `${TOTAL} laps × ${SECONDS * RATE} samples × ${channels.length} channels`;

  const clean = store(join(dir, 'clean.db'), made(false));
  const cleanPeer = await DuckLaps.open(duckdb, join(dir, 'clean.duckdb'));
  await cleanPeer.addSamples(duckdb, made(false));
  const noisy = store(join(dir, 'noisy.db'), made(true));
  const peer = await DuckLaps.open(duckdb, join(dir, 'noisy.duckdb'));
  await peer.addSamples(duckdb, made(true));
  for (const [name, file, theirs] of [['without noise', 'clean.db', cleanPeer], ['with sensor noise', 'noisy.db', peer]] as const) {
    const { size } = statSync(join(dir, file));
    rows.push({ what: `whole file ${name}`, value: size / VALUES, unit: 'bytes/value', note: `${shape}; statistics, indices and heads included` });
    rows.push({ what: `… against DuckDB's file`, value: size / theirs.size, unit: '×', note: `${(theirs.size / VALUES).toFixed(2)} bytes/value` });
  }
  clean.close();
  cleanPeer.close();

  const documents = await DuckLaps.open(duckdb, join(dir, 'documents.duckdb'));
  await documents.addDocuments(noisy.db.prepare<[], { race_id: string; car: string; lap: number; doc: string }>('SELECT race_id, car, lap, doc FROM laps').iterate());
  noisy.close();
  const sandbox = new SqlSandbox({ path: join(dir, 'noisy.db') });
  const ask = async (sql: string): Promise<unknown[][]> => (await sandbox.run({ sql, timeout: 600, max_rows: 10_000 })).rows;
  try {
    for (const [name, what, repeats] of [['average', 'average speed by race and car', 9], ['one', 'the same of one car', 51], ['filter', 'time at full throttle above 250 km/h, by car', 9]] as const) {
      check(what, await ask(OURS[name]), await peer.ask(THEIRS[name]));
      const { ours, theirs } = await byTurns(repeats, () => ask(OURS[name]), () => peer.ask(THEIRS[name]));
      rows.push({ what, value: ours, unit: 'ms', note: shape });
      rows.push({ what: "… against DuckDB's own samples", value: ours / theirs, unit: '×', note: `${theirs.toFixed(1)} ms` });
    }
    await peer.threads(1);
    const alone = await byTurns(9, () => ask(OURS.filter), () => peer.ask(THEIRS.filter));
    rows.push({ what: '… where both have one thread', value: alone.ours / alone.theirs, unit: '×', note: `${alone.theirs.toFixed(1)} ms` });
    await peer.threads(availableParallelism());
    const against = await byTurns(3, () => ask(OURS.average), () => documents.ask(json('')));
    rows.push({ what: 'average speed by race and car against DuckDB over the same JSON', value: against.ours / against.theirs, unit: '×', note: `${against.theirs.toFixed(0)} ms` });
    check('rows', await ask(OURS.rows), await ask(OURS.average));
    const third = "WHERE race_id = 'race3'";
    check('plain', await ask(OURS.plain), await documents.ask(json(third)));
    const plain = await byTurns(5, () => ask(OURS.plain), () => documents.ask(json(third)));
    rows.push({ what: 'the same average by plain json_each on documents', value: plain.ours, unit: 'ms', note: `${TOTAL / RACES} laps of one race` });
    rows.push({ what: '… against DuckDB over the same JSON', value: plain.ours / plain.theirs, unit: '×', note: `${plain.theirs.toFixed(0)} ms` });
    check('binary', await ask(OURS.binary), await documents.ask(json(third)));
    const binary = await byTurns(5, () => ask(OURS.binary), () => documents.ask(json(third)));
    rows.push({ what: '… by jsonb_each, against DuckDB over the same JSON', value: binary.ours / binary.theirs, unit: '×', note: `${binary.ours.toFixed(0)} ms` });
    check('plain', await ask(OURS.plain), await documents.ask(eachRecord(third)));
    const records = await byTurns(3, () => ask(OURS.plain), () => documents.ask(eachRecord(third)));
    rows.push({ what: '… where DuckDB goes through the records too', value: records.ours / records.theirs, unit: '×', note: `${records.theirs.toFixed(0)} ms` });
    const asRows = await byTurns(3, () => ask(OURS.rows), () => peer.ask(THEIRS.average));
    rows.push({ what: 'the same average over the view samples', value: asRows.ours, unit: 'ms', note: 'a channel as rows' });
    rows.push({ what: "… against DuckDB's own samples", value: asRows.ours / asRows.theirs, unit: '×', note: `${asRows.theirs.toFixed(1)} ms` });
    return rows;
  } finally {
    await sandbox.close();
    peer.close();
    documents.close();
  }
}
