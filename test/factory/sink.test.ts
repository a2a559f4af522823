import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sealFrame, type SealedFrame } from '../../common/frame.ts';
import { FactorySink } from '../../main/factory/sink.ts';
import { watermark, type Watermark } from '../../main/factory/watermark.ts';
import { openEmbeddedStream } from '../../main/stream/embedded.ts';
import { topicsOf, topicSpecs } from '../../main/stream/topics.ts';
import { testFolder } from '../support/folder.ts';
import { testRace } from '../support/frames.ts';

async function setUp() {
  const folder = testFolder();
  const path = join(folder, 'factory.db');
  const stream = openEmbeddedStream({ path: join(folder, 'stream.db') });
  const topics = topicsOf('test');
  await stream.ensureTopics(topicSpecs(topics, 1));
  const start = (): Promise<FactorySink> => FactorySink.start({ path, site: 'here', stream, topics, onTrouble: () => {} });
  const sink = { current: await start() };
  const marks: Watermark[] = [];
  await stream.consumer({
    group: 'test',
    topics: [topics.factoryWatermarks],
    handle: (records) => {
      for (const record of records) marks.push(watermark.parse(JSON.parse(Buffer.from(record.value).toString())));
    },
  });
  const producer = await stream.producer();
  const send = (frames: readonly SealedFrame[]): Promise<void> =>
    producer.send(topics.factoryTelemetry, frames.map((frame) => ({ key: frame.car, value: sealFrame(frame) })));
  onTestFinished(async () => {
    await sink.current.close();
    await stream.close();
  });
  return { path, sink, start, marks, send };
}

test('stores each frame once and says how far it holds them', async () => {
  const { path, sink, start, marks, send } = await setUp();
  const frames = testRace('car7', 2);
  await send(frames.slice(0, 6));
  await vi.waitFor(() => expect(marks.at(-1)).toMatchObject({ site: 'here', car: 'car7', next: 6 }));
  await send([...frames.slice(2, 6), frames[7]!]);
  await vi.waitFor(() => expect(marks).toHaveLength(2));
  expect(marks.at(-1)!.next).toBe(6);

  await sink.current.close();
  sink.current = await start();
  await send(frames.slice(6));
  await vi.waitFor(() => expect(marks.at(-1)!.next).toBe(10));
  await sink.current.close();
  const db = new Database(path, { readonly: true });
  expect(db.prepare('SELECT seq FROM frame ORDER BY seq').pluck().all()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  db.close();
  sink.current = await start();
});
