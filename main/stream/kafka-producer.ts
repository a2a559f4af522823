import type { Producer as KafkaJsProducer } from 'kafkajs';
import { AcknowledgedOffsets } from './acknowledged-offsets.ts';
import { atMost } from './at-most.ts';
import { inTurn } from './in-turn.ts';
import { kafkaClient } from './kafka-client.ts';
import type { KafkaDoor } from './kafka-door.ts';
import { packedSize } from './record-batch.ts';
import { StreamError, partitionOf, type OutRecord, type Producer } from './stream.ts';

/** One request carries at most about this much: a broker takes 1 MB by default, headers included. */
const REQUEST_BYTES = 512 * 1024;
/** kafkajs sorts the records of a request in quadratic time. */
const REQUEST_RECORDS = 1000;
/** Milliseconds. */
const CLOSE_PATIENCE = 3000;

/**
 * One request under way at a time, acknowledged by all replicas in sync. After a failure the kafkajs producer is thrown
 * away: what it still has in its queue must not overtake the batch that comes again. An acknowledgement at an offset that was
 * given out before counts as a failure.
 */
export class KafkaProducer implements Producer {
  readonly send: (topic: string, batch: readonly OutRecord[]) => Promise<void>;
  private readonly door: KafkaDoor;
  private readonly partitions: ReadonlyMap<string, number>;
  private readonly onClosed: () => void;
  private producer: KafkaJsProducer | undefined;
  /** Of the present kafkajs producer. */
  private offsets = new AcknowledgedOffsets();
  /** Records of the request under way, by partition. */
  private readonly sent = new Map<number, number>();
  private closing: Promise<void> | undefined;

  /** `partitions`: how many of a topic carry cars; all of them where it says nothing. */
  constructor(door: KafkaDoor, partitions: ReadonlyMap<string, number>, onClosed: () => void) {
    this.door = door;
    this.partitions = partitions;
    this.onClosed = onClosed;
    this.send = inTurn((topic: string, batch: readonly OutRecord[]) => this.sendNow(topic, batch));
  }

  private async sendNow(topic: string, batch: readonly OutRecord[]): Promise<void> {
    if (this.closing) throw new StreamError('closed', 'this producer is closed');
    const rights = this.door.rightsTo(topic);
    const refusal = rights.refused();
    if (refusal) throw refusal;
    try {
      for (const part of parts(batch)) {
        const producer = await this.connected();
        this.sent.clear();
        const answers = await producer.send({
          topic,
          acks: -1,
          messages: part.map(({ key, value }) => ({ key, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength) })),
        });
        const fault = this.offsets.fault(topic, this.sent, answers);
        if (fault !== null) throw new StreamError('busy', `sending to ${topic}: ${this.door.address} ${fault}; sending them again over a new connection`);
      }
      rights.clear();
    } catch (error) {
      const failed = this.producer;
      this.producer = undefined;
      void failed?.disconnect().catch(() => undefined);
      const trouble = this.door.judge(`sending to ${topic}`, error);
      if (trouble.kind === 'denied') rights.refuse(trouble);
      throw trouble;
    }
  }

  private async connected(): Promise<KafkaJsProducer> {
    if (this.producer) return this.producer;
    this.producer = kafkaClient(this.door.place).producer({
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
      retry: { retries: 0 },
      createPartitioner: () => ({ topic, message, partitionMetadata: { length } }) => {
        const partition = partitionOf(String(message.key), Math.min(this.partitions.get(topic) ?? length, length));
        this.sent.set(partition, (this.sent.get(partition) ?? 0) + 1);
        return partition;
      },
    });
    this.offsets = new AcknowledgedOffsets();
    await this.producer.connect();
    this.door.gate.clear();
    return this.producer;
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    this.onClosed();
    if (this.producer) await atMost(CLOSE_PATIENCE, this.producer.disconnect());
  }
}

/** The batch in its order, in pieces that fit a request. */
function* parts(batch: readonly OutRecord[]): Generator<readonly OutRecord[]> {
  let start = 0;
  let bytes = 0;
  for (const [i, record] of batch.entries()) {
    const size = packedSize(record);
    if (i > start && (bytes + size > REQUEST_BYTES || i - start >= REQUEST_RECORDS)) {
      yield batch.slice(start, i);
      start = i;
      bytes = 0;
    }
    bytes += size;
  }
  if (start < batch.length) yield batch.slice(start);
}
