import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStream } from '../main/stream/embedded.ts';
import { openKafkaStream } from '../main/stream/kafka.ts';
import type { OutRecord, Stream, TopicSpec } from '../main/stream/stream.ts';
import { median, type BenchRow } from './bench.ts';

/** The classic study of a stream: one producer, every record acknowledged by all; one thing varied at a time. */
interface Case {
  what: string;
  bytes: number;
  topics: number;
  partitions: number;
}

const LONG = process.env['LAPWING_LONG'] === '1';
const RUNS = 3;
/** Milliseconds of a run. */
const RUN = LONG ? 1000 : 400;
const TOPICS_PATIENCE = 60_000;
/** What one send carries at most. */
const SEND_BYTES = 512 * 1024;
const SEND_RECORDS = 500;
const USUAL = { bytes: 1000, topics: 1, partitions: 1 };

/** A record of 1 MB with its key is more than a broker takes. */
const SIZES = LONG ? [10, 100, 1000, 10_000, 100_000, 1_000_000] : [10, 1000, 100_000, 1_000_000];
const COUNTS = LONG ? [10, 100, 1000] : [100];

const CASES: Case[] = [
  ...SIZES.map((bytes) => ({ ...USUAL, bytes, what: `records of ${bytes} B` })),
  ...COUNTS.map((topics) => ({ ...USUAL, topics, what: `records of 1 kB, ${topics} topics` })),
  ...COUNTS.map((partitions) => ({ ...USUAL, partitions, what: `records of 1 kB, ${partitions} partitions` })),
];

/** A broker that is given a thousand partitions at once takes its time to lead them all. */
async function made(stream: Stream, topics: TopicSpec[]): Promise<void> {
  const end = performance.now() + TOPICS_PATIENCE;
  for (;;) {
    try {
      return await stream.ensureTopics(topics);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

async function measure(stream: Stream, { bytes, topics, partitions, what }: Case): Promise<BenchRow> {
  const names = Array.from({ length: topics }, (_, i) => `messaging.${randomUUID().slice(0, 8)}.${i}`);
  await made(stream, names.map((name) => ({ name, partitions })));
  const count = Math.max(1, Math.min(SEND_RECORDS, Math.floor(SEND_BYTES / bytes)));
  const batch: OutRecord[] = Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: randomBytes(bytes) }));
  const producer = await stream.producer();
  for (const name of names) await producer.send(name, batch);
  const rates: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    let sends = 0;
    while (performance.now() - start < RUN) await producer.send(names[sends++ % topics]!, batch);
    rates.push((sends * count) / ((performance.now() - start) / 1000));
  }
  await producer.close();
  const rate = median(rates);
  const spread = `${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))}`;
  return { what: `${stream.kind}, ${what}`, value: rate, unit: 'records/s', note: `${((rate * bytes) / 1e6).toFixed(1)} MB/s; ${RUNS} runs: ${spread}` };
}

export default {
  name: 'messaging',
  async run(): Promise<BenchRow[]> {
    const folder = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const brokers = process.env['LAPWING_TEST_BROKERS']?.split(',');
    const rows: BenchRow[] = [];
    try {
      for (const [i, one] of CASES.entries()) {
        const stream = openEmbeddedStream({ path: join(folder, `${i}.db`) });
        rows.push(await measure(stream, one));
        await stream.close();
        rmSync(join(folder, `${i}.db`), { force: true });
      }
      if (!brokers) return rows;
      const stream = await openKafkaStream({ brokers, clientId: 'lapwing-bench' });
      for (const one of CASES) rows.push(await measure(stream, one));
      await stream.close();
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
