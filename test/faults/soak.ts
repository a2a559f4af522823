import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker } from '../kafka/broker.ts';
import { seededRandom } from '../support/random.ts';
import { drive } from './drive.ts';
import { KafkaProxy } from './kafka-proxy.ts';
import { killedWay, type ChildOrder } from './killed-way.ts';
import { lacksMount, onSmallDisk } from './machine.ts';
import { firstOfLife } from './made-frame.ts';
import type { Evidence, FrameId } from './oracle.ts';
import type { RowContext } from './row.ts';

const MEGABYTES = 48;
const FILLER = 36 * 2 ** 20;

/** What happens in a life, and for how long, ms. Every life goes on for `rest` after its fault and ends with a kill. */
export interface Trial {
  kind: 'nothing' | 'radio cut' | 'connections reset' | 'answers lost' | 'slow way' | 'black hole' | 'broker frozen' | 'broker killed' | 'disk full';
  at: number;
  lasts: number;
  rest: number;
}

const KINDS: readonly Trial['kind'][] = ['nothing', 'radio cut', 'connections reset', 'answers lost', 'slow way', 'black hole', 'broker frozen', 'broker killed', 'disk full'];

/** One life after another until so many ms are full. The same seed plans the same. */
export function plan(seed: number, length: number): Trial[] {
  const random = seededRandom(seed);
  const trials: Trial[] = [];
  for (let planned = 0; planned < length; ) {
    const trial: Trial = {
      kind: KINDS[Math.floor(random() * KINDS.length)]!,
      at: 500 + random() * 2500,
      lasts: 1000 + random() * 6000,
      rest: SHORTEST_REST + random() ** 2 * (LONGEST_REST - SHORTEST_REST),
    };
    trials.push(trial);
    planned += trial.at + trial.lasts + trial.rest;
  }
  return trials;
}

/**
 * ms that a life goes on after its fault. Most are too short for everything to arrive, so that lives begin with a backlog: a broker
 * takes a killed reader for alive for ten seconds, and nobody reads until then. Some are long enough to catch up.
 */
const SHORTEST_REST = 1500;
const LONGEST_REST = 30_000;

/** A way that lives and is killed again and again, each time with another fault, on a small disk where one can be mounted. */
export async function soak({ folder, name, seed, broker }: RowContext, length: number, say: (line: string) => void): Promise<Evidence> {
  const proxy = await KafkaProxy.start(broker.address, seed);
  const edgeFolder = join(folder, 'disk');
  const place = { kind: 'kafka' as const, brokers: [proxy.address] };
  const direct = { kind: 'kafka' as const, brokers: [broker.address] };
  const way = { folder, edgeFolder, edge: { ballast: 2 ** 20 }, name, place, direct };
  const trials = plan(seed, length);
  const before: FrameId[] = [];
  const names = new Map<string, FrameId>();
  const texts: string[] = [];
  // That of the lives: the process of the soak itself keeps every name of every frame.
  let peakRss = 0;
  const live = async (): Promise<Evidence> => {
    for (const [n, trial] of trials.entries()) {
      const order: ChildOrder = { way: { ...way, first: firstOfLife(n) }, cars: 4, every: 20, ...(trial.kind === 'radio cut' ? { cutAfter: trial.at } : {}) };
      const fault = { injected: Promise.resolve() };
      const life = await killedWay(order, { after: trial.at + trial.lasts + trial.rest, onReady: () => void (fault.injected = inject(trial, { proxy, broker, edgeFolder })) });
      await fault.injected;
      before.push(...life.acknowledged);
      for (const [key, id] of life.names) names.set(key, id);
      texts.push(...life.texts);
      peakRss = Math.max(peakRss, life.peakRss);
      say(`${n + 1} of ${trials.length}: ${trial.kind} for ${(trial.lasts / 1000).toFixed(1)} s and ${(trial.rest / 1000).toFixed(1)} s more, ${life.acknowledged.length} frames, ${Math.round(life.peakRss / 2 ** 20)} MiB`);
    }
    return drive({ way: { ...way, first: firstOfLife(trials.length) }, cars: 4, frames: 50, every: 20, before, names, patience: 300 });
  };
  try {
    mkdirSync(edgeFolder);
    const evidence = lacksMount() === null ? await onSmallDisk(edgeFolder, MEGABYTES, live) : await live();
    const counts = KINDS.map((kind) => `${trials.filter((trial) => trial.kind === kind).length} × ${kind}`).join(', ');
    return { ...evidence, peakRss, texts: [...new Set([...texts, ...evidence.texts])], note: `${trials.length} kills: ${counts}` };
  } finally {
    await proxy.close();
  }
}

async function inject({ kind, at, lasts }: Trial, { proxy, broker, edgeFolder }: { proxy: KafkaProxy; broker: Broker; edgeFolder: string }): Promise<void> {
  const filler = join(edgeFolder, 'filler');
  const sound = { ...proxy.faults };
  await sleep(at);
  if (kind === 'connections reset') proxy.reset();
  else if (kind === 'answers lost') Object.assign(proxy.faults, { loseAcks: 0.3, lostAck: 'reset' });
  else if (kind === 'slow way') Object.assign(proxy.faults, { delay: 200, jitter: 100, bitsPerSecond: 256_000 });
  else if (kind === 'black hole') proxy.faults.blackHole = true;
  else if (kind === 'broker frozen') broker.freeze();
  else if (kind === 'broker killed') await broker.kill();
  else if (kind === 'disk full' && lacksMount() === null) fill(filler);
  await sleep(lasts);
  Object.assign(proxy.faults, sound);
  if (kind === 'broker frozen') broker.thaw();
  else if (kind === 'broker killed') await broker.restart();
  rmSync(filler, { force: true });
}

/** As much as there is room for. */
function fill(path: string): void {
  try {
    writeFileSync(path, Buffer.alloc(FILLER));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
