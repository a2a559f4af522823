import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import { openKafkaStream } from '../../main/stream/kafka.ts';
import { lookForMissed, missedWords, ReadingPlaces } from '../../main/stream/missed-records.ts';
import { saySkippedWithoutBroker } from '../support/without-broker.ts';
import { until } from './until.ts';

test('a reader that is moved past records knows which; one whose partitions are dealt anew does not', () => {
  const places = new ReadingPlaces();
  expect(places.asked('a', 0, 70)).toBeUndefined();
  places.had('a', 0, 75);
  expect(places.asked('a', 0, 75)).toBeUndefined();
  expect(places.asked('a', 1, 90)).toBeUndefined();
  expect(places.asked('a', 0, 80)).toEqual({ topic: 'a', partition: 0, from: 75, to: 80 });
  places.forget();
  expect(places.asked('a', 0, 80)).toBeUndefined();
});

test('what has left before the group came to it is missed; what left before there was a group is not', async () => {
  const admin = {
    fetchOffsets: () => Promise.resolve([{ topic: 'a', partitions: ['4', '-1', '9', '20'].map((offset, partition) => ({ partition, offset, metadata: null })) }]),
    fetchTopicOffsets: () => Promise.resolve([9, 9, 9, 9].map((low, partition) => ({ partition, low: String(low), high: '30', offset: '30' }))),
  };
  const missed = await lookForMissed(admin as unknown as Parameters<typeof lookForMissed>[0], 'g', ['a']);
  expect(missed).toEqual([{ topic: 'a', partition: 0, from: 4, to: 9 }]);
  expect(missedWords(missed[0]!, 'g')).toMatch(/^5 records left a before g had read them \(partition 0, 4 to 8\)\./);
});

const brokers = process.env.LAPWING_TEST_BROKERS?.split(',') ?? [];
if (brokers.length === 0) saySkippedWithoutBroker('who is told of records that leave a topic of a real broker unread');

test.skipIf(brokers.length === 0)('whoever comes back to a topic that has lost what was not read is told, and reads on', { timeout: 60_000 }, async () => {
  const topic = `missed.${randomUUID()}`;
  const group = `g.${topic}`;
  const stream = await openKafkaStream({ brokers, clientId: 'lapwing-test' });
  onTestFinished(() => stream.close());
  await stream.ensureTopics([{ name: topic, partitions: 1 }]);
  const producer = await stream.producer();
  const send = (count: number): Promise<void> => producer.send(topic, Array.from({ length: count }, () => ({ key: 'car7', value: Buffer.from('x') })));
  const news: string[] = [];
  let read = 0;
  const reader = () => stream.consumer({ group, topics: [topic], handle: (records) => void (read += records.length), onNews: (line) => void news.push(line) });
  await send(5);
  const first = await reader();
  await until('the first records', () => read === 5);
  await first.close();
  await send(5);
  const admin = kafkaClient({ brokers, clientId: 'lapwing-test' }).admin();
  await admin.connect();
  await admin.fetchTopicOffsets(topic);
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '8' }] });
  await admin.disconnect();
  await reader();
  await until('the records that are left', () => read === 7);
  expect(news).toEqual([expect.stringMatching(/^3 records left missed\..* \(partition 0, 5 to 7\)/)]);
});
