import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EdgeBuffer } from '../main/onboard/edge/edge-buffer.ts';
import { RadioLink } from '../main/onboard/radio-link.ts';
import { Uplink } from '../main/onboard/uplink.ts';
import { openKafkaStream } from '../main/stream/kafka.ts';
import type { OutRecord, Stream } from '../main/stream/stream.ts';
import { startBroker } from '../test/kafka/broker.ts';
import { median, type Bench, type BenchRow } from './bench.ts';
import { startCost, type Cost } from './cost.ts';
import { BareKafkajs } from './kafkajs/bare-kafkajs.ts';

const ROUNDS = 15;
const FRAMES = 10_000;
const FRAME_BYTES = 1000;
const CARS = 20;
const PARTITIONS = 4;

interface Drained {
  cost: Cost;
  batches: (readonly OutRecord[])[];
}

/** The product: from a full edge buffer, over a link that is not limited. */
async function drain(buffer: EdgeBuffer, stream: Stream, topic: string): Promise<Drained> {
  const batches: (readonly OutRecord[])[] = [];
  const all = Promise.withResolvers<void>();
  let acknowledged = 0;
  const watched: Stream = Object.assign(Object.create(stream) as Stream, {
    producer: async () => {
      const producer = await stream.producer();
      return {
        send: async (to: string, batch: readonly OutRecord[]) => {
          await producer.send(to, batch);
          batches.push(batch);
          acknowledged += batch.length;
          if (acknowledged === FRAMES) all.resolve();
        },
        close: () => producer.close(),
      };
    },
  });
  const cost = startCost();
  const uplink = new Uplink({ buffer, link: new RadioLink(), stream: watched, topic, onTrouble: (trouble) => trouble && all.reject(new Error(trouble)) });
  await all.promise;
  const spent = cost();
  await uplink.close();
  return { cost: spent, batches };
}

async function measure(folder: string, brokers: string[]): Promise<BenchRow[]> {
  const buffer = new EdgeBuffer(join(folder, 'edge.db'));
  const stream = await openKafkaStream({ brokers, clientId: 'lapwing-bench' });
  const ours: number[] = [];
  const ratios: number[] = [];
  const cpu: number[] = [];
  let sizes: number[] = [];
  const bare = new BareKafkajs();
  try {
    const body = randomBytes(FRAME_BYTES);
    for (let i = 0; i < FRAMES; i += 200) buffer.append(Array.from({ length: 200 }, (_, j) => ({ race: 'r', car: `car${j % CARS}`, closed: 1, body })));
    // The first is for the compiler.
    for (let round = -1; round < ROUNDS; round++) {
      const topic = `bench.${randomUUID()}`;
      await stream.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
      const { cost, batches } = await drain(buffer, stream, topic);
      const limit = await bare.send(brokers, topic, batches, PARTITIONS);
      if (round < 0) continue;
      sizes = batches.map((batch) => batch.length);
      ours.push(FRAMES / cost.seconds);
      ratios.push(limit.seconds / cost.seconds);
      cpu.push(limit.cpu / cost.cpu);
    }
  } finally {
    bare.close();
    await stream.close();
    buffer.close();
  }
  return [
    { what: 'frames of 1 kB from a full edge buffer to a Kafka broker', value: median(ours), unit: 'frames/s', note: `median of ${ROUNDS}; batches of up to ${Math.max(...sizes)}` },
    { what: '… against bare kafkajs with the same batches', value: median(ratios), unit: '×', note: `from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}` },
    { what: '… the same in CPU time, which other work on the machine changes little', value: median(cpu), unit: '×', note: `from ${Math.min(...cpu).toFixed(2)} to ${Math.max(...cpu).toFixed(2)}` },
  ];
}

export default {
  name: 'uplink',
  async run() {
    const named = process.env['LAPWING_TEST_BROKERS']?.split(',');
    const broker = named ? undefined : await startBroker();
    const folder = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    try {
      return await measure(folder, named ?? [broker!.address]);
    } finally {
      rmSync(folder, { recursive: true });
      await broker?.stop();
    }
  },
} satisfies Bench;
