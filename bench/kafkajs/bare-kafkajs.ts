import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { partitionOf, type OutRecord } from '../../main/stream/stream.ts';
import type { Cost } from '../cost.ts';
import type { BareTask } from './bare-child.ts';

/** kafkajs by itself, in a process of its own, for where the stream is it is mended. */
export class BareKafkajs {
  private readonly child = fork(fileURLToPath(new URL('bare-child.ts', import.meta.url)), { serialization: 'advanced' });

  /** Batches out of memory, one send at a time, each key to the partition that the stream would take; from connecting to the last answer. */
  async send(brokers: string[], topic: string, batches: readonly (readonly OutRecord[])[], partitions: number): Promise<Cost> {
    const task: BareTask = { brokers, topic, batches: batches.map((batch) => batch.map(({ key, value }) => ({ key, value, partition: partitionOf(key, partitions) }))) };
    this.child.send(task);
    const [cost] = (await once(this.child, 'message')) as [Cost];
    return cost;
  }

  close(): void {
    this.child.disconnect();
  }
}
