import { crc32c } from '../../common/crc32c.ts';

/** A record of a produce request. */
export interface ProducedMessage {
  key: string;
  value: Uint8Array;
}

export interface ProducedPartition {
  partition: number;
  messages: readonly ProducedMessage[];
}

export interface ProducedTopic {
  topic: string;
  partitions: readonly ProducedPartition[];
}

/** What a produce request of versions 3 to 7 says, outside of transactions and without a producer's id. */
export interface ProduceRequest {
  acks: number;
  /** ms that the broker may wait for its replicas. */
  timeout: number;
  topicData: readonly ProducedTopic[];
}

/** transactional_id, acks, timeout, count of topics. */
const REQUEST_HEAD = 12;
/** partition, bytes of its batch. */
const PARTITION_HEAD = 8;
/** Of a record batch: base offset and length; leader epoch, magic and checksum; then, from attributes to the count of records, what the checksum begins with. */
const BATCH_HEAD = 12;
const BATCH_CHECK = 9;
const BATCH_BODY = 40;
const MAGIC = 2;
/** Beside the lengths of record, key and value and its place: attributes, time and count of headers, a byte each. */
const RECORD_REST = 3;

/** As a varint with its sign in the lowest bit; of a number that is not negative. */
const sizeOfVarint = (value: number): number => (value < 0x40 ? 1 : value < 0x2000 ? 2 : value < 0x100000 ? 3 : value < 0x8000000 ? 4 : 5);

function writeVarint(into: Buffer, at: number, value: number): number {
  let rest = value * 2;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) into[at++] = (rest & 0x7f) | 0x80;
  into[at++] = rest;
  return at;
}

function sizeOfRecord(keyBytes: number, valueBytes: number, place: number): number {
  return RECORD_REST + sizeOfVarint(place) + sizeOfVarint(keyBytes) + keyBytes + sizeOfVarint(valueBytes) + valueBytes;
}

/**
 * The body of a Kafka produce request in one buffer of the right size: every value is copied once, and the checksum of each batch is taken
 * over what lies there. The records count as made at `now`, Unix time, ms.
 */
export function encodeProduce({ acks, timeout, topicData }: ProduceRequest, now: number): Buffer {
  const keySizes = new Map<string, number>();
  const sizeOfKey = (key: string): number => {
    const known = keySizes.get(key) ?? Buffer.byteLength(key);
    keySizes.set(key, known);
    return known;
  };
  const sizes: number[] = [];
  let bytes = REQUEST_HEAD;
  for (const { topic, partitions } of topicData) {
    bytes += 2 + Buffer.byteLength(topic) + 4;
    for (const { messages } of partitions) {
      let size = BATCH_HEAD + BATCH_CHECK + BATCH_BODY;
      messages.forEach(({ key, value }, place) => {
        const record = sizeOfRecord(sizeOfKey(key), value.length, place);
        size += sizeOfVarint(record) + record;
      });
      sizes.push(size);
      bytes += PARTITION_HEAD + size;
    }
  }
  const into = Buffer.allocUnsafe(bytes);
  let at = into.writeInt16BE(-1, 0);
  at = into.writeInt16BE(acks, at);
  at = into.writeInt32BE(timeout, at);
  at = into.writeInt32BE(topicData.length, at);
  let batch = 0;
  for (const { topic, partitions } of topicData) {
    const nameBytes = into.write(topic, at + 2);
    at = into.writeInt16BE(nameBytes, at) + nameBytes;
    at = into.writeInt32BE(partitions.length, at);
    for (const { partition, messages } of partitions) {
      const size = sizes[batch++]!;
      at = into.writeInt32BE(partition, at);
      at = into.writeInt32BE(size, at);
      at = writeBatch(into, at, messages, sizeOfKey, size, now);
    }
  }
  return into;
}

function writeBatch(into: Buffer, start: number, messages: readonly ProducedMessage[], sizeOfKey: (key: string) => number, size: number, now: number): number {
  let at = into.writeBigInt64BE(0n, start);
  at = into.writeInt32BE(size - BATCH_HEAD, at);
  at = into.writeInt32BE(0, at);
  at = into.writeInt8(MAGIC, at);
  const checkAt = at;
  const bodyAt = checkAt + 4;
  const time = BigInt(now);
  at = into.writeInt16BE(0, bodyAt);
  at = into.writeInt32BE(messages.length - 1, at);
  at = into.writeBigInt64BE(time, at);
  at = into.writeBigInt64BE(time, at);
  at = into.writeBigInt64BE(-1n, at);
  at = into.writeInt16BE(0, at);
  at = into.writeInt32BE(0, at);
  at = into.writeInt32BE(messages.length, at);
  for (let place = 0; place < messages.length; place++) {
    const { key, value } = messages[place]!;
    const keyBytes = sizeOfKey(key);
    at = writeVarint(into, at, sizeOfRecord(keyBytes, value.length, place));
    into[at++] = 0;
    into[at++] = 0;
    at = writeVarint(into, at, place);
    at = writeVarint(into, at, keyBytes);
    at += into.write(key, at);
    at = writeVarint(into, at, value.length);
    into.set(value, at);
    at += value.length;
    into[at++] = 0;
  }
  into.writeUInt32BE(crc32c(into, bodyAt, at), checkAt);
  return at;
}
