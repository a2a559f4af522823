import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEmbeddedStream } from '../../main/stream/embedded.ts';
import type { Stream, StreamError, StreamRecord } from '../../main/stream/stream.ts';
import { TopicLog } from '../../main/stream/topic-log.ts';
import { cars, complete, numbered, numbersByCar, upTo } from './numbered.ts';
import { until } from './until.ts';

const TOPIC = 'fia.telemetry';
let folder: string;
let path: string;
let opened: Stream[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapwing-stream-'));
  path = join(folder, 'stream.db');
  opened = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.allSettled(opened.map((stream) => stream.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: { keepBytes?: number; maxFileBytes?: number } = {}, partitions = 1): Promise<Stream> {
  const stream = openEmbeddedStream({ path, ...options });
  opened.push(stream);
  await stream.ensureTopics([{ name: TOPIC, partitions }]);
  return stream;
}

async function collect(stream: Stream, group: string, onTrouble?: (trouble: StreamError | null) => void): Promise<StreamRecord[]> {
  const records: StreamRecord[] = [];
  await stream.consumer({ group, topics: [TOPIC], handle: (batch) => void records.push(...batch), ...(onTrouble ? { onTrouble } : {}) });
  return records;
}

describe('the file of the embedded stream', () => {
  it('belongs to one opener at a time', async () => {
    const stream = await open();
    expect(() => openEmbeddedStream({ path })).toThrow(expect.objectContaining({ code: 'E_IN_USE', message: expect.stringContaining(path) }));
    await stream.close();
    await (await open()).close();
  });

  it('is written once for all that is sent in one turn', async () => {
    const stream = await open();
    const producers = await Promise.all(upTo(5).map(() => stream.producer()));
    const commit = vi.spyOn(TopicLog.prototype, 'commit');
    await Promise.all(producers.map((producer, i) => producer.send(TOPIC, numbered([`car${i}`], 10))));
    expect(commit).toHaveBeenCalledTimes(1);
  });

  it('refuses what it has no room for, whole, and takes the same again when there is room', async () => {
    const small = await open({ maxFileBytes: 400_000 });
    const producer = await small.producer();
    await producer.send(TOPIC, numbered(['car7'], 100, 0, 1000));
    await expect(producer.send(TOPIC, numbered(['car7'], 900, 100, 1000))).rejects.toMatchObject({ kind: 'storage', message: expect.stringContaining(path) });
    await producer.send(TOPIC, numbered(['car7'], 10, 100, 1000));
    await small.close();

    const roomy = await open();
    await (await roomy.producer()).send(TOPIC, numbered(['car7'], 890, 110, 1000));
    const records = await collect(roomy, 'ingest');
    await until('1000 records', () => records.length >= 1000);
    expect(numbersByCar(records)).toEqual({ car7: upTo(1000) });
    expect(records.map(({ offset }) => offset)).toEqual(upTo(1000));
  });

  it('is opened anew after an I/O error, and goes on', async () => {
    const stream = await open();
    const producer = await stream.producer();
    const records = await collect(stream, 'ingest');
    await producer.send(TOPIC, numbered(['car7'], 3));
    const reopen = vi.spyOn(TopicLog.prototype, 'reopen');
    vi.spyOn(TopicLog.prototype, 'commit').mockImplementationOnce(() => {
      throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
    });
    await expect(producer.send(TOPIC, numbered(['car7'], 3, 3))).rejects.toMatchObject({ kind: 'storage' });
    await producer.send(TOPIC, numbered(['car7'], 3, 3));
    expect(reopen).toHaveBeenCalledTimes(1);
    await until('six records', () => records.length >= 6);
    expect(numbersByCar(records)).toEqual({ car7: upTo(6) });
  });

  it('says which records are damaged, and delivers their neighbours', async () => {
    const stream = await open();
    const producer = await stream.producer();
    for (let n = 0; n < 30; n += 10) await producer.send(TOPIC, numbered(['car7'], 10, n));
    await stream.close();
    const db = new Database(path);
    const { data } = db.prepare<[], { data: Buffer }>('SELECT data FROM records_1 WHERE base = 10').get() as { data: Buffer };
    data[data.length - 1] = (data.at(-1) as number) ^ 1;
    db.prepare('UPDATE records_1 SET data = ? WHERE base = 10').run(data);
    db.close();

    const troubles: (StreamError | null)[] = [];
    const records = await collect(await open(), 'ingest', (trouble) => void troubles.push(trouble));
    await until('the others', () => records.length >= 20);
    expect(numbersByCar(records)).toEqual({ car7: [...upTo(10), ...upTo(10).map((n) => n + 20)] });
    expect(troubles).toEqual([expect.objectContaining({ kind: 'storage', message: expect.stringMatching(/records 10 to 19 of fia\.telemetry/) }), null]);
  });
});

describe('what the embedded stream keeps', () => {
  const KEEP = 100_000;
  const kept = (): number => {
    const log = new TopicLog(path, KEEP);
    const bytes = [...log.topics.values()].flat().reduce((sum, partition) => sum + partition.bytes, 0);
    log.close();
    return bytes;
  };
  const send = async (stream: Stream, from: number, to: number): Promise<void> => {
    const producer = await stream.producer();
    for (let n = from; n < to; n += 10) await producer.send(TOPIC, numbered(cars(4), 10, n, 1000));
  };

  it('is everything while nobody has read it', async () => {
    const stream = await open({ keepBytes: KEEP }, 2);
    await send(stream, 0, 100);
    await stream.close();
    expect(kept()).toBeGreaterThan(400_000);
  });

  it('is everything that one of the groups has not read', async () => {
    let stream = await open({ keepBytes: KEEP }, 2);
    await collect(stream, 'slow');
    await stream.close();
    stream = await open({ keepBytes: KEEP }, 2);
    const fast = await collect(stream, 'fast');
    await send(stream, 0, 100);
    await until('all at the fast one', () => fast.length >= 400);
    await send(stream, 100, 110);
    const slow = await collect(stream, 'slow');
    await until('all at the slow one', () => slow.length >= 440);
    expect(numbersByCar(slow)).toEqual(complete(cars(4), 110));
  });

  it('is a tail of what all groups have read; offsets go on from there', async () => {
    let stream = await open({ keepBytes: KEEP }, 2);
    const groups = [await collect(stream, 'ingest'), await collect(stream, 'factory')];
    for (let n = 0; n < 200; n += 10) {
      await send(stream, n, n + 10);
      await until('both groups', () => groups.every(({ length }) => length >= (n + 10) * 4));
    }
    await stream.close();
    expect(kept()).toBeGreaterThan(KEEP / 4);
    expect(kept()).toBeLessThan(KEEP * 2);

    stream = await open({ keepBytes: KEEP }, 2);
    const late = await collect(stream, 'late');
    await send(stream, 200, 210);
    await until('the newest at the late one', () => late.some(({ value }) => Buffer.from(value).readUInt32LE(0) === 209));
    const last = numbersByCar(late);
    for (const car of cars(4)) {
      const numbers = last[car] as number[];
      expect(numbers.at(-1)).toBe(209);
      expect(numbers).toEqual(upTo(210).slice(-numbers.length));
      expect(numbers.length).toBeLessThan(210);
    }
  });
});
