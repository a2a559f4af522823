import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sealFrame, type SealedFrame } from '../../common/frame.ts';
import { FactorySink } from '../../main/factory/sink.ts';
import { Pipeline } from '../../main/pipeline.ts';
import type { Stream, StreamError } from '../../main/stream/stream.ts';
import { topicsOf, topicSpecs } from '../../main/stream/topics.ts';
import { encodeTiming } from '../../main/trackside/timing-intake.ts';
import { testFolder } from '../support/folder.ts';
import { INCARNATION, RACE, testRace } from '../support/frames.ts';
import type { StreamPlace } from './crash.ts';
import { openStream } from './place.ts';
import { until } from './until.ts';
import { saySkippedWithoutBroker } from '../support/without-broker.ts';

interface Letter {
  reason: string;
  topic: string;
  partition: number;
  offset: number;
  bytes: number;
  value: string;
}

async function letters(stream: Stream, topic: string): Promise<Letter[]> {
  const found: Letter[] = [];
  await stream.consumer({
    group: `letters-${randomUUID()}`,
    topics: [topic],
    handle: (records) => void found.push(...records.map(({ value }) => JSON.parse(Buffer.from(value).toString()) as Letter)),
  });
  return found;
}

const damaged = (frame: SealedFrame, at: number, byte: number): Uint8Array => {
  const value = sealFrame(frame);
  value[at] = byte;
  return value;
};

const brokers = process.env.LAPWING_TEST_BROKERS?.split(',');
const places: [string, () => StreamPlace][] = [['the embedded stream', () => ({ kind: 'embedded', path: join(testFolder(), 'stream.db') })]];
if (brokers) places.push(['Kafka', () => ({ kind: 'kafka', brokers })]);
else saySkippedWithoutBroker('dead letters over Kafka');

test.each(places)('what is no frame goes aside over %s with reason, partition and offset, and its neighbours arrive', { timeout: 60_000 }, async (_name, place) => {
  const stream = await openStream(place());
  const topics = { ...topicsOf(randomUUID()), fiaTiming: `timing.${randomUUID()}` };
  await stream.ensureTopics(topicSpecs(topics, 1));
  const troubles: (StreamError | null)[] = [];
  const sink = await FactorySink.start({ path: join(testFolder(), 'factory.db'), site: 'here', stream, topics, onTrouble: (trouble) => void troubles.push(trouble) });
  onTestFinished(async () => {
    await sink.close();
    await stream.close();
  });
  const marks: number[] = [];
  await stream.consumer({
    group: `marks-${randomUUID()}`,
    topics: [topics.factoryWatermarks],
    handle: (records) => void marks.push(...records.map(({ value }) => (JSON.parse(Buffer.from(value).toString()) as { next: number }).next)),
  });
  const [first, second, third] = testRace('car7', 1) as [SealedFrame, SealedFrame, SealedFrame];
  const values = [
    sealFrame(first),
    damaged(first, 40, 0xff),
    damaged(first, 2, 99),
    Uint8Array.of(0xff, 0xfe, 0xc3, 0x28),
    Buffer.from('{"speed":'),
    sealFrame(second),
    // Its letter has to fit a record.
    new Uint8Array(1_000_000),
    sealFrame(third),
  ];
  const producer = await stream.producer();
  for (const value of values) await producer.send(topics.factoryTelemetry, [{ key: 'car7', value }]);

  const found = await letters(stream, `${topics.factoryTelemetry}.dead`);
  await until('five letters', () => found.length === 5);
  await until('the last neighbour', () => marks.at(-1) === 3);
  expect(found.map(({ topic, partition, offset, reason }) => [topic, partition, offset, reason])).toEqual([
    [topics.factoryTelemetry, 0, 1, 'the checksum does not match'],
    [topics.factoryTelemetry, 0, 2, 'frame version 99; this Lapwing reads 1 to 3'],
    [topics.factoryTelemetry, 0, 3, expect.stringContaining('too few')],
    [topics.factoryTelemetry, 0, 4, 'does not begin like a frame'],
    [topics.factoryTelemetry, 0, 6, 'does not begin like a frame'],
  ]);
  expect(Buffer.from(found[2]!.value, 'base64')).toEqual(Buffer.from(values[3]!));
  expect(found[4]).toMatchObject({ bytes: 1_000_000 });
  // A broker that has just started may say that it is busy at first.
  expect(troubles.filter((trouble) => trouble !== null && trouble.kind !== 'busy')).toEqual([]);
});

test('timing that is no text or no JSON, and a watermark that is none, go aside, and their neighbours arrive', async () => {
  const times: number[] = [];
  const pipeline = await Pipeline.open({ dataDir: testFolder(), team: 'test', onIngested() {}, onLive() {}, onTimed: (news) => void times.push(...news.map(({ event }) => event.racetime)) });
  onTestFinished(() => pipeline.close());
  const { stream, topics } = pipeline;
  const flag = (racetime: number): Uint8Array => encodeTiming({ type: 'flag', racetime, flag: 'green' });
  const sealed = (seq: number, body: Uint8Array): Uint8Array => sealFrame({ incarnation: INCARNATION, race: RACE, car: 'timing', seq, closed: 1, body });
  const producer = await stream.producer();
  const broken = Buffer.from(flag(1));
  broken[broken.indexOf('green')] = 0xff;
  for (const value of [sealed(0, flag(0)), sealed(1, broken), sealed(2, Buffer.from('{"type":')), sealed(3, flag(90))]) {
    await producer.send(topics.fiaTiming, [{ key: 'timing', value }]);
  }
  for (const value of [Buffer.from('{"site":'), Uint8Array.of(0xff)]) await producer.send(topics.factoryWatermarks, [{ key: 'car7', value }]);

  const timing = await letters(stream, `${topics.fiaTiming}.dead`);
  const marks = await letters(stream, `${topics.factoryWatermarks}.dead`);
  await until('letters', () => timing.length === 2 && marks.length === 2);
  await until('both flags', () => times.length === 2);
  expect(times).toEqual([0, 90]);
  expect(timing.map(({ partition, offset, reason }) => [partition, offset, reason])).toEqual([
    [0, 1, expect.stringMatching(/not valid|encoded/)],
    [0, 2, expect.stringContaining('JSON')],
  ]);
  expect(marks.map(({ reason, topic }) => [reason, topic])).toEqual([
    ['this is no watermark', topics.factoryWatermarks],
    ['this is no watermark', topics.factoryWatermarks],
  ]);
  expect(pipeline.streamTrouble).toBeNull();
});
