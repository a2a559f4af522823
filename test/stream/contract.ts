import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConsumerOptions, Stream, StreamError, StreamRecord } from '../../main/stream/stream.ts';
import { crashInHandler, type StreamPlace } from './crash.ts';
import { cars, complete, numbered, numbersByCar, upTo, withoutRepeats } from './numbered.ts';
import { openStream } from './place.ts';
import { until } from './until.ts';

const PARTITIONS = 4;

/** What every stream must do. `place` gives each test somewhere of its own; what it opened there is closed after it. */
export function describeStream(name: string, place: () => StreamPlace): void {
  describe(name, { timeout: 90_000 }, () => {
    let here: StreamPlace;
    let topic: string;
    let group: string;
    let opened: Stream[];

    beforeEach(() => {
      here = place();
      topic = `test.${randomUUID()}`;
      group = `readers-${randomUUID()}`;
      opened = [];
    });
    afterEach(async () => {
      await Promise.all(opened.map((stream) => stream.close().catch(() => undefined)));
    });

    async function open(): Promise<Stream> {
      const stream = await openStream(here);
      opened.push(stream);
      await stream.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
      return stream;
    }

    async function collect(stream: Stream, options: Partial<ConsumerOptions> = {}): Promise<{ records: StreamRecord[]; close(): Promise<void> }> {
      const records: StreamRecord[] = [];
      const consumer = await stream.consumer({ group, topics: [topic], handle: (batch) => void records.push(...batch), ...options });
      return { records, close: () => consumer.close() };
    }

    it('keeps the order of each of twenty cars, with gapless offsets in each partition', async () => {
      const stream = await open();
      const producer = await stream.producer();
      const reader = await collect(stream);
      for (let n = 0; n < 100; n += 10) await producer.send(topic, numbered(cars(20), 10, n));
      await until('2000 records', () => reader.records.length >= 2000);
      expect(numbersByCar(reader.records)).toEqual(complete(cars(20), 100));
      const offsets = new Map<number, number[]>();
      for (const { partition, offset } of reader.records) offsets.set(partition, [...(offsets.get(partition) ?? []), offset]);
      expect(offsets.size).toBe(PARTITIONS);
      for (const seen of offsets.values()) expect(seen).toEqual(upTo(seen.length));
      expect(reader.records.every((record) => record.topic === topic)).toBe(true);
    });

    it('keeps the order of sends that do not wait for one another', async () => {
      const stream = await open();
      const producer = await stream.producer();
      await Promise.all(upTo(20).map((n) => producer.send(topic, numbered(cars(3), 1, n))));
      const reader = await collect(stream);
      await until('60 records', () => reader.records.length >= 60);
      expect(numbersByCar(reader.records)).toEqual(complete(cars(3), 20));
    });

    it('carries any bytes and any key', async () => {
      const stream = await open();
      const every = Uint8Array.from({ length: 256 }, (_, i) => i);
      const sent = [
        { key: 'Räikkönen №7 🏎', value: every },
        { key: '', value: new Uint8Array(0) },
      ];
      await (await stream.producer()).send(topic, sent);
      const reader = await collect(stream);
      await until('two records', () => reader.records.length === 2);
      const got = reader.records.map(({ key, value }) => ({ key, value: new Uint8Array(value) }));
      expect(got).toEqual(expect.arrayContaining(sent));
    });

    it('gives each group everything, also one that comes later', async () => {
      const stream = await open();
      const producer = await stream.producer();
      const early = await collect(stream);
      await producer.send(topic, numbered(cars(5), 20));
      await until('100 records', () => early.records.length >= 100);
      const late = await collect(stream, { group: `${group}-late` });
      await until('100 records in the later group', () => late.records.length >= 100);
      expect(numbersByCar(late.records)).toEqual(complete(cars(5), 20));
      expect(early.records).toHaveLength(100);
    });

    it('shares the partitions among the members of a group', async () => {
      const stream = await open();
      const producer = await stream.producer();
      const members = [await collect(stream), await collect(stream)];
      let sent = 0;
      const all = () => members.flatMap(({ records }) => records);
      await until('records at both members', () => {
        if (all().length >= sent * 20) void producer.send(topic, numbered(cars(20), 1, sent++));
        return members.every(({ records }) => records.length > 0);
      });
      await producer.send(topic, numbered(cars(20), 10, sent));
      const total = sent + 10;
      const seen = () => withoutRepeats(numbersByCar(all()));
      await until('everything at either member', () => Object.values(seen()).every((numbers) => numbers.length === total));
      const partitionsOfLast = members.map(({ records }) => new Set(records.slice(-5).map(({ partition }) => partition)));
      expect([...(partitionsOfLast[0] as Set<number>)].filter((partition) => partitionsOfLast[1]?.has(partition))).toEqual([]);
      for (const numbers of Object.values(seen())) expect([...numbers].sort((a, b) => a - b)).toEqual(upTo(total));
    });

    it('hands a member\'s partitions to the others when it leaves', async () => {
      const stream = await open();
      const producer = await stream.producer();
      const leaving = await collect(stream);
      const staying = await collect(stream);
      await leaving.close();
      await producer.send(topic, numbered(cars(20), 5));
      await until('all at the one that stays', () => staying.records.length >= 100);
      expect(numbersByCar(staying.records)).toEqual(complete(cars(20), 5));
      expect(leaving.records).toEqual([]);
    });

    it('tells of a handler that rejects, and brings the same records again', async () => {
      const stream = await open();
      const producer = await stream.producer();
      const calls: number[] = [];
      const troubles: (StreamError | null)[] = [];
      await producer.send(topic, numbered(['car7'], 10));
      await collect(stream, {
        handle: async (batch) => {
          calls.push((batch[0] as StreamRecord).offset);
          if (calls.length <= 2) throw new Error('the lap store is busy');
        },
        onTrouble: (trouble) => void troubles.push(trouble),
      });
      await until('an end of the trouble', () => troubles.at(-1) === null);
      expect(calls.slice(0, 3)).toEqual([0, 0, 0]);
      expect(troubles[0]).toMatchObject({ name: 'StreamError', kind: 'handler', message: expect.stringContaining('the lap store is busy') });
    });

    it('goes on with the other partitions while one is refused', async () => {
      const stream = await open();
      const records: StreamRecord[] = [];
      await (await stream.producer()).send(topic, numbered(cars(20), 5));
      let refused = -1;
      await collect(stream, {
        handle: (batch) => {
          const { partition } = batch[0] as StreamRecord;
          if (refused < 0) refused = partition;
          if (partition === refused) throw new Error('not this one');
          records.push(...batch);
        },
      });
      await until('three partitions', () => new Set(records.map(({ partition }) => partition)).size === PARTITIONS - 1);
      expect(records.some(({ partition }) => partition === refused)).toBe(false);
    });

    it('commits nothing before the handler has resolved', async () => {
      let stream = await open();
      await (await stream.producer()).send(topic, numbered(['car7'], 10));
      let calls = 0;
      await collect(stream, {
        handle: async () => {
          calls++;
          throw new Error('never');
        },
      });
      await until('a call', () => calls > 0);
      await stream.close();
      stream = await open();
      const again = await collect(stream);
      await until('the same records', () => again.records.length >= 10);
      expect(numbersByCar(again.records)).toEqual({ car7: upTo(10) });
    });

    it('brings the records again after a crash inside the handler, and keeps what was acknowledged', async () => {
      const crashed = await crashInHandler(here, topic, group);
      const stream = await open();
      const again = await collect(stream);
      await until('all records', () => again.records.length >= crashed.sent);
      expect(numbersByCar(again.records)).toEqual({ car7: upTo(crashed.sent) });
    });

    it('goes on after a restart where each group was', async () => {
      let stream = await open();
      await (await stream.producer()).send(topic, numbered(cars(4), 10));
      const first = await collect(stream);
      await until('40 records', () => first.records.length >= 40);
      await stream.close();

      stream = await open();
      const producer = await stream.producer();
      await producer.send(topic, numbered(cars(4), 5, 10));
      const same = await collect(stream);
      const other = await collect(stream, { group: `${group}-other` });
      await until('the rest', () => same.records.length >= 20 && other.records.length >= 60);
      expect(same.records).toHaveLength(20);
      expect(withoutRepeats(numbersByCar([...first.records, ...same.records]))).toEqual(complete(cars(4), 15));
      expect(numbersByCar(other.records)).toEqual(complete(cars(4), 15));
    });

    it('takes a batch of several megabytes', async () => {
      const stream = await open();
      const reader = await collect(stream);
      await (await stream.producer()).send(topic, numbered(cars(5), 1000, 0, 1024));
      await until('5000 records', () => reader.records.length >= 5000);
      expect(numbersByCar(reader.records)).toEqual(complete(cars(5), 1000));
      expect(reader.records.every(({ value }) => value.length === 1024)).toBe(true);
    });

    it('refuses a record that is too large, and takes the next', async () => {
      const stream = await open();
      const producer = await stream.producer();
      const huge = { key: 'car7', value: new Uint8Array(3 << 20) };
      await expect(producer.send(topic, [huge])).rejects.toMatchObject({ name: 'StreamError', kind: 'too-large', message: expect.stringContaining(topic) });
      await producer.send(topic, numbered(['car7'], 3));
      const reader = await collect(stream);
      await until('three records', () => reader.records.length >= 3);
      expect(numbersByCar(reader.records)).toEqual({ car7: upTo(3) });
    });

    it('names a topic that is not there', async () => {
      const stream = await open();
      const producer = await stream.producer();
      const missing = `${topic}.missing`;
      await expect(producer.send(missing, numbered(['car7'], 1))).rejects.toMatchObject({ kind: 'unknown-topic', message: expect.stringContaining(missing) });
    });

    it('leaves a topic alone that is there', async () => {
      const stream = await open();
      const producer = await stream.producer();
      await producer.send(topic, numbered(['car7'], 3));
      await stream.ensureTopics([
        { name: topic, partitions: PARTITIONS },
        { name: `${topic}.new`, partitions: 1 },
      ]);
      await producer.send(`${topic}.new`, numbered(['car7'], 2));
      const reader = await collect(stream, { topics: [topic, `${topic}.new`] });
      await until('five records', () => reader.records.length >= 5);
      expect(reader.records.filter((record) => record.topic === topic)).toHaveLength(3);
    });

    it('lets the handler end, and calls none afterwards, when it closes', async () => {
      const stream = await open();
      const producer = await stream.producer();
      const events: string[] = [];
      await collect(stream, {
        handle: async () => {
          events.push('begin');
          await new Promise((resolve) => setTimeout(resolve, 50));
          events.push('end');
        },
      });
      await producer.send(topic, numbered(cars(20), 5));
      await until('a call', () => events.length > 0);
      await stream.close();
      const atClose = [...events];
      expect(atClose.at(-1)).toBe('end');
      await expect(producer.send(topic, numbered(['car7'], 1))).rejects.toMatchObject({ kind: 'closed' });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(events).toEqual(atClose);
    });
  });
}
