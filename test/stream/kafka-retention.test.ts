import { randomUUID } from 'node:crypto';
import { ConfigResourceTypes } from 'kafkajs';
import { expect, test } from 'vitest';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import { openKafkaStream } from '../../main/stream/kafka.ts';
import { topicsOf, topicSpecs } from '../../main/stream/topics.ts';
import { saySkippedWithoutBroker } from '../support/without-broker.ts';

const brokers = process.env.LAPWING_TEST_BROKERS?.split(',') ?? [];
if (brokers.length === 0) saySkippedWithoutBroker('how long a real broker keeps the live lane');

test.skipIf(brokers.length === 0)('a broker forgets the live lane after ten minutes, and keeps the record as long as it keeps others', { timeout: 30_000 }, async () => {
  const mark = randomUUID();
  const { fiaLive, fiaTelemetry } = topicsOf(mark);
  const specs = topicSpecs(topicsOf(mark), 2).filter(({ name }) => name === fiaLive || name === fiaTelemetry).map((spec) => ({ ...spec, name: `${mark}.${spec.name}` }));
  const stream = await openKafkaStream({ brokers, clientId: 'lapwing-test' });
  await stream.ensureTopics(specs);
  await stream.close();
  const admin = kafkaClient({ brokers, clientId: 'lapwing-test' }).admin();
  await admin.connect();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: specs.map(({ name }) => ({ type: ConfigResourceTypes.TOPIC, name, configNames: ['retention.ms', 'segment.ms'] })),
  });
  await admin.disconnect();
  const kept = (topic: string) => resources.find(({ resourceName }) => resourceName === `${mark}.${topic}`)?.configEntries.map(({ configValue }) => Number(configValue));
  expect(kept(fiaLive)).toEqual([600_000, 600_000]);
  expect(Math.min(...kept(fiaTelemetry)!)).toBeGreaterThan(24 * 3600_000);
});
