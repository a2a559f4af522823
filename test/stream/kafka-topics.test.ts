import { randomUUID } from 'node:crypto';
import { ConfigResourceTypes, type Admin } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import { openKafkaStream } from '../../main/stream/kafka.ts';
import type { Stream, StreamError, StreamRecord } from '../../main/stream/stream.ts';
import { insist } from './insist.ts';
import { cars, complete, numbered, numbersByCar, upTo, withoutRepeats } from './numbered.ts';
import { until } from './until.ts';
import { saySkippedWithoutBroker } from '../support/without-broker.ts';

const brokers = process.env.LAPWING_TEST_BROKERS?.split(',') ?? [];
if (brokers.length === 0) saySkippedWithoutBroker('topics of a real broker');

describe.skipIf(brokers.length === 0)('topics of a Kafka broker', { timeout: 60_000 }, () => {
  const streams: Stream[] = [];
  let admin: Admin;
  beforeAll(async () => {
    admin = kafkaClient({ brokers, clientId: 'lapwing-test' }).admin();
    await admin.connect();
  });
  afterAll(async () => {
    await Promise.all(streams.map((stream) => stream.close()));
    await admin.disconnect();
  });

  async function open(): Promise<Stream> {
    const stream = await openKafkaStream({ brokers, clientId: 'lapwing-test' });
    streams.push(stream);
    return stream;
  }

  /** What a new group finds, until it has `count` records. */
  async function read(stream: Stream, topic: string, count: number): Promise<StreamRecord[]> {
    const records: StreamRecord[] = [];
    const reader = await stream.consumer({ group: `readers-${randomUUID()}`, topics: [topic], handle: (batch) => void records.push(...batch) });
    await until(`${count} records`, () => records.length >= count);
    await reader.close();
    return records;
  }

  it('are made so that nothing is compacted away, and no stale replica takes over', async () => {
    const topic = `test.${randomUUID()}`;
    await (await open()).ensureTopics([{ name: topic, partitions: 3 }]);
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    expect(topics[0]!.partitions).toHaveLength(3);
    const names = ['cleanup.policy', 'min.insync.replicas', 'unclean.leader.election.enable', 'max.message.bytes'];
    const { resources } = await admin.describeConfigs({ resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: names }], includeSynonyms: false });
    const entries = resources[0]!.configEntries;
    expect(Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]))).toEqual({
      'cleanup.policy': 'delete',
      'min.insync.replicas': '1',
      'unclean.leader.election.enable': 'false',
      'max.message.bytes': '1048588',
    });
    expect(entries.every(({ isDefault }) => !isDefault)).toBe(true);
  });

  it('keep each car where it was when partitions are added', async () => {
    const topic = `test.${randomUUID()}`;
    const spec = { name: topic, partitions: 3 };
    const before = await open();
    await before.ensureTopics([spec]);
    await (await before.producer()).send(topic, numbered(cars(20), 5));
    await admin.createPartitions({ topicPartitions: [{ topic, count: 8 }] });
    const after = await open();
    await after.ensureTopics([spec]);
    await (await after.producer()).send(topic, numbered(cars(20), 5, 5));
    const records = await read(after, topic, 200);
    expect(numbersByCar(records)).toEqual(complete(cars(20), 10));
    const places = new Set(records.map(({ key, partition }) => `${key} ${partition}`));
    expect(places.size).toBe(20);
    expect(new Set(records.map(({ partition }) => partition))).toEqual(new Set(upTo(3)));
  });

  it('are named when they are deleted, and made again as they were', async () => {
    const topic = `test.${randomUUID()}`;
    const stream = await open();
    await stream.ensureTopics([{ name: topic, partitions: 2 }]);
    const records: StreamRecord[] = [];
    const troubles: (StreamError | null)[] = [];
    await stream.consumer({
      group: `readers-${randomUUID()}`,
      topics: [topic],
      handle: (batch) => void records.push(...batch),
      onTrouble: (trouble) => void troubles.push(trouble),
    });
    const producer = await stream.producer();
    await producer.send(topic, numbered(cars(4), 5));
    await until('20 records', () => records.length >= 20);

    await admin.deleteTopics({ topics: [topic] });
    const deleted = await producer.send(topic, numbered(cars(4), 5, 5)).catch((error: unknown) => error);
    expect(deleted).toMatchObject({ kind: 'unknown-topic', message: expect.stringMatching(new RegExp(`sending to ${topic}: .* has no such topic .*Lapwing makes it again`)) });
    await insist(producer, topic, numbered(cars(4), 5, 5));
    await until('the records of the new topic', () => Object.values(withoutRepeats(numbersByCar(records))).flat().length >= 40, 40_000);
    expect(withoutRepeats(numbersByCar(records))).toEqual(complete(cars(4), 10));
    expect(records.slice(20).filter(({ offset }) => offset === 0).length).toBeGreaterThan(0);
    expect(troubles.filter((trouble) => trouble !== null && trouble.kind !== 'unknown-topic')).toEqual([]);
    await until('an end of the trouble', () => (troubles.at(-1) ?? null) === null);

    expect((await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]!.partitions).toHaveLength(2);
    const { resources } = await admin.describeConfigs({ resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: ['cleanup.policy'] }], includeSynonyms: false });
    expect(resources[0]!.configEntries[0]).toMatchObject({ configValue: 'delete', isDefault: false });
  });
});
