import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHANNELS, toSteps, type Channel } from '../common/channels.ts';
import { lapId, type LapHead } from '../common/lap.ts';
import { gridOf, samplesIn } from '../common/sample-grid.ts';
import { LapStore, type StoredLap } from '../main/trackside/laps/lap-store.ts';
import { SqlSandbox } from '../main/trackside/sql/sql-sandbox.ts';
import { median, type Bench, type BenchRow } from './bench.ts';

const CARS = 20;
const LAPS = 3;
const RATE = 100;
const LAP_TIME = 83;
const SAMPLES = LAP_TIME * RATE;
/** Every channel at its own rate, but no faster than is recorded. */
const grid = gridOf(CHANNELS.map((channel) => Math.min(channel.rate, RATE)));
const QUESTION = `SELECT race_id, car, ROUND(AVG(json_extract(r.value,'$.sensors.Speed')),2) AS mps
  FROM laps, json_each(laps.doc,'$.records') r GROUP BY race_id, car`;

/** Noise of a sensor, steps of resolution; the rest is computed by the car and smooth. */
const NOISE: Record<string, number> = { Ax: 20, Ay: 20, Vaz: 5, WheelSpeed: 8, TyreTemp: 1, BrakeTemp: 3, WaterTemp: 0.6, OilTemp: 0.6, RPM: 6 };

/** A made-up lap with the shape of real ones: corners and straights, sensor noise, counters that step, wear that creeps. */
function makeLap(car: number, lap: number, noise: () => number): StoredLap {
  const racetime = Math.round(lap * LAP_TIME * 1000 + car * 7) / 1000;
  const head: LapHead = {
    _id: lapId('bench', `car${car}`, lap), schema: 2, race_id: 'bench', track: 'bench', car: `car${car}`, number: car, driver: `Driver ${car}`,
    team: `Team ${car >> 1}`, model: 'LW1', lap, lap_type: 'flying', lap_time: LAP_TIME, sectors: [27, 29, 27], compound: 'medium', tyre_age: lap,
    position: car, fuel: 80 - lap, timestamp: 1763834400 + racetime, racetime, rate: RATE, samples: SAMPLES,
  };
  const instant0 = lap * SAMPLES;
  const columns = CHANNELS.map((channel, c) => {
    const signal = signalOf(channel, c, car, lap);
    const width = Object.entries(NOISE).find(([name]) => channel.name.startsWith(name))?.[1] ?? 0;
    const samples = samplesIn(grid.strides[c]!, instant0, SAMPLES);
    return Int32Array.from({ length: samples }, (_, i) => toSteps(signal(i / samples), channel.resolution) + Math.round(width * noise()));
  });
  return { head, channels: [...CHANNELS], ...grid, racetime0: racetime, instant0, stretches: [{ from: 0, count: SAMPLES }], columns };
}

/** By the share of the lap that is driven, 0 to 1. */
function signalOf({ name, min, max }: Channel, c: number, car: number, lap: number): (share: number) => number {
  const turn = (share: number, times: number): number => Math.sin(2 * Math.PI * times * share + 0.1 * car);
  const pace = (share: number): number => turn(share, 11) + 0.6 * turn(share, 4) + 0.3 * turn(share, 23);
  if (name === 'Distance') return (share) => 5793 * (share + 0.01 * turn(share, 11));
  if (name === 'LapTime') return (share) => LAP_TIME * share;
  if (name === 'Position') return () => car;
  if (name === 'Gear') return (share) => Math.round(5 + 1.6 * pace(share));
  if (name === 'Throttle') return (share) => Math.min(100, Math.max(0, 60 + 90 * turn(share, 11)));
  if (name === 'Brake') return (share) => Math.min(100, Math.max(0, -40 - 120 * turn(share, 11)));
  if (name === 'Fuel') return (share) => 80 - 1.7 * (lap + share);
  if (name.startsWith('TyreWear')) return (share) => 2.1 * (lap + share) + c * 0.01;
  const middle = (min + max) / 2;
  return (share) => middle + ((max - min) / 5) * pace(share + 0.003 * c);
}

/** Between -0.5 and 0.5, the same every time. */
function noiseFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
}

async function run(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'lapwing-bench-laps-'));
  const path = join(dir, 'laps.db');
  const store = new LapStore(path);
  const sandbox = new SqlSandbox({ path });
  try {
    const noise = noiseFrom(7);
    let ms = 0;
    for (let lap = 1; lap <= LAPS; lap++) {
      for (let car = 1; car <= CARS; car++) {
        const made = makeLap(car, lap, noise);
        const began = performance.now();
        store.db.transaction(() => store.insertLap(made))();
        ms += performance.now() - began;
      }
    }
    const laps = CARS * LAPS;
    const bytes = store.db.prepare<[], number>('SELECT SUM(length(samples)) FROM lap').pluck().get()!;
    const values = grid.strides.reduce((sum, stride) => sum + samplesIn(stride, 0, SAMPLES), 0);
    const shape = `${LAP_TIME} s × up to ${RATE} Hz × ${CHANNELS.length} channels: ${Math.round(values / LAP_TIME)} values/s`;
    const seconds: number[] = [];
    await sandbox.run({ sql: 'SELECT 1', timeout: 60, max_rows: 1 });
    for (let repeat = 0; repeat < 3; repeat++) {
      seconds.push((await sandbox.run({ sql: QUESTION, timeout: 600, max_rows: 1000 })).ms / 1000);
    }
    return [
      { what: 'laps stored, a transaction each', value: laps / (ms / 1000), unit: 'laps/s', note: shape },
      { what: 'size of the samples', value: bytes / (laps * values), unit: 'bytes/value', note: 'a third of the channels with sensor noise' },
      { what: 'average speed by car, plain json_each, in the sandbox', value: median(seconds), unit: 's', note: `${laps} laps, ${laps * SAMPLES} records; median of 3` },
    ];
  } finally {
    await sandbox.close();
    store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const bench: Bench = { name: 'laps', run };
export default bench;
