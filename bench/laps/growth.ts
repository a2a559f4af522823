import { join } from 'node:path';
import { CHANNELS } from '../../common/channels.ts';
import { lapId } from '../../common/lap.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { openStore } from '../../main/trackside/sql/sql-connection.ts';
import { SqlSandbox } from '../../main/trackside/sql/sql-sandbox.ts';
import { median, type BenchRow } from '../bench.ts';
import { makeLap } from './made-laps.ts';

const SIZES = [100, 1000, 10_000];
const CARS = 20;
const REPEATS = 9;
/** ms of processor time, so that its clock's steps do not count. */
const ENOUGH = 300;
const channels = CHANNELS.filter(({ name }) => ['Distance', 'Speed', 'RPM', 'Gear', 'Throttle', 'Brake', 'Steer', 'Fuel', 'LapTime', 'WaterTemp'].includes(name));
const AVERAGE = "SELECT race_id, car, SUM(mean * count) / SUM(count) FROM lap_channels WHERE channel = 'Speed' GROUP BY race_id, car";
const oneLap = (id: string): string => `SELECT channel_max(id, 'Speed'), lap_time FROM laps WHERE id = '${id}'`;

/** ms of processor time that a query takes in this thread, in the mean: it does not hang on what else the machine does. */
function computed(path: string, sql: string): number {
  const { db } = openStore({ path });
  try {
    const query = db.prepare(sql);
    query.all();
    const before = process.cpuUsage();
    for (let runs = 1; ; runs++) {
      query.all();
      const { user, system } = process.cpuUsage(before);
      if (user + system >= ENOUGH * 1000) return (user + system) / 1000 / runs;
    }
  } finally {
    db.close();
  }
}

/** One store that grows: what a question to all laps takes, to one lap, and opening it. */
export async function growth(dir: string): Promise<BenchRow[]> {
  const path = join(dir, 'laps.db');
  const made = Array.from({ length: CARS }, (_, car) => makeLap({ race: 'bench', car: car + 1, lap: 1, channels, seconds: 10, rate: 100, noise: true }));
  const rows: BenchRow[] = [];
  let laps = 0;
  for (const size of SIZES) {
    let store = new LapStore(path);
    store.db.transaction(() => {
      for (; laps < size; laps++) {
        const lap = made[laps % CARS]!;
        const number = Math.floor(laps / CARS);
        store.insertLap({ ...lap, head: { ...lap.head, _id: lapId('bench', lap.head.car, number), lap: number } });
      }
    })();
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    store.close();
    const began = performance.now();
    store = new LapStore(path);
    const opened = performance.now() - began;
    store.close();
    const sandbox = new SqlSandbox({ path });
    const timed = async (sql: string): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i <= REPEATS; i++) {
        const start = performance.now();
        await sandbox.run({ sql, timeout: 60, max_rows: 1000 });
        if (i > 0) times.push(performance.now() - start);
      }
      return median(times);
    };
    const one = oneLap(lapId('bench', 'car7', 3));
    const [all, single] = [computed(path, AVERAGE), computed(path, one)];
    rows.push({ what: `${size} laps: average speed by car`, value: await timed(AVERAGE), unit: 'ms', note: `median of ${REPEATS}; ${all.toFixed(2)} ms of processor time` });
    rows.push({ what: `${size} laps: a question to one lap`, value: await timed(one), unit: 'ms', note: `top speed; ${single.toFixed(2)} ms of processor time` });
    rows.push({ what: `${size} laps: opening the store`, value: opened, unit: 'ms', note: '' });
    await sandbox.close();
  }
  return rows;
}
