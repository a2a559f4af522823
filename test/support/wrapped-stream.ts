import type { OutRecord, Producer, Stream } from '../../main/stream/stream.ts';

/** The same stream, but whatever its producers send goes through `send`. */
export function wrappedStream(stream: Stream, send: (producer: Producer, topic: string, batch: readonly OutRecord[]) => Promise<void>): Stream {
  return {
    kind: stream.kind,
    address: stream.address,
    ensureTopics: (specs) => stream.ensureTopics(specs),
    consumer: (options) => stream.consumer(options),
    close: () => stream.close(),
    async producer() {
      const producer = await stream.producer();
      return { send: (topic, batch) => send(producer, topic, batch), close: () => producer.close() };
    },
  };
}
