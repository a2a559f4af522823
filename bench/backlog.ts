import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepGenerated } from '../main/audit/generated.ts';
import { auditFiles } from '../main/audit/stored-race.ts';
import { dataFiles } from '../main/installation.ts';
import { EdgeBuffer } from '../main/onboard/edge/edge-buffer.ts';
import { LapStore } from '../main/trackside/laps/lap-store.ts';
import type { Drained, DrainOptions, DrainSight } from './backlog/drain-child.ts';
import { median, quantile, type Bench, type BenchRow } from './bench.ts';
import { Field, type Load } from './whole/load.ts';

/** Frames of a second, as large as those of the simulator at 100 Hz: some 7,900 values. */
const LOAD: Load = { cars: 20, channels: 79, rate: 100, samples: 100 };
const MINUTES = Number(process.env['LAPWING_BACKLOG_MINUTES'] ?? (process.env['LAPWING_LONG'] ? 60 : 5));
const WAITING = 'backlog';
/** Frames committed together. */
const BATCH = 200;

const brokers = process.env['LAPWING_TEST_BROKERS']?.split(',') ?? [];

/** Buffers what the cars made while the link was down. Returns the frames and the bytes of their bodies. */
function fill(dataDir: string): { frames: number; bytes: number } {
  const files = dataFiles(dataDir);
  const edge = new EdgeBuffer(files.edge);
  const field = new Field(LOAD, Date.now() / 1000 - MINUTES * 60);
  let bytes = 0;
  for (let second = 0; second < MINUTES * 60; second += BATCH / LOAD.cars) {
    const frames = Array.from({ length: BATCH }, (_, i) => {
      const body = field.next(i % LOAD.cars);
      bytes += body.length;
      return { race: WAITING, car: field.nameOf(i % LOAD.cars), closed: Date.now(), body };
    });
    edge.append(frames);
  }
  edge.close();
  const frames = MINUTES * 60 * LOAD.cars;
  const laps = new LapStore(files.laps);
  keepGenerated(laps.db, WAITING, new Map(Array.from({ length: LOAD.cars }, (_, car) => [field.nameOf(car), frames / LOAD.cars])));
  laps.close();
  return { frames, bytes };
}

function drain(options: DrainOptions): Promise<{ sights: DrainSight[]; done: Drained }> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('backlog/drain-child.ts', import.meta.url)), [JSON.stringify(options)]);
    const sights: DrainSight[] = [];
    let done: Drained | undefined;
    child.on('message', (message: DrainSight | Drained) => {
      if (message.type === 'sight') sights.push(message);
      else done = message;
    });
    child.on('exit', (code) => (done && code === 0 ? resolve({ sights, done }) : reject(new Error(`the drain ended with status ${code}`))));
  });
}

const bench: Bench = {
  name: 'backlog',
  async run(): Promise<BenchRow[]> {
    const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    try {
      const { frames, bytes } = fill(dataDir);
      const { sights, done } = await drain({ dataDir, brokers, waiting: WAITING, load: LOAD });
      const { totals, balanced } = auditFiles(dataDir, WAITING)!;
      const whole = balanced && [totals.generated, totals.buffered, totals.stored, totals.factory, totals.confirmed].every((count) => count === frames);
      const rate = frames / done.seconds;
      const third = Math.ceil(sights.length / 3);
      const rss = (of: readonly DrainSight[]): number => median(of.map((sight) => sight.rss)) / 2 ** 20;
      return [
        { what: 'a backlog drains while the cars drive on', value: frames, unit: 'frames', note: `${MINUTES} minutes of ${LOAD.cars} cars, frames of 1 s, ${(bytes / frames / 1000).toFixed(1)} kB each; ${brokers.length > 0 ? 'a Kafka broker' : 'the embedded stream'}` },
        { what: '… not at the factory once each by the audit, or out of order', value: (whole ? 0 : 1) * Math.max(1, totals.unaccounted) + done.inversions, unit: 'frames', note: whole ? 'the audit: all equal' : `the audit: ${JSON.stringify(totals)}` },
        { what: 'start-up, until the way of the data is open', value: done.startUp, unit: 's' },
        { what: 'drained and confirmed', value: rate, unit: 'frames/s', note: `${((rate * bytes) / frames / 1e6).toFixed(1)} MB/s; ${done.seconds.toFixed(1)} s` },
        { what: '… against what comes in', value: rate / (done.fresh / done.seconds), unit: '×', note: `${(done.fresh / done.seconds).toFixed(1)} frames/s come in meanwhile` },
        { what: 'fresh frame trackside meanwhile, median', value: median(done.ages), unit: 'ms', note: `after it was buffered on board; ${done.ages.length} frames` },
        { what: '… 99th percentile', value: quantile(done.ages, 0.99), unit: 'ms' },
        { what: 'resident memory, highest', value: Math.max(...sights.map((sight) => sight.rss)) / 2 ** 20, unit: 'MiB', note: 'one process' },
        { what: '… median of the last third against the middle one', value: rss(sights.slice(-third)) / rss(sights.slice(third, -third)), unit: '×' },
      ];
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  },
};
export default bench;
