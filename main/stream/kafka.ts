import type { Admin } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LapwingError } from '../../common/errors.ts';
import { atMost } from './at-most.ts';
import { notAnAddress, readBrokerAddress } from './broker-address.ts';
import { kafkaClient, type KafkaPlace } from './kafka-client.ts';
import { KafkaDoor } from './kafka-door.ts';
import { KafkaConsumer } from './kafka-consumer.ts';
import { KafkaProducer } from './kafka-producer.ts';
import { KafkaTopics } from './kafka-topics.ts';
import { TopicKeeper } from './topic-keeper.ts';
import { StreamError, type Consumer, type ConsumerOptions, type Producer, type Stream, type StreamErrorKind, type TopicSpec } from './stream.ts';

export interface KafkaStreamOptions extends KafkaPlace {
  /** Copies that the brokers keep of a new topic; one on each, three at most, by default; -1 is what the broker does by default. */
  replicationFactor?: number;
  /** How long, in ms, somebody may take to answer at the start; ten seconds. */
  startPatience?: number;
}

/** Milliseconds. */
const START_PATIENCE = 10_000;
const CLOSE_PATIENCE = 3000;

const START_CODES: Partial<Record<StreamErrorKind, string>> = {
  tls: 'E_BROKER_TLS',
  protocol: 'E_BROKER_PROTOCOL',
  login: 'E_BROKER_AUTH',
  denied: 'E_BROKER_AUTH',
};

/**
 * Topics of an Apache Kafka cluster. Rejects with LapwingError E_BROKER_CONFIG for an address that is none, with
 * E_BROKER_TLS, E_BROKER_PROTOCOL or E_BROKER_AUTH for a broker that refuses us or is not to be trusted, and with E_BROKER
 * when nobody answers within ten seconds.
 */
export async function openKafkaStream(options: KafkaStreamOptions): Promise<Stream> {
  const wrong = options.brokers.find((broker) => !readBrokerAddress(broker));
  if (wrong !== undefined) throw new LapwingError('E_BROKER_CONFIG', notAnAddress(wrong));
  if (options.brokers.length === 0) throw new LapwingError('E_BROKER_CONFIG', 'no broker is named; give its address as HOST:PORT');
  const stream = new KafkaStream(options);
  try {
    await stream.connect();
  } catch (error) {
    void stream.close();
    throw error;
  }
  return stream;
}

class KafkaStream implements Stream {
  readonly kind = 'kafka';
  readonly address: string;
  private readonly options: KafkaStreamOptions;
  private readonly open = new Set<Producer | Consumer>();
  private readonly door: KafkaDoor;
  /** How many partitions of a topic carry cars: what it was asked to have, so that more of them move no car. */
  private readonly partitions = new Map<string, number>();
  private readonly admins = new Set<Admin>();
  private readonly keeper = new TopicKeeper((topics) => this.makeTopics(topics));
  private closing: Promise<void> | undefined;

  constructor(options: KafkaStreamOptions) {
    this.options = options;
    this.address = options.brokers.join(',');
    this.door = new KafkaDoor(options, this.address, this.keeper);
  }

  async connect(): Promise<void> {
    const patience = this.options.startPatience ?? START_PATIENCE;
    const silence = sleep(patience, undefined, { ref: false }).then(() => {
      throw new StreamError('unreachable', `no broker answers at ${this.address} within ${patience / 1000} s; check the address or start it`);
    });
    try {
      await Promise.race([this.withAdmin((admin) => admin.describeCluster()), silence]);
    } catch (cause) {
      throw this.givenUp('connecting', cause, this.hint(cause));
    }
  }

  /** One for each task: an admin of kafkajs that has once seen a topic does nothing more when that topic is gone. */
  private async withAdmin(work: (admin: Admin) => Promise<unknown>): Promise<void> {
    const admin = kafkaClient(this.door.place).admin();
    this.admins.add(admin);
    try {
      await admin.connect();
      await work(admin);
    } finally {
      this.admins.delete(admin);
      void admin.disconnect().catch(() => undefined);
    }
  }

  /** At the start nobody tries again. */
  private givenUp(doing: string, cause: unknown, hint = ''): LapwingError {
    const { kind, message } = this.door.judge(doing, cause);
    return new LapwingError(START_CODES[kind] ?? 'E_BROKER', message.replace(/; (trying again|next try in 30 s)$/, '') + hint, { cause });
  }

  /** A listener that wants TLS or a login says nothing to those who come without. */
  private hint(cause: unknown): string {
    const silent = cause instanceof Error && /Closed connection|ECONNRESET/.test(cause.message);
    return silent && !this.options.security?.sasl ? '; if it wants TLS or a login, give them (LAPWING_KAFKA_TLS, LAPWING_KAFKA_SASL)' : '';
  }

  private checkOpen(): void {
    if (this.closing) throw new StreamError('closed', `the stream at ${this.address} is closed`);
  }

  private async makeTopics(topics: readonly TopicSpec[]): Promise<void> {
    this.checkOpen();
    await this.withAdmin((admin) => new KafkaTopics(admin, this.address, this.options.replicationFactor).ensure(topics, (names) => this.gone(names)));
  }

  /** Who still reads them where they were would pass over what comes into the new ones. */
  private gone(names: readonly string[]): void {
    for (const part of this.open) if (part instanceof KafkaConsumer) part.leave(names);
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    try {
      await this.makeTopics(topics);
    } catch (error) {
      if (error instanceof LapwingError || (error instanceof StreamError && error.kind === 'closed')) throw error;
      throw this.givenUp('creating topics', error);
    }
    this.keeper.keep(topics);
    for (const { name, partitions } of topics) this.partitions.set(name, partitions);
  }

  async producer(): Promise<Producer> {
    this.checkOpen();
    const producer = new KafkaProducer(this.door, this.partitions, () => this.open.delete(producer));
    this.open.add(producer);
    return producer;
  }

  async consumer(options: ConsumerOptions): Promise<Consumer> {
    this.checkOpen();
    const consumer = new KafkaConsumer(this.door, options, () => this.open.delete(consumer));
    this.open.add(consumer);
    return consumer;
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    const parts = [...this.open];
    await Promise.all(parts.filter((part) => part instanceof KafkaConsumer).map((part) => part.close()));
    await Promise.all(parts.map((part) => part.close()));
    await Promise.all([...this.admins].map((admin) => atMost(CLOSE_PATIENCE, admin.disconnect())));
  }
}
