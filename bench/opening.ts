import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHANNELS } from '../common/channels.ts';
import { lapId } from '../common/lap.ts';
import { dataFiles } from '../main/installation.ts';
import { stepsOf } from '../main/trackside/laps/channel-statistics.ts';
import { encodeSamples } from '../main/trackside/laps/lap-samples.ts';
import { LapStore } from '../main/trackside/laps/lap-store.ts';
import { openWorkstation } from '../main/workstation.ts';
import { median, type Bench, type BenchRow } from './bench.ts';
import { makeLap } from './laps/made-laps.ts';

/** GB of real laps, each written out; more with LAPWING_BENCH_GB. */
const GIGABYTES = Number(process.env['LAPWING_BENCH_GB'] ?? 1);
const CARS = 20;
const LAPS = 50;
const REPEATS = 5;

/** A folder with so many bytes of races in its store. */
function fill(dir: string, bytes: number): number {
  const { laps: path } = dataFiles(dir);
  const store = new LapStore(path);
  store.db.pragma('synchronous = OFF');
  const made = Array.from({ length: CARS }, (_, car) => {
    const lap = makeLap({ race: 'bench', car: car + 1, lap: 1, channels: CHANNELS.slice(0, 60), seconds: 100, rate: 100, noise: true });
    return { ...lap, bytes: encodeSamples(lap), statistics: lap.columns.map(stepsOf) };
  });
  let races = 0;
  while (races === 0 || statSync(path).size < bytes) {
    const race = `20261125T${String(races++).padStart(6, '0')}Z-bench-0000`;
    const cars = made.map(({ head: { car, number, driver, team, model } }) => ({ car, number, driver, team, model }));
    store.insertPackedRace({ id: race, track: 'bench', started: 1763834400 + races, laps: LAPS, seed: 7, rate: 100, state: 'finished', results: '[]' }, cars);
    for (let lap = 0; lap < LAPS; lap++) {
      store.db.transaction(() => {
        for (const { head, channels, bytes: samples, statistics } of made) {
          const next = { ...head, _id: lapId(race, head.car, lap), race_id: race, lap };
          store.insertPacked(next, JSON.stringify(next), channels, samples, statistics);
        }
      })();
    }
    store.db.pragma('wal_checkpoint(TRUNCATE)');
  }
  store.close();
  return races;
}

async function opening(dir: string): Promise<Record<string, number>> {
  const times: Record<string, number[]> = {};
  for (let i = 0; i <= REPEATS; i++) {
    const began = performance.now();
    const mark = (what: string): void => {
      if (i > 0) (times[what] ??= []).push(performance.now() - began);
    };
    const workstation = await openWorkstation({ dataDir: dir });
    const session = workstation.open({ event() {}, live() {} });
    try {
      await session.request('workstation', {});
      mark('the first screen has what it asks for');
      const [race] = (await session.request('races.list', {})) as { race_id: string }[];
      mark('the list of races is there');
      await session.request('laps.list', { race_id: race!.race_id });
      mark('the laps of the newest are there');
      await session.request('sql.run', { sql: 'SELECT * FROM channels' });
      mark('the channels for SQL are there');
    } finally {
      session.close();
      await workstation.close();
    }
  }
  return Object.fromEntries(Object.entries(times).map(([what, all]) => [what, median(all)]));
}

async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const gigabytes of [0, GIGABYTES]) {
    const dir = mkdtempSync(join(tmpdir(), 'lapwing-bench-opening-'));
    try {
      const races = fill(dir, gigabytes * 1e9);
      const size = (statSync(dataFiles(dir).laps).size / 1e9).toFixed(2);
      for (const [what, ms] of Object.entries(await opening(dir))) rows.push({ what: `${size} GB, from the start until ${what}`, value: ms, unit: 'ms', note: `${races} races of ${CARS * LAPS} laps; median of ${REPEATS}` });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
  return rows;
}

const bench: Bench = { name: 'opening', run };
export default bench;
