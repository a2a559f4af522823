import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openEmbeddedStream } from '../../main/stream/embedded.ts';
import { startRelay } from '../../main/stream/relay.ts';
import { StreamError } from '../../main/stream/stream.ts';
import { TopicLog } from '../../main/stream/topic-log.ts';
import { testFolder } from '../support/folder.ts';
import { wrappedStream } from '../support/wrapped-stream.ts';
import { until } from './until.ts';

/** A relay from `a` to `b` and `c`, of cars that begin with `car`; `refuse` decides on each send to a target. */
async function relayed(refuse: (topic: string, attempt: number) => boolean = () => false) {
  const inner = openEmbeddedStream({ path: join(testFolder(), 'stream.db') });
  onTestFinished(() => inner.close());
  await inner.ensureTopics(['a', 'b', 'c'].map((name) => ({ name, partitions: 1 })));
  const attempts = new Map<string, number>();
  const stream = wrappedStream(inner, async (producer, topic, batch) => {
    const attempt = (attempts.get(topic) ?? 0) + 1;
    attempts.set(topic, attempt);
    if (refuse(topic, attempt)) throw new Error('no answer');
    await producer.send(topic, batch);
  });
  const heard: Record<string, string[]> = { b: [], c: [] };
  for (const topic of ['b', 'c']) {
    await inner.consumer({ group: 'test', topics: [topic], handle: (records) => void heard[topic]!.push(...records.map(({ key, value }) => `${key} ${Buffer.from(value).toString()}`)) });
  }
  const relay = await startRelay({ stream, group: 'relay', from: 'a', to: ['b', 'c'], keep: (key) => key.startsWith('car') });
  onTestFinished(() => relay.close());
  const source = await inner.producer();
  return { heard, send: async (...keys: string[]) => source.send('a', keys.map((key, i) => ({ key, value: Buffer.from(String(i)) }))) };
}

test('what the cut keeps comes to every target, in one commit of an embedded stream', async () => {
  const { heard, send } = await relayed();
  const commit = vi.spyOn(TopicLog.prototype, 'commit');
  onTestFinished(() => commit.mockRestore());
  await send('car7', 'timing', 'car8');
  await until('both targets', () => heard['b']!.length === 2 && heard['c']!.length === 2);
  expect(heard).toEqual({ b: ['car7 0', 'car8 2'], c: ['car7 0', 'car8 2'] });
  const targets = commit.mock.calls.map(([appends]) => [...appends.keys()].map(({ topic }) => topic)).filter((topics) => topics.length > 0);
  expect(targets).toEqual([['a'], ['b', 'c']]);
});

test('while one target refuses the relay does not go on, and the other has repeats but no loss', async () => {
  const { heard, send } = await relayed((topic, attempt) => topic === 'b' && attempt <= 2);
  await send('car7', 'car8');
  await until('both targets', () => heard['b']!.length === 2 && heard['c']!.length === 6);
  expect(heard['b']).toEqual(['car7 0', 'car8 1']);
  expect(heard['c']).toEqual(['car7 0', 'car8 1', 'car7 0', 'car8 1', 'car7 0', 'car8 1']);
});

test('a record that one target is too narrow for holds up neither target', async () => {
  const inner = openEmbeddedStream({ path: join(testFolder(), 'stream.db') });
  onTestFinished(() => inner.close());
  await inner.ensureTopics(['a', 'b', 'c', 'b.dead'].map((name) => ({ name, partitions: 1 })));
  const stream = wrappedStream(inner, async (producer, topic, batch) => {
    if (topic === 'b' && batch.some(({ value }) => value.length > 1000)) throw new StreamError('too-large', 'too large');
    await producer.send(topic, batch);
  });
  const heard: Record<string, number[]> = { b: [], c: [], 'b.dead': [] };
  for (const topic of Object.keys(heard)) {
    await inner.consumer({ group: 'test', topics: [topic], handle: (records) => void heard[topic]!.push(...records.map(({ value }) => value.length)) });
  }
  const news: string[] = [];
  const relay = await startRelay({ stream, group: 'relay', from: 'a', to: ['b', 'c'], keep: () => true, onNews: (line) => void news.push(line) });
  onTestFinished(() => relay.close());
  await (await inner.producer()).send('a', [10, 2000, 20].map((bytes) => ({ key: 'car7', value: Buffer.alloc(bytes) })));
  await until('all targets', () => heard['b']!.length === 2 && heard['c']!.length === 3 && heard['b.dead']!.length === 1);
  expect([heard['b'], heard['c'], news]).toEqual([[10, 20], [10, 2000, 20], [expect.stringContaining('record 1 of a has 2000 bytes, larger than b takes')]]);
});
