import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auditFiles } from '../main/audit/stored-race.ts';
import { median, type Bench, type BenchRow } from './bench.ts';
import type { FromLoad, LoadOptions, Sight } from './whole/load-child.ts';
import type { Load } from './whole/load.ts';

const LOAD: Load = { cars: 22, channels: 150, rate: 100, samples: 10 };
const SECONDS = process.env['LAPWING_LONG'] ? 600 : 60;
/** Until caches, rings and the first laps are filled, s. */
const WARM = 20;
const RACE = 'whole-load';

const brokers = process.env['LAPWING_TEST_BROKERS']?.split(',') ?? [];

function drive(options: LoadOptions): Promise<{ sights: Sight[]; done: Extract<FromLoad, { type: 'done' }> }> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('whole/load-child.ts', import.meta.url)), [JSON.stringify(options)]);
    const sights: Sight[] = [];
    let done: Extract<FromLoad, { type: 'done' }> | undefined;
    child.on('message', (message: FromLoad) => {
      if (message.type === 'sight') sights.push(message);
      else done = message;
    });
    child.on('exit', (code) => (done && code === 0 ? resolve({ sights, done }) : reject(new Error(`the load ended with status ${code}`))));
  });
}

/** What the race's books say, in rows; all figures but the last two must be the same. */
function books(dataDir: string, frames: number): BenchRow[] {
  const { totals, balanced } = auditFiles(dataDir, RACE)!;
  const same = [totals.generated, totals.buffered, totals.stored, totals.factory, totals.confirmed].every((count) => count === frames);
  return [
    { what: 'frames made, on disk, trackside, at the factory and confirmed', value: frames, unit: 'frames', note: same && balanced ? 'the audit: all equal' : `the audit: ${JSON.stringify(totals)}` },
    { what: 'gaps, and frames not accounted for', value: totals.gaps + totals.unaccounted, unit: 'frames' },
    { what: 'repeats dropped', value: totals.duplicates, unit: 'frames' },
  ];
}

const bench: Bench = {
  name: 'whole',
  async run(): Promise<BenchRow[]> {
    const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    try {
      const { sights, done } = await drive({ dataDir, race: RACE, brokers, load: LOAD, seconds: SECONDS });
      const warm = sights.filter(({ at }) => at > WARM);
      const [first, last] = [warm[0]!, warm.at(-1)!];
      const third = Math.ceil(warm.length / 3);
      const rss = (of: readonly Sight[]): number => median(of.map((sight) => sight.rss)) / 2 ** 20;
      return [
        {
          what: `${LOAD.cars} cars × ${LOAD.channels} channels × ${LOAD.rate} Hz through the whole way, in real time`,
          value: LOAD.cars * LOAD.channels * LOAD.rate,
          unit: 'samples/s',
          note: `${SECONDS} s, frames of ${LOAD.samples / LOAD.rate} s, ${brokers.length > 0 ? 'a Kafka broker' : 'the embedded stream'}, a screen with 20 channels of every car`,
        },
        ...books(dataDir, done.frames),
        { what: 'cores, field and way together', value: (last.cpu - first.cpu) / (last.at - first.at), unit: 'cores', note: `after ${WARM} s` },
        { what: 'resident memory, highest', value: Math.max(...sights.map((sight) => sight.rss)) / 2 ** 20, unit: 'MiB', note: 'one process' },
        { what: '… median of the last third', value: rss(warm.slice(-third)), unit: 'MiB' },
        { what: '… against the first third', value: rss(warm.slice(-third)) / rss(warm.slice(0, third)), unit: '×', note: `after ${WARM} s` },
        { what: '… against the second third', value: rss(warm.slice(-third)) / rss(warm.slice(third, -third)), unit: '×' },
        { what: 'frames that wait, median', value: median(warm.map((sight) => sight.backlog)), unit: 'frames', note: `${(LOAD.cars * LOAD.rate) / LOAD.samples} come in a second` },
        { what: '… most', value: Math.max(...warm.map((sight) => sight.backlog)), unit: 'frames' },
        { what: 'the engine is late by, 99th percentile of a second, median', value: median(warm.map((sight) => sight.late)), unit: 'ms' },
        { what: 'all confirmed after the last frame', value: done.settled, unit: 's' },
      ];
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  },
};
export default bench;
