import { randomUUID } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import { saySkippedWithoutBroker } from '../support/without-broker.ts';
import { until } from './until.ts';

const brokers = process.env.LAPWING_TEST_BROKERS?.split(',') ?? [];
if (brokers.length === 0) saySkippedWithoutBroker('signs of life to a real broker while the clock jumps');

afterEach(() => void vi.useRealTimers());

test.skipIf(brokers.length === 0)('a reader gives its signs of life, and stays in its group, where the clock jumps by an hour', { timeout: 60_000 }, async () => {
  const topic = randomUUID();
  const kafka = kafkaClient({ brokers, clientId: 'lapwing-test' });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic }] });
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: topic, heartbeatInterval: 200, maxWaitTimeInMs: 100 });
  let signs = 0;
  let joins = 0;
  consumer.on(consumer.events.HEARTBEAT, () => void signs++);
  consumer.on(consumer.events.GROUP_JOIN, () => void joins++);
  await consumer.connect();
  await consumer.subscribe({ topics: [topic] });
  await consumer.run({ eachMessage: async () => {} });
  try {
    await until('signs of life', () => signs >= 2);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    for (const jump of [0, 3_600_000]) {
      vi.setSystemTime(Date.now() + jump);
      const before = signs;
      // The clock that was set stands still until it is set again.
      await until('more signs of life', () => {
        vi.setSystemTime(Date.now() + 10);
        return signs >= before + 3;
      });
    }
    expect(joins).toBe(1);
  } finally {
    await consumer.disconnect();
  }
});
