import { openEmbeddedStream } from '../../main/stream/embedded.ts';
import { openKafkaStream } from '../../main/stream/kafka.ts';
import type { Stream } from '../../main/stream/stream.ts';

/** Where a stream is; small enough for a command line. */
export type StreamPlace = { kind: 'embedded'; path: string } | { kind: 'kafka'; brokers: string[] };

export async function openStream(place: StreamPlace): Promise<Stream> {
  return place.kind === 'embedded'
    ? openEmbeddedStream({ path: place.path })
    : openKafkaStream({ brokers: place.brokers, clientId: 'lapwing-test' });
}
