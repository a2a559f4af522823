import produce, { type EncodedRequest, type ProduceOptions, type VersionedRequest } from 'kafkajs/src/protocol/requests/produce/index.js';
import { encodeProduce, type ProduceRequest, type ProducedMessage } from './produce-request.ts';

/** The versions whose requests look the same. */
const FIRST = 3;
const LAST = 7;

const original = produce.protocol;
let checked: Promise<boolean> | undefined;

/**
 * kafkajs 2.2.4 makes a buffer for each record, for what it is made of and for what holds it, copies each value eight times, and
 * takes the checksum a byte at a time: half of what a send costs. Its requests are replaced by the same bytes made in one go, once a probe has
 * shown that they are; what this stream never sends (transactions, compression, headers) is left to kafkajs.
 */
produce.protocol = ({ version }) => {
  const theirs = original({ version });
  if (theirs === undefined || Number(version) < FIRST || Number(version) > LAST) return theirs;
  return (options) => {
    const made = theirs(options);
    const plain = plainRequest(options);
    if (!plain) return made;
    const encode = async (): Promise<EncodedRequest> => ((await (checked ??= agrees(theirs))) ? encoded(plain, Date.now()) : made.request.encode());
    return { ...made, request: { ...made.request, encode } };
  };
};

/** Undefined where a request is more than `encodeProduce` can say. */
function plainRequest(options: ProduceOptions): ProduceRequest | undefined {
  const { acks, timeout, topicData, transactionalId, producerId, producerEpoch, compression } = options;
  if (transactionalId || Number(producerId) !== -1 || producerEpoch || compression) return undefined;
  const isPlain = topicData.every(({ partitions }) => partitions.every(({ firstSequence, messages }) => !firstSequence && messages.every(isPlainMessage)));
  return isPlain ? { acks, timeout, topicData } : undefined;
}

function isPlainMessage({ key, value, headers, timestamp }: ProducedMessage & { headers?: unknown; timestamp?: unknown }): boolean {
  return typeof key === 'string' && value instanceof Uint8Array && headers === undefined && timestamp === undefined;
}

/** What kafkajs wants of what is encoded: it is copied into a request at once. */
function encoded(request: ProduceRequest, now: number): EncodedRequest {
  const buffer = encodeProduce(request, now);
  return { buf: buffer, buffer };
}

/** Whether kafkajs makes the same bytes of a request that has everything in it. */
async function agrees(theirs: VersionedRequest): Promise<boolean> {
  const now = 1_764_000_000_123;
  const messages = [0, 1, 63, 64, 8191, 8192, 70_000].map((length, i) => ({ key: i % 2 ? 'car 44' : 'ein längerer Schlüssel', value: Buffer.alloc(length, i + 1) }));
  const many = Array.from({ length: 130 }, (_, i) => ({ key: `${i}`, value: Buffer.from([i]) }));
  const topics = (dated: object): ProduceOptions['topicData'] => [
    { topic: 'probe', partitions: [messages, many].map((each, partition) => ({ partition, firstSequence: 0, messages: each.map((message) => ({ ...message, ...dated })) })) },
    { topic: 'other', partitions: [{ partition: 3, firstSequence: 0, messages: messages.slice(0, 1).map((message) => ({ ...message, ...dated })) }] },
  ];
  try {
    const request = { acks: -1, timeout: 30_000, transactionalId: undefined, producerId: -1, producerEpoch: 0, compression: undefined };
    const { buffer } = await theirs({ ...request, topicData: topics({ timestamp: now }) }).request.encode();
    return encodeProduce({ ...request, topicData: topics({}) }, now).equals(buffer);
  } catch {
    return false;
  }
}
