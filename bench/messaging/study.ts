import { randomBytes, randomUUID } from 'node:crypto';
import type { OutRecord, Stream, TopicSpec } from '../../main/stream/stream.ts';
import { median } from '../bench.ts';

/** What one send carries at most. */
const SEND_BYTES = 512 * 1024;
/** Milliseconds. */
const TOPICS_PATIENCE = 120_000;
const RUNS = 3;
/** A run before them: a broker goes on making its files after it says that a topic is there. */
const WARM = 1;
/** Different batches, so that the keys are spread over a thousand partitions too. */
const BATCHES = 4;

/** One point of the study: all but one of these stay what they usually are. */
export interface Point {
  bytes: number;
  topics: number;
  partitions: number;
  /** Records of a send, at most. */
  perSend: number;
}

/** Records a second of each run. */
export interface Measured extends Point {
  stream: Stream['kind'];
  slowest: number;
  median: number;
  fastest: number;
}

/** Names that nobody else has. */
export function topicNames(count: number): string[] {
  const study = randomUUID().slice(0, 8);
  return Array.from({ length: count }, (_, i) => `messaging.${study}.${i}`);
}

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

/** One producer, one send under way at a time, each acknowledged by all; a topic after the other. `run`: milliseconds. */
export async function measure(stream: Stream, names: readonly string[], point: Point, run: number): Promise<Measured> {
  const { bytes, topics, partitions, perSend } = point;
  await made(stream, names.map((name) => ({ name, partitions })));
  const count = Math.max(1, Math.min(perSend, Math.floor(SEND_BYTES / bytes)));
  const records = Array.from({ length: BATCHES * count }, (_, i): OutRecord => ({ key: `k${i}`, value: randomBytes(bytes) }));
  const batches = Array.from({ length: BATCHES }, (_, i) => records.slice(i * count, (i + 1) * count));
  const producer = await stream.producer();
  // The first record of a partition makes files on the broker: that is not what is measured.
  for (const name of names) await producer.send(name, batches[0]!.slice(0, 1));
  for (const batch of batches) await producer.send(names[0]!, batch);
  const rates: number[] = [];
  let sends = 0;
  for (let i = -WARM; i < RUNS; i++) {
    const start = performance.now();
    const before = sends;
    while (performance.now() - start < run) {
      await producer.send(names[sends % topics]!, batches[sends % BATCHES]!);
      sends++;
    }
    if (i >= 0) rates.push(((sends - before) * count) / ((performance.now() - start) / 1000));
  }
  await producer.close();
  return { ...point, stream: stream.kind, slowest: Math.min(...rates), median: median(rates), fastest: Math.max(...rates) };
}
