import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openEmbeddedStream } from '../main/stream/embedded.ts';
import { openKafkaStream } from '../main/stream/kafka.ts';
import type { OutRecord, Stream } from '../main/stream/stream.ts';
import { BareKafkajs } from './kafkajs/bare-kafkajs.ts';

interface Figure {
  what: string;
  value: number;
  unit: string;
  note?: string;
}

const TOPIC = 'bench';
const RECORD_BYTES = 1000;
const RUNS = 5;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number;
const rate = (figure: number): number => Math.round(figure);

/** Records of twenty cars that do not compress to nothing. */
function batchOf(count: number): OutRecord[] {
  return Array.from({ length: count }, (_, i) => ({ key: `car${i % 20}`, value: Buffer.alloc(RECORD_BYTES, randomUUID()) }));
}

async function perSecond(records: number, work: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await work();
  return records / ((performance.now() - start) / 1000);
}

/** The limit: the same bytes, one write and one fdatasync a batch. */
function rawAppend(path: string, batch: readonly OutRecord[], sends: number): void {
  const bytes = Buffer.concat(batch.map(({ value }) => value));
  const file = openSync(path, 'w');
  for (let i = 0; i < sends; i++) {
    writeSync(file, bytes);
    fdatasyncSync(file);
  }
  closeSync(file);
}

async function sendAll(stream: Stream, batch: readonly OutRecord[], sends: number): Promise<void> {
  const producer = await stream.producer();
  for (let i = 0; i < sends; i++) await producer.send(TOPIC, batch);
  await producer.close();
}

/** How long a new group takes over all there is. */
async function consumeRate(stream: Stream, total: number): Promise<number> {
  return perSecond(total, async () => {
    const all = Promise.withResolvers<void>();
    let count = 0;
    const consumer = await stream.consumer({
      group: `bench-${randomUUID()}`,
      topics: [TOPIC],
      handle: (records) => {
        count += records.length;
        if (count >= total) all.resolve();
      },
    });
    await all.promise;
    await consumer.close();
  });
}

async function embedded(folder: string, perSend: number, partitions: number): Promise<Figure[]> {
  const sends = Math.round(20_000 / perSend);
  const batch = batchOf(perSend);
  const total = sends * perSend;
  const ratios: number[] = [];
  const appended: number[] = [];
  const consumed: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const raw = await perSecond(total, () => rawAppend(join(folder, 'raw'), batch, sends));
    const stream = openEmbeddedStream({ path: join(folder, `${perSend}-${partitions}-${i}.db`) });
    await stream.ensureTopics([{ name: TOPIC, partitions }]);
    const append = await perSecond(total, () => sendAll(stream, batch, sends));
    appended.push(append);
    ratios.push(append / raw);
    consumed.push(await consumeRate(stream, total));
    await stream.close();
  }
  const what = `embedded, ${perSend} records of 1 kB a send, ${partitions} partition${partitions > 1 ? 's' : ''}`;
  return [
    { what: `${what}: append`, value: rate(median(appended)), unit: 'records/s' },
    { what: `${what}: append against write + fdatasync`, value: Number(median(ratios).toFixed(2)), unit: '×' },
    { what: `${what}: consume`, value: rate(median(consumed)), unit: 'records/s' },
  ];
}

async function kafka(brokers: string[], perSend: number): Promise<Figure[]> {
  const sends = Math.round(10_000 / perSend);
  const batch = batchOf(perSend);
  const stream = await openKafkaStream({ brokers, clientId: 'lapwing-bench' });
  await stream.ensureTopics([{ name: TOPIC, partitions: 4 }]);
  const bare = new BareKafkajs();
  const batches = Array.from({ length: sends }, () => batch);
  const ours: number[] = [];
  const ratios: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const { seconds } = await bare.send(brokers, TOPIC, batches, 4);
    const append = await perSecond(perSend * sends, () => sendAll(stream, batch, sends));
    ours.push(append);
    ratios.push((append * seconds) / (perSend * sends));
  }
  bare.close();
  await stream.close();
  const what = `Kafka, ${perSend} records of 1 kB a send, 4 partitions`;
  return [
    { what: `${what}: append`, value: rate(median(ours)), unit: 'records/s' },
    { what: `${what}: append against bare kafkajs`, value: Number(median(ratios).toFixed(2)), unit: '×' },
  ];
}

/** A producer, alone and with three readers, with nothing to do: with our timer in kafkajs and with its own. */
async function idle(brokers: string[]): Promise<Figure[]> {
  const child = join(import.meta.dirname, 'stream', 'idle-child.ts');
  const figures: Figure[] = [];
  for (const [readers, what] of [[0, 'Kafka, an idle producer'], [3, 'Kafka, an idle producer and three idle readers']] as const) {
    for (const [timer, whose] of [['own', ''], ['theirs', ', with the timer of kafkajs']] as const) {
      const { stdout } = await promisify(execFile)(process.execPath, [child, timer, String(readers), brokers.join(',')]);
      figures.push({ what: what + whose, value: Number(stdout), unit: '%', note: 'of one core, over 8 s' });
    }
  }
  return figures;
}

export default {
  name: 'stream',
  async run(): Promise<Figure[]> {
    const folder = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    try {
      const figures = [...(await embedded(folder, 100, 1)), ...(await embedded(folder, 1000, 1)), ...(await embedded(folder, 100, 4))];
      const brokers = process.env.LAPWING_TEST_BROKERS?.split(',');
      if (brokers) figures.push(...(await kafka(brokers, 100)), ...(await kafka(brokers, 500)), ...(await idle(brokers)));
      return figures.map((figure) => ({ note: `median of ${RUNS}`, ...figure }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
