import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LapStore } from '../main/trackside/laps/lap-store.ts';
import { SqlSandbox } from '../main/trackside/sql/sql-sandbox.ts';
import { median, quantile, type Bench, type BenchRow } from './bench.ts';

const RUNS = 5;
const ROWS = 1_000_000;
const JUMPS = 40;
const MILLION = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT ${ROWS}) SELECT n, n * 0.5 AS half, 'car' || (n % 4) AS car FROM c`;
const COLUMNS = '3 columns: integer, number, text';

/** What a screen waits for when an answer has a million rows; beside it what SQLite and DuckDB take for the same. */
async function run(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'lapwing-bench-sql-'));
  const path = join(dir, 'laps.db');
  new LapStore(path).close();
  const sandbox = new SqlSandbox({ path });
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  await duck.run(`CREATE TABLE answer AS SELECT n, n * 0.5 AS half, 'car' || (n % 4) AS car FROM range(1, ${ROWS + 1}) t(n)`);
  const took = { first: [] as number[], held: [] as number[], bare: [] as number[], jump: [] as number[], chart: [] as number[], parquet: [] as number[], duck: [] as number[] };
  await sandbox.run({ sql: 'SELECT 1', timeout: 60, max_rows: 1 });
  for (let n = 0; n < RUNS; n++) {
    took.bare.push(await timed(() => void readThrough(path)));
    const began = performance.now();
    const { ended } = await sandbox.open({ sql: MILLION, timeout: 600, max_rows: ROWS });
    took.first.push(performance.now() - began);
    const failure = await ended;
    if (failure) throw failure;
    took.held.push(performance.now() - began);
    for (let jump = 0; jump < JUMPS; jump++) took.jump.push(await timed(() => sandbox.rows(((jump * 0.618034) % 1) * (ROWS - 200) | 0, 200)));
    took.chart.push(await timed(() => sandbox.chart({ result: 1, x: 0, ys: [1], split: 2, parts: 1000 })));
    took.parquet.push(await timed(() => exported(sandbox)));
    took.duck.push(await timed(() => duck.run(`COPY answer TO '${join(dir, 'answer.parquet')}'`)));
  }
  await sandbox.close();
  duck.closeSync();
  rmSync(dir, { recursive: true });
  return [
    { what: 'first rows of a million', value: median(took.first), unit: 'ms', note: COLUMNS },
    { what: 'a million rows held, packed', value: median(took.held) / 1000, unit: 's', note: `${COLUMNS}; median of ${RUNS}` },
    { what: '… against node:sqlite alone, every row thrown away', value: ratio(took.held, took.bare), unit: '×', note: `${median(took.bare).toFixed(0)} ms` },
    { what: '200 rows from anywhere in a million', value: median(took.jump), unit: 'ms', note: `95th percentile ${quantile(took.jump, 0.95).toFixed(1)} ms` },
    { what: 'a chart of a million rows', value: median(took.chart) / 1000, unit: 's', note: 'least and greatest of 1000 parts, four lines' },
    { what: 'a million rows as Parquet', value: median(took.parquet) / 1000, unit: 's' },
    { what: '… against DuckDB, from its own table', value: ratio(took.parquet, took.duck), unit: '×', note: `${median(took.duck).toFixed(0)} ms, two threads` },
  ];
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The median of the runs' ratios. */
function ratio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, n) => value / theirs[n]!));
}

function readThrough(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const statement = db.prepare(MILLION);
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  let rows = 0;
  for (const _ of statement.iterate()) rows++;
  db.close();
  return rows;
}

async function exported(sandbox: SqlSandbox): Promise<void> {
  for (let part = 0; !(await sandbox.export('parquet', part)).last; part++);
}

export default { name: 'sql', run } satisfies Bench;
