// Opens the way of the data on an edge buffer with a backlog, drains it while the cars drive on, and tells its parent how: drain-child.ts OPTIONS
import { Worker } from 'node:worker_threads';
import type { FrameBody } from '../../common/frame-body.ts';
import { Pipeline } from '../../main/pipeline.ts';
import type { FieldData, FromField } from '../whole/field-thread.ts';
import type { Load } from '../whole/load.ts';

export interface DrainOptions {
  dataDir: string;
  brokers: string[];
  /** The race that waits. */
  waiting: string;
  load: Load;
}

/** How things are, now and then. */
export interface DrainSight {
  type: 'sight';
  /** s since the way was open. */
  at: number;
  /** Of the process, bytes. */
  rss: number;
  /** Frames of the old race that the factory has not confirmed. */
  left: number;
}

export interface Drained {
  type: 'done';
  /** Until the way was open, s. */
  startUp: number;
  /** Until the last frame of the backlog was confirmed, s. */
  seconds: number;
  /** Frames that came in meanwhile. */
  fresh: number;
  /** From the buffering of each of these to its being trackside, ms. */
  ages: number[];
  /** Frames that came out of order for their car. */
  inversions: number;
}

const { dataDir, brokers, waiting, load } = JSON.parse(process.argv[2]!) as DrainOptions;
const RACE = 'live';
const tell = (message: DrainSight | Drained): boolean => process.send!(message);

const ages: number[] = [];
const last = new Map<string, number>();
let inversions = 0;
/** When each fresh frame was buffered, by car. */
const closed = new Map<string, number[]>();
const newest = new Map<string, number>();
/** A fresh frame is there. */
function arrived(car: string, { instant, count }: FrameBody): void {
  if (instant <= (newest.get(car) ?? -1)) return;
  newest.set(car, instant);
  ages.push(performance.now() - closed.get(car)![instant / count]!);
}

const began = performance.now();
const pipeline = await Pipeline.open({
  dataDir,
  brokers,
  team: 'lapwing',
  onIngested({ frames }) {
    for (const { race, car, body } of frames) {
      const key = `${race}/${car}`;
      if (body.instant <= (last.get(key) ?? -1)) inversions++;
      last.set(key, body.instant);
      if (race === RACE) arrived(car, body);
    }
  },
  onLive() {},
  onTimed() {},
});
const opened = performance.now();
const left = (): number => pipeline.edge.carCounts(waiting).reduce((sum, car) => sum + car.buffered - car.confirmed, 0);
const timer = setInterval(() => tell({ type: 'sight', at: (performance.now() - opened) / 1000, rss: process.memoryUsage.rss(), left: left() }), 500);

let fresh = 0;
pipeline.newestFirst();
const field = new Worker(new URL('../whole/field-thread.ts', import.meta.url), { workerData: { load, seconds: Infinity } satisfies FieldData });
await new Promise<void>((resolve, reject) => {
  field.on('error', reject);
  field.on('message', (message: FromField) => {
    if (message.type === 'done') return;
    fresh += message.frames.length;
    for (const { car } of message.frames) closed.set(car, [...(closed.get(car) ?? []), performance.now()]);
    pipeline.edge.append(message.frames.map(({ car, body }) => ({ race: RACE, car, closed: Date.now(), body })));
    pipeline.notify();
  });
  const look = setInterval(() => {
    if (left() > 0) return;
    clearInterval(look);
    resolve();
  }, 20);
});
const seconds = (performance.now() - opened) / 1000;
clearInterval(timer);
await field.terminate();
await pipeline.close();
tell({ type: 'done', startUp: (opened - began) / 1000, seconds, fresh, ages, inversions });
process.disconnect();
