import { Kafka, logLevel } from 'kafkajs';
import { startCost, type Cost } from '../cost.ts';

/** What the parent sends: where to, and the batches in their order. */
export interface BareTask {
  brokers: string[];
  topic: string;
  batches: { key: string; value: Uint8Array; partition: number }[][];
}

/** kafkajs as it is installed, with nothing of ours in its process: one send at a time. */
async function send({ brokers, topic, batches }: BareTask): Promise<Cost> {
  const messages = batches.map((batch) => batch.map((record) => ({ ...record, value: Buffer.from(record.value) })));
  const cost = startCost();
  const producer = new Kafka({ brokers, clientId: 'bare', logLevel: logLevel.NOTHING }).producer({ maxInFlightRequests: 1 });
  await producer.connect();
  for (const each of messages) await producer.send({ topic, acks: -1, messages: each });
  const spent = cost();
  await producer.disconnect();
  return spent;
}

process.on('message', (task: BareTask) => void send(task).then((cost) => process.send!(cost)));
