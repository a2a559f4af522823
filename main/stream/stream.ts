/** A record as it is sent. */
export interface OutRecord {
  /** Decides the partition, so that what belongs together keeps its order. */
  key: string;
  value: Uint8Array;
}

/** A record as it is read. */
export interface StreamRecord extends OutRecord {
  topic: string;
  partition: number;
  /** Gapless within its partition, from 0. */
  offset: number;
}

export interface TopicSpec {
  name: string;
  partitions: number;
  /** ms after which a broker may forget its records; as the broker has it by default. */
  keptFor?: number;
}

/** One order of records: at most one `send` at a time; the next waits. */
export interface Producer {
  /**
   * Resolves when every record is durable and in order. Rejects with a StreamError when that is not known; the caller
   * sends the very same batch again, and whoever reads drops the repeats by identity.
   */
  send(topic: string, batch: readonly OutRecord[]): Promise<void>;
  close(): Promise<void>;
}

export interface ConsumerOptions {
  /** Members of one group share the partitions; each group sees every record. */
  group: string;
  topics: readonly string[];
  /**
   * Records of one partition, in order; one call at a time. Values may be views of one larger buffer. The offset moves on only after this resolves: whoever is stopped in between
   * sees the same records again. A rejection is told to `onTrouble`, and the same records come again after a pause.
   */
  handle(records: readonly StreamRecord[]): Promise<void> | void;
  /** Null when all is well again. */
  onTrouble?(trouble: StreamError | null): void;
  /** A line for a person, such as that records left a topic before this group had read them. */
  onNews?: ((line: string) => void) | undefined;
}

export interface Consumer {
  /** Resolves when the handler has ended for the last time and its offset is committed. */
  close(): Promise<void>;
}

/** Topics with partitions and offsets: Apache Kafka, or the embedded stream where there is no broker. */
export interface Stream {
  readonly kind: 'embedded' | 'kafka';
  /** What a person calls it: `embedded`, `localhost:9092`. */
  readonly address: string;
  /** Creates what is missing; leaves alone what is there. */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  producer(): Promise<Producer>;
  consumer(options: ConsumerOptions): Promise<Consumer>;
  /** Ends all producers and consumers that are still open. */
  close(): Promise<void>;
}

export type StreamErrorKind =
  /** Nobody answers; the same again may work. */
  | 'unreachable'
  /** Answered, refused for now; the same again may work. */
  | 'busy'
  /** Rights are missing: a person has to act. */
  | 'denied'
  /** User and password are not taken: a person has to act. */
  | 'login'
  /** The broker's certificate is not to be trusted: a person has to act. */
  | 'tls'
  /** The broker does not speak what was agreed, such as TLS: a person has to act. */
  | 'protocol'
  /** A record is larger than the stream takes. */
  | 'too-large'
  /** The disk under the embedded stream is full or failing. */
  | 'storage'
  /** The topic is not there, or not any more: `ensureTopics` makes it. */
  | 'unknown-topic'
  /** Whoever reads could not take the records; they come again. */
  | 'handler'
  | 'closed';

export class StreamError extends Error {
  override name = 'StreamError';
  readonly kind: StreamErrorKind;

  constructor(kind: StreamErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.kind = kind;
  }
}

/** The partition of a key: FNV-1a, the same in both streams, so that a car stays where it is. */
export function partitionOf(key: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % partitions;
}
