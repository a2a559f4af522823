import { ConsumerGroup } from './consumer-group.ts';
import { EmbeddedConsumer } from './embedded-consumer.ts';
import { GroupCommit } from './group-commit.ts';
import { inTurn } from './in-turn.ts';
import { LONGEST_KEY, packedSize } from './record-batch.ts';
import { toStorageError } from './storage-error.ts';
import { StreamError, type Consumer, type ConsumerOptions, type OutRecord, type Producer, type Stream, type TopicSpec } from './stream.ts';
import { TopicLog, type Partition } from './topic-log.ts';

export interface EmbeddedStreamOptions {
  /** The SQLite file; its folder is made when it is missing. */
  path: string;
  /** What each topic keeps, in bytes, of records that all its groups have read; 64 MB. Unread records are always kept. */
  keepBytes?: number;
  /** The file grows no further than this, in bytes: a send that needs more rejects with 'storage'. No limit by default. */
  maxFileBytes?: number;
  /** Largest record, key included, in bytes; 1 MB, as a Kafka broker has it by default. */
  maxRecordBytes?: number;
  /** A handler gets about this much at once; 1000 records, 1 MB. */
  fetchRecords?: number;
  fetchBytes?: number;
}

const MB = 1024 * 1024;

/**
 * Topics in a SQLite file, for one process and without a network. What is sent in one turn of the event loop shares a
 * transaction; consumers are woken by it. Throws LapwingError E_DATA_DIR, E_IN_USE, E_DB_CORRUPT or E_DB_VERSION.
 */
export function openEmbeddedStream(options: EmbeddedStreamOptions): Stream {
  return new EmbeddedStream(options);
}

class EmbeddedStream implements Stream {
  readonly kind = 'embedded';
  readonly address = 'embedded';
  private readonly options: EmbeddedStreamOptions;
  private readonly log: TopicLog;
  private readonly commits: GroupCommit;
  private readonly groups = new Map<string, ConsumerGroup>();
  private readonly consumers = new Set<EmbeddedConsumer>();
  private closing: Promise<void> | undefined;

  constructor(options: EmbeddedStreamOptions) {
    this.options = options;
    this.log = new TopicLog(options.path, options.keepBytes ?? 64 * MB, options.maxFileBytes);
    this.commits = new GroupCommit(this.log, options.path, (partitions) => {
      for (const partition of partitions) for (const group of this.groups.values()) group.wake(partition);
    });
  }

  private checkOpen(): void {
    if (this.closing) throw new StreamError('closed', `the stream in ${this.options.path} is closed`);
  }

  private partitionsOf(topic: string): Partition[] {
    const partitions = this.log.topics.get(topic);
    if (!partitions) throw new StreamError('unknown-topic', `there is no topic ${topic} in ${this.options.path}`);
    return partitions;
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    this.checkOpen();
    try {
      this.log.ensureTopics(topics);
    } catch (error) {
      throw toStorageError(this.options.path, error).error;
    }
  }

  async producer(): Promise<Producer> {
    this.checkOpen();
    const send = inTurn(async (topic: string, batch: readonly OutRecord[]) => {
      const partitions = this.partitionsOf(topic);
      this.checkSizes(topic, batch);
      if (batch.length > 0) await this.commits.append(partitions, batch);
    });
    let closed = false;
    return {
      send: async (topic, batch) => {
        if (closed) throw new StreamError('closed', 'this producer is closed');
        await send(topic, batch);
      },
      close: async () => {
        closed = true;
      },
    };
  }

  private checkSizes(topic: string, batch: readonly OutRecord[]): void {
    const limit = this.options.maxRecordBytes ?? MB;
    for (const record of batch) {
      const size = packedSize(record);
      if (size <= limit && (size <= LONGEST_KEY || Buffer.byteLength(record.key) <= LONGEST_KEY)) continue;
      throw new StreamError('too-large', `a record of ${size} bytes for ${topic}, key ${record.key.slice(0, 40)}: the stream takes ${limit}`);
    }
  }

  async consumer(options: ConsumerOptions): Promise<Consumer> {
    this.checkOpen();
    for (const topic of options.topics) this.partitionsOf(topic);
    const group = this.groups.get(options.group) ?? new ConsumerGroup(options.group);
    this.groups.set(options.group, group);
    const limits = { records: this.options.fetchRecords ?? 1000, bytes: this.options.fetchBytes ?? MB };
    const { log, commits } = this;
    const onClosed = () => this.consumers.delete(consumer);
    const consumer = new EmbeddedConsumer({ log, commits, group, limits, onClosed, path: this.options.path }, options);
    this.consumers.add(consumer);
    consumer.start();
    return consumer;
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  /** Handlers may still send while they end. */
  private async end(): Promise<void> {
    await Promise.allSettled([...this.consumers].map((consumer) => consumer.close()));
    try {
      this.commits.close();
    } finally {
      this.log.close();
    }
  }
}
