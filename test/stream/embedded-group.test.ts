import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedStream } from '../../main/stream/embedded.ts';
import { partitionOf, type Stream } from '../../main/stream/stream.ts';
import { TopicLog } from '../../main/stream/topic-log.ts';
import { cars, numbered } from './numbered.ts';
import { until } from './until.ts';

const TOPIC = 'fia.telemetry';
const GROUP = 'ingest';
let folder: string;
let stream: Stream;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lapwing-stream-'));
  stream = openEmbeddedStream({ path: join(folder, 'stream.db') });
  await stream.ensureTopics([{ name: TOPIC, partitions: 2 }]);
});
afterEach(async () => {
  await stream.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a power cut at this moment would leave: the file and its log as they are, opened elsewhere. */
function onDisk(): number[] {
  for (const end of ['', '-wal']) {
    const file = join(folder, `stream.db${end}`);
    if (existsSync(file)) copyFileSync(file, join(folder, `copy.db${end}`));
  }
  const log = new TopicLog(join(folder, 'copy.db'), 0);
  const offsets = log.topics.get(TOPIC)?.map(({ committed }) => committed.get(GROUP) ?? -1) ?? [];
  log.close();
  return offsets.toSorted((a, b) => a - b);
}

describe('a group of the embedded stream', () => {
  it('does not hand a partition on while a handler has its records', async () => {
    const producer = await stream.producer();
    const release = Promise.withResolvers<void>();
    const calls: string[] = [];
    await stream.consumer({
      group: GROUP,
      topics: [TOPIC],
      async handle(records) {
        calls.push(`first gets ${records[0]?.offset}`);
        await release.promise;
      },
    });
    // The second of two partitions goes to the second of two members.
    const moving = cars(20).find((car) => partitionOf(car, 2) === 1) as string;
    await producer.send(TOPIC, numbered([moving], 1));
    await until('the first call', () => calls.length > 0);
    await stream.consumer({ group: GROUP, topics: [TOPIC], handle: (records) => void calls.push(`second gets ${records[0]?.offset}`) });
    await producer.send(TOPIC, numbered([moving], 1, 1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(calls).toEqual(['first gets 0']);
    release.resolve();
    await until('the second call', () => calls.length > 1);
    expect(calls).toEqual(['first gets 0', 'second gets 1']);
  });

  it('has its offsets on disk when a member has closed', async () => {
    let count = 0;
    const consumer = await stream.consumer({ group: GROUP, topics: [TOPIC], handle: (records) => void (count += records.length) });
    await (await stream.producer()).send(TOPIC, numbered(['car1', 'car2', 'car3', 'car4'], 5));
    await until('20 records', () => count === 20);
    await consumer.close();
    expect(onDisk().reduce((sum, offset) => sum + offset, 0)).toBe(20);
  });
});
