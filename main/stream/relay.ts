import { RenewingProducer } from './renewing-producer.ts';
import type { Consumer, Stream, StreamError } from './stream.ts';

export interface RelayOptions {
  stream: Stream;
  group: string;
  from: string;
  to: readonly string[];
  /** The cut: which keys (cars) go on. */
  keep(key: string): boolean;
  onTrouble?(trouble: StreamError | null): void;
}

/**
 * Copies records from one topic to others, bytes unchanged, so that a frame keeps its identity on every hop. The
 * offset moves on only when every target has acknowledged: repeats are possible, losses are not.
 */
export async function startRelay(options: RelayOptions): Promise<Consumer> {
  const { stream, group, from, to, keep, onTrouble } = options;
  // One for each target: an embedded stream then commits to all of them at once.
  const producers = to.map((topic) => ({ topic, producer: new RenewingProducer(stream) }));
  const consumer = await stream.consumer({
    group,
    topics: [from],
    async handle(records) {
      const kept = records.filter((record) => keep(record.key)).map(({ key, value }) => ({ key, value }));
      if (kept.length === 0) return;
      const sent = await Promise.allSettled(producers.map(({ topic, producer }) => producer.send(topic, kept)));
      const failed = sent.find(({ status }) => status === 'rejected');
      if (failed) throw (failed as PromiseRejectedResult).reason;
    },
    ...(onTrouble ? { onTrouble } : {}),
  });
  return {
    async close() {
      await consumer.close();
      for (const { producer } of producers) await producer.close();
    },
  };
}
