import { join } from 'node:path';
import { CHANNELS, fillFromSteps } from '../../common/channels.ts';
import { LapStore, type StoredLap } from '../../main/trackside/laps/lap-store.ts';
import { decodeSamples, type SampleSpace } from '../../main/trackside/laps/lap-samples.ts';
import { SqlSandbox } from '../../main/trackside/sql/sql-sandbox.ts';
import { median, type BenchRow } from '../bench.ts';
import { makeLap } from './made-laps.ts';

const CARS = 20;
const QUESTION = `SELECT race_id, car, ROUND(AVG(json_extract(r.value,'$.sensors.Speed')),2) AS mps
  FROM laps, json_each(laps.doc,'$.records') r GROUP BY race_id, car`;
const thirty = CHANNELS.filter(({ rate }) => rate >= 100).slice(0, 30);

interface Stored {
  perSecond: number;
  /** ms of processor time a lap. */
  cpu: number;
  bytesPerValue: number;
  values: number;
}

/** A transaction each, as ingest stores them. */
function storeAll(store: LapStore, laps: readonly StoredLap[]): Stored {
  let ms = 0;
  const before = process.cpuUsage();
  for (const lap of laps) {
    const began = performance.now();
    store.db.transaction(() => store.insertLap(lap))();
    ms += performance.now() - began;
  }
  const { user, system } = process.cpuUsage(before);
  const bytes = store.db.prepare<[], number>('SELECT SUM(length(samples)) FROM lap').pluck().get()!;
  const values = laps.reduce((sum, { columns }) => sum + columns.reduce((all, { length }) => all + length, 0), 0);
  return { perSecond: (1000 * laps.length) / ms, cpu: (user + system) / 1000 / laps.length, bytesPerValue: bytes / values, values: values / laps.length };
}

/** Medians over the laps, ms, of time that passed and of processor time: from the id to every channel as a chart takes it. */
function readEach(store: LapStore, ids: readonly string[]): { wall: number; cpu: number } {
  const find = store.db.prepare<[string], { samples: Buffer; json: string }>(
    'SELECT samples, (SELECT json FROM channel_set WHERE id = lap.channel_set) AS json FROM lap WHERE id = ?',
  );
  const space: SampleSpace = { samples: new Int32Array(0) };
  const walls: number[] = [];
  const cpus: number[] = [];
  for (const id of ids) {
    const before = process.cpuUsage();
    const began = performance.now();
    const { samples, json } = find.get(id)!;
    const channels = JSON.parse(json) as { resolution: number }[];
    decodeSamples(samples, space).columns.forEach((column, c) => {
      fillFromSteps(new Float32Array(column.length), column, channels[c]!.resolution);
    });
    walls.push(performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    cpus.push((user + system) / 1000);
  }
  return { wall: median(walls), cpu: median(cpus) };
}

/** What it costs to store laps, to read one, and to ask their documents in plain SQL. */
export async function storing(dir: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const field = new LapStore(join(dir, 'thirty.db'));
  const laps = Array.from({ length: CARS }, (_, car) => makeLap({ race: 'bench', car: car + 1, lap: 1, channels: thirty, seconds: 100, rate: 100, noise: true }));
  const some = storeAll(field, laps);
  rows.push({ what: 'laps stored, a transaction each', value: some.perSecond, unit: 'laps/s', note: `100 s × 100 Hz × ${thirty.length} channels, statistics included; ${some.cpu.toFixed(1)} ms of processor time each` });
  const one = readEach(field, laps.map(({ head }) => head._id));
  rows.push({ what: 'one lap from the store, every channel ready to draw', value: one.wall, unit: 'ms', note: `${thirty.length} channels × 10,000 samples as Float32; median of 20 laps; ${one.cpu.toFixed(1)} ms of processor time` });
  field.close();

  for (const noise of [false, true]) {
    const path = join(dir, noise ? 'noisy.db' : 'clean.db');
    const store = new LapStore(path);
    const all = storeAll(store, Array.from({ length: CARS }, (_, car) => makeLap({ race: 'bench', car: car + 1, lap: 1, channels: CHANNELS, seconds: 83, noise })));
    store.close();
    const shape = `83 s, ${CHANNELS.length} channels at up to 100 Hz: ${Math.round(all.values / 83)} values/s`;
    rows.push({ what: `size of the samples ${noise ? 'with sensor noise' : 'without noise'}`, value: all.bytesPerValue, unit: 'bytes/value', note: shape });
    if (!noise) continue;
    rows.push({ what: 'whole laps stored, a transaction each', value: all.perSecond, unit: 'laps/s', note: `${shape}; ${all.cpu.toFixed(1)} ms of processor time each` });
    const sandbox = new SqlSandbox({ path });
    await sandbox.run({ sql: 'SELECT 1', timeout: 60, max_rows: 1 });
    const times: number[] = [];
    for (let repeat = 0; repeat < 3; repeat++) times.push((await sandbox.run({ sql: QUESTION, timeout: 600, max_rows: 1000 })).ms / 1000);
    await sandbox.close();
    rows.push({ what: 'average speed by car, plain json_each over whole documents', value: median(times), unit: 's', note: `${CARS} laps, ${CARS * 8300} records; median of 3` });
  }
  return rows;
}
