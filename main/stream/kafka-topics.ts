import type { Admin, ITopicConfig } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LapwingError } from '../../common/errors.ts';
import type { TopicSpec } from './stream.ts';

/** Milliseconds. */
const LEADER_PATIENCE = 10_000;
const MOST_REPLICAS = 3;

/** What kafkajs says of one topic that was not created. */
interface TopicError {
  type?: string;
  topic?: string;
}

/** Creates topics so that what is acknowledged stays, whatever the broker's own defaults are. */
export class KafkaTopics {
  private readonly admin: Admin;
  private readonly address: string;
  private readonly replicas: number | undefined;

  /** `replicas`: copies of each topic; without it one on each broker, three at most. */
  constructor(admin: Admin, address: string, replicas: number | undefined) {
    this.admin = admin;
    this.address = address;
    this.replicas = replicas;
  }

  /**
   * `onMissing` is told what is not there before it is made. Throws LapwingError E_BROKER_TOPICS when this user may not create
   * what is missing, and kafkajs's errors.
   */
  async ensure(topics: readonly TopicSpec[], onMissing: (names: readonly string[]) => void): Promise<void> {
    const there = new Set(await this.admin.listTopics());
    const missing = topics.filter(({ name }) => !there.has(name));
    if (missing.length > 0) {
      onMissing(missing.map(({ name }) => name));
      await this.create(missing);
    }
    await this.waitForLeaders(topics);
  }

  private async create(missing: readonly TopicSpec[]): Promise<void> {
    const replicas = this.replicas ?? Math.min(MOST_REPLICAS, (await this.admin.describeCluster()).brokers.length);
    const settings = { configEntries: settingsFor(replicas), replicationFactor: replicas };
    const failures = await this.tryCreate(missing, settings);
    // A broker with rules of its own for new topics: then as it likes them.
    const again = missing.filter(({ name }) => failures.some(({ type, topic }) => topic === name && (type === 'POLICY_VIOLATION' || type === 'INVALID_CONFIG')));
    if (again.length > 0) failures.push(...(await this.tryCreate(again, { replicationFactor: -1 })));
    const denied = missing.filter(({ name }) => failures.some(({ type, topic }) => topic === name && type === 'TOPIC_AUTHORIZATION_FAILED'));
    if (denied.length === 0) return;
    const names = denied.map(({ name, partitions }) => `${name} (${partitions} partition${partitions === 1 ? '' : 's'})`).join(', ');
    throw new LapwingError('E_BROKER_TOPICS', `${this.address} does not let this user create topics; have these created, or give the right CREATE: ${names}`);
  }

  /** What could not be created, and could be otherwise; throws the rest. */
  private async tryCreate(topics: readonly TopicSpec[], settings: Partial<ITopicConfig>): Promise<TopicError[]> {
    try {
      await this.admin.createTopics({
        waitForLeaders: false,
        topics: topics.map(({ name, partitions, keptFor }) => {
          const { configEntries } = settings;
          return { topic: name, numPartitions: partitions, ...settings, ...(configEntries && { configEntries: [...configEntries, ...retention(keptFor)] }) };
        }),
      });
      return [];
    } catch (error) {
      const failures = ((error as { errors?: TopicError[] }).errors ?? []).filter(({ type }) => type !== 'TOPIC_ALREADY_EXISTS');
      const known = new Set(['POLICY_VIOLATION', 'INVALID_CONFIG', 'TOPIC_AUTHORIZATION_FAILED']);
      if (failures.length === 0 || failures.some(({ type = '' }) => !known.has(type))) throw error;
      return failures;
    }
  }

  /** A new topic is in the metadata before its leaders take anything: only an answer of theirs tells. */
  private async waitForLeaders(topics: readonly TopicSpec[]): Promise<void> {
    const end = performance.now() + LEADER_PATIENCE;
    for (const { name } of topics) {
      for (;;) {
        try {
          await this.admin.fetchTopicOffsets(name);
          break;
        } catch (error) {
          if (performance.now() > end) throw error;
          await sleep(50);
        }
      }
    }
  }
}

/** A segment has to end before the broker forgets it. */
function retention(ms: number | undefined): { name: string; value: string }[] {
  return ms === undefined ? [] : ['retention.ms', 'segment.ms'].map((name) => ({ name, value: String(ms) }));
}

/** Nothing is compacted away, no stale replica takes over, and an acknowledged record is on two disks where there are three. */
function settingsFor(replicas: number): { name: string; value: string }[] {
  return [
    { name: 'cleanup.policy', value: 'delete' },
    { name: 'min.insync.replicas', value: replicas >= MOST_REPLICAS ? '2' : '1' },
    { name: 'unclean.leader.election.enable', value: 'false' },
    { name: 'max.message.bytes', value: '1048588' },
  ];
}
