import { setTimeout as sleep } from 'node:timers/promises';
import { sealFrame } from '../../../common/frame.ts';
import type { OutRecord, Stream } from '../../../main/stream/stream.ts';
import { deadLetterOf } from '../../../main/stream/topics.ts';
import { seededRandom } from '../../support/random.ts';
import { wrappedStream } from '../../support/wrapped-stream.ts';
import { drive } from '../drive.ts';
import type { Evidence } from '../oracle.ts';
import type { FaultRow, RowContext } from '../row.ts';

/** The way to the factory's topic repeats one record in ten and shuffles each run of up to 500. */
function shuffling(random: () => number) {
  return (stream: Stream, { factoryTelemetry }: { factoryTelemetry: string }): Stream =>
    wrappedStream(stream, (producer, topic, batch) => producer.send(topic, topic === factoryTelemetry ? spoilt(batch, random) : batch));
}

function spoilt(batch: readonly OutRecord[], random: () => number): OutRecord[] {
  const out = [...batch, ...batch.filter(() => random() < 0.1)];
  for (let i = out.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [out[i], out[other]] = [out[other]!, out[i]!];
  }
  return out;
}

function shuffled({ folder, name, seed, short, broker }: RowContext, deduplicates: boolean): Promise<Evidence> {
  return drive({
    way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] }, wrap: shuffling(seededRandom(seed)), deduplicates },
    cars: 4,
    frames: short ? 300 : 3000,
    every: 2,
    fault: async () => undefined,
  });
}

async function poisoned({ folder, name, short, broker }: RowContext): Promise<Evidence> {
  const dead: string[] = [];
  const poison = ['nonsense', Buffer.alloc(0), damaged(), newer()].map((value): OutRecord => ({ key: 'car1', value: Buffer.from(value) }));
  return drive({
    way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
    cars: 4,
    frames: short ? 60 : 300,
    every: 20,
    async fault({ direct, topics }) {
      await direct.consumer({ group: `${name}.dead`, topics: [deadLetterOf(topics.factoryTelemetry)], handle: (records) => void dead.push(...records.map(({ value }) => Buffer.from(value).toString())) });
      const producer = await direct.producer();
      for (const record of poison) await producer.send(topics.factoryTelemetry, [record]);
      const end = Date.now() + 20_000;
      while (dead.length < poison.length && Date.now() < end) await sleep(50);
    },
    complaints: () => (dead.length === poison.length && dead.every((letter) => /"reason":".+","topic":".+","partition":\d+,"offset":\d+/.test(letter)) ? [] : [`${dead.length} dead letters of ${poison.length}`]),
    note: () => `${dead.length} dead letters with reason and offset`,
  });
}

const sound = (): Uint8Array => sealFrame({ incarnation: 'a', race: 'r', car: 'car1', seq: 0, closed: 1, body: Buffer.alloc(10) });

function damaged(): Uint8Array {
  const bytes = sound();
  bytes[bytes.length - 1]! ^= 1;
  return bytes;
}

/** From a Lapwing that does not exist yet. */
function newer(): Uint8Array {
  const bytes = sound();
  bytes[2] = 99;
  return bytes;
}

const rows: FaultRow[] = [
  { id: 'F20', what: 'records repeated and out of order before the sinks', run: (context) => shuffled(context, true) },
  { id: 'F20-order', what: 'control: the same with a sink that keeps no ledger', mustShow: 'inversions', run: (context) => shuffled(context, false) },
  { id: 'F30', what: 'records that cannot be read: nonsense, empty, damaged, from a newer version', run: poisoned },
];
export default rows;
