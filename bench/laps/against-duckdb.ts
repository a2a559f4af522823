import { statSync } from 'node:fs';
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
  rows: `SELECT race_id, car, AVG(value) AS v FROM samples WHERE channel = 'Speed' GROUP BY race_id, car ORDER BY race_id, car`,
};
const THEIRS = {
  average: 'SELECT race_id, car, AVG(Speed) AS v FROM samples GROUP BY race_id, car ORDER BY race_id, car',
  one: `SELECT race_id, car, AVG(Speed) AS v FROM samples WHERE ${ONE} GROUP BY race_id, car`,
  filter: `SELECT car, COUNT(*) FILTER (Throttle >= 99 AND Speed > 250 / 3.6) / ${RATE}.0 AS v FROM samples GROUP BY car ORDER BY car`,
};
const json = (where: string): string => `SELECT race_id, car, AVG(v) FROM (
  SELECT race_id, car, UNNEST(CAST(doc ->> '$.records[*].sensors.Speed' AS DOUBLE[])) AS v FROM laps ${where}) GROUP BY race_id, car ORDER BY race_id, car`;

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

/** Median of `repeats`, ms, after one that does not count. */
async function timed(repeats: number, ask: () => Promise<unknown>): Promise<number> {
  await ask();
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return median(times);
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
    const overJson = await timed(3, () => documents.ask(json('')));
    for (const [name, what, repeats] of [['average', 'average speed by race and car', 5], ['one', 'the same of one car', 5], ['filter', 'time at full throttle above 250 km/h, by car', 5]] as const) {
      check(what, await ask(OURS[name]), await peer.ask(THEIRS[name]));
      const ours = await timed(repeats, () => ask(OURS[name]));
      const theirs = await timed(repeats, () => peer.ask(THEIRS[name]));
      rows.push({ what, value: ours, unit: 'ms', note: shape });
      rows.push({ what: "… against DuckDB's own samples", value: ours / theirs, unit: '×', note: `${theirs.toFixed(1)} ms` });
      if (name === 'average') rows.push({ what: '… against DuckDB over the same JSON', value: ours / overJson, unit: '×', note: `${overJson.toFixed(0)} ms` });
    }
    check('rows', await ask(OURS.rows), await ask(OURS.average));
    rows.push({ what: 'the same average over the view samples', value: await timed(3, () => ask(OURS.rows)), unit: 'ms', note: 'a channel as rows' });
    const third = "WHERE race_id = 'race3'";
    check('plain', await ask(OURS.plain), await documents.ask(json(third)));
    const plain = await timed(3, () => ask(OURS.plain));
    const plainTheirs = await timed(3, () => documents.ask(json(third)));
    rows.push({ what: 'the same average by plain json_each on documents', value: plain, unit: 'ms', note: `${TOTAL / RACES} laps of one race` });
    rows.push({ what: '… against DuckDB over the same JSON', value: plain / plainTheirs, unit: '×', note: `${plainTheirs.toFixed(0)} ms` });
    return rows;
  } finally {
    await sandbox.close();
    peer.close();
    documents.close();
  }
}
