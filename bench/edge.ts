import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { EdgeBuffer } from '../main/onboard/edge/edge-buffer.ts';
import { median, quantile, type Bench, type BenchRow } from './bench.ts';

const FRAME_BYTES = 1000;
const ROUNDS = 7;
/** Frames of a round, whatever a commit has of them. */
const FRAMES = 40_000;
const CARS = 20;
/** Bytes, and ms, before a round is timed. */
const WARM_UP = 16_500_000;
const SETTLE = 300;

interface Round {
  /** Frames a second. */
  rate: number;
  /** ms of each commit. */
  commits: number[];
}

/** Times each commit, and all of them with what is done after each; the event loop turns between two, as it does between two batches of a race. */
async function timed(batch: number, commit: () => void, after: () => void = () => {}): Promise<Round> {
  const batches = Math.ceil(FRAMES / batch);
  const commits: number[] = [];
  const began = performance.now();
  for (let i = 0; i < batches; i++) {
    const from = performance.now();
    commit();
    commits.push(performance.now() - from);
    after();
    await turn();
  }
  return { rate: (batch * batches * 1000) / (performance.now() - began), commits };
}

/** One write and one fdatasync a batch: what the disk itself can do. */
async function raw(dir: string, batch: number): Promise<Round> {
  const path = join(dir, 'raw');
  const file = openSync(path, 'w');
  const bytes = Buffer.alloc(FRAME_BYTES * batch, 0x5a);
  const round = await timed(batch, () => {
    writeSync(file, bytes);
    fdatasyncSync(file);
  });
  closeSync(file);
  rmSync(path);
  return round;
}

/** `draining`: each commit is read, as the uplink does, and confirmed for every car, before the next. */
async function buffered(dir: string, batch: number, draining: boolean): Promise<Round> {
  const folder = mkdtempSync(join(dir, 'edge-'));
  const buffer = new EdgeBuffer(join(folder, 'edge.db'));
  const body = Buffer.alloc(FRAME_BYTES, 0x5a);
  const frames = Array.from({ length: batch }, (_, i) => ({ race: '20261124T140000Z-park-1f3a', car: `car${i % CARS}`, closed: 1763834523120, body }));
  // The first segment finds its room as it grows; from the second on it is made in the background.
  for (let bytes = 0; bytes < WARM_UP; bytes += batch * FRAME_BYTES) buffer.append(frames);
  buffer.confirmAll(buffer.carCounts().map((count) => ({ ...count, next: count.buffered })));
  await sleep(SETTLE);
  let last = buffer.lastId();
  const drain = (): void => {
    const read = buffer.after(last, batch, Infinity);
    if (read.length !== batch) throw new Error(`${read.length} frames were read of ${batch}`);
    last = read.at(-1)!.id;
    buffer.confirmAll(buffer.carCounts().map((count) => ({ ...count, next: count.buffered })));
  };
  const round = await timed(batch, () => buffer.append(frames), draining ? drain : undefined);
  buffer.close();
  rmSync(folder, { recursive: true });
  return round;
}

async function ratios(dir: string, batch: number, draining: boolean): Promise<BenchRow[]> {
  const rounds: { own: Round; peer: Round }[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push({ peer: await raw(dir, batch), own: await buffered(dir, batch, draining) });
  const p99 = (of: 'own' | 'peer'): number => median(rounds.map((round) => quantile(round[of].commits, 0.99)));
  return [
    { what: `1 kB frames ${draining ? 'appended, read and confirmed' : 'appended'}, ${batch} a commit`, value: median(rounds.map(({ own }) => own.rate)), unit: 'frames/s' },
    { what: '… against write + fdatasync of the same bytes', value: median(rounds.map(({ own, peer }) => own.rate / peer.rate)), unit: '×', note: `median of ${ROUNDS}` },
    { what: '… a commit, 99th percentile', value: p99('own'), unit: 'ms', note: `${p99('peer').toPrecision(2)} ms of write + fdatasync` },
  ];
}

const bench: Bench = {
  name: 'edge',
  async run() {
    const dir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const rows: BenchRow[] = [];
    try {
      for (const draining of [false, true]) for (const batch of [20, 100, 1000]) rows.push(...(await ratios(dir, batch, draining)));
    } finally {
      rmSync(dir, { recursive: true });
    }
    return rows;
  },
};
export default bench;
