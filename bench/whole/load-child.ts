// Puts a load through the whole way of the data, with a screen that looks on, and tells its parent what that takes: load-child.ts OPTIONS
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { keepGenerated } from '../../main/audit/generated.ts';
import { Pipeline } from '../../main/pipeline.ts';
import { LiveFeed } from '../../main/trackside/live-feed.ts';
import type { FieldData, FromField } from './field-thread.ts';
import type { Load } from './load.ts';

export interface LoadOptions {
  dataDir: string;
  race: string;
  brokers: string[];
  load: Load;
  /** s. */
  seconds: number;
}

/** How things are, every second. */
export interface Sight {
  type: 'sight';
  /** s since the first frame. */
  at: number;
  /** Of the process, bytes. */
  rss: number;
  /** Time of all threads so far, s. */
  cpu: number;
  /** Frames on the cars' disks that the factory has not confirmed. */
  backlog: number;
  /** 99th percentile of what the event loop was late by in this second, ms. */
  late: number;
}

export type FromLoad = Sight | { type: 'done'; frames: number; /** From the last frame to the last confirmation, s. */ settled: number };

const { dataDir, race, brokers, load, seconds } = JSON.parse(process.argv[2]!) as LoadOptions;
const tell = (message: FromLoad): boolean => process.send!(message);

const feed = new LiveFeed();
feed.begin(race);
const pipeline = await Pipeline.open({
  dataDir,
  brokers,
  team: 'lapwing',
  onIngested({ frames }) {
    for (const { race: of, car, body, declaration } of frames) feed.push(of, car, body, declaration);
  },
  onLive(frames) {
    for (const { race: of, car, body, declaration } of frames) feed.pushAhead(of, car, body, declaration);
  },
  onTimed() {},
});
const channels = Array.from({ length: 20 }, (_, c) => `Channel${c}`);
feed.packets.subscribe('screen', { subscription: 1, cars: [], channels, past: 60, samples: 'all' }, () => setImmediate(() => feed.packets.credit('screen', 1)));

const made = new Map<string, number>();
const field = new Worker(new URL('field-thread.ts', import.meta.url), { workerData: { load, seconds } satisfies FieldData });
const began = performance.now();
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const timer = setInterval(() => {
  const { user, system } = process.cpuUsage();
  const late = delay.percentile(99) / 1e6;
  delay.reset();
  tell({ type: 'sight', at: (performance.now() - began) / 1000, rss: process.memoryUsage.rss(), cpu: (user + system) / 1e6, backlog: pipeline.edge.backlog(), late });
}, 1000);
await new Promise<void>((resolve, reject) => {
  field.on('error', reject);
  field.on('message', (message: FromField) => {
    if (message.type === 'done') return resolve();
    const closed = Date.now();
    pipeline.edge.append(message.frames.map(({ car, body }) => ({ race, car, closed, body })));
    for (const { car } of message.frames) made.set(car, (made.get(car) ?? 0) + 1);
    pipeline.notify();
  });
});
clearInterval(timer);

const ended = performance.now();
const total = [...made.values()].reduce((sum, count) => sum + count, 0);
const stored = (): number => pipeline.ingest.ledger.ofRace(race).reduce((sum, car) => sum + car.next, 0);
while (pipeline.edge.backlog() > 0 || stored() < total) await pause(20);
const settled = (performance.now() - ended) / 1000;
keepGenerated(pipeline.laps.db, race, made);
pipeline.ingest.endRace(race);
pipeline.laps.raceEnded(race);
feed.packets.close();
await pipeline.close();
tell({ type: 'done', frames: total, settled });
process.disconnect();
