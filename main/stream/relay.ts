import { passOn } from './pass-on.ts';
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
  /** A line for a person: what left before it was read, or does not fit where it goes. */
  onNews?: (line: string) => void;
}

/**
 * Copies records from one topic to others, bytes unchanged, so that a frame keeps its identity on every hop. The
 * offset moves on only when every target has acknowledged: repeats are possible, losses are not. What a target is too narrow for is
 * set apart (`passOn`) and does not hold up the others.
 */
export async function startRelay(options: RelayOptions): Promise<Consumer> {
  const { stream, group, from, to, keep, onTrouble, onNews } = options;
  // One for each target: an embedded stream then commits to all of them at once.
  const producers = to.map((topic) => ({ topic, producer: new RenewingProducer(stream) }));
  const consumer = await stream.consumer({
    group,
    topics: [from],
    async handle(records) {
      const kept = records.filter((record) => keep(record.key));
      if (kept.length === 0) return;
      const sent = await Promise.allSettled(producers.map(({ topic, producer }) => passOn(kept, { producer, topic, onNews })));
      const failed = sent.find(({ status }) => status === 'rejected');
      if (failed) throw (failed as PromiseRejectedResult).reason;
    },
    ...(onTrouble ? { onTrouble } : {}),
    onNews,
  });
  return {
    async close() {
      await consumer.close();
      for (const { producer } of producers) await producer.close();
    },
  };
}
