import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import { openKafkaStream } from '../../main/stream/kafka.ts';
import type { Stream, StreamRecord } from '../../main/stream/stream.ts';
import { cars, complete, numbered, numbersByCar, withoutRepeats } from '../stream/numbered.ts';
import { KafkaProxy } from './kafka-proxy.ts';
import { saySkippedWithoutBroker } from '../support/without-broker.ts';

const brokers = process.env['LAPWING_TEST_BROKERS'];
if (!brokers) saySkippedWithoutBroker('the proxy before a broker');

describe.skipIf(!brokers)('a proxy before a broker', { timeout: 60_000 }, () => {
  const open: { close(): Promise<void> }[] = [];
  const topic = `test.${randomUUID()}`;
  const records: StreamRecord[] = [];

  afterEach(async () => {
    for (const part of open.splice(0)) await part.close();
    records.length = 0;
  });

  async function setUp(): Promise<{ proxy: KafkaProxy; stream: Stream; direct: Stream; topic: string }> {
    const proxy = await KafkaProxy.start(brokers!, 7);
    const stream = await openKafkaStream({ brokers: [proxy.address], clientId: 'lapwing-test' });
    const direct = await openKafkaStream({ brokers: [brokers!], clientId: 'lapwing-test' });
    open.push(stream, direct, proxy);
    const own = `${topic}.${open.length}.${randomUUID().slice(0, 4)}`;
    await direct.ensureTopics([{ name: own, partitions: 4 }]);
    return { proxy, stream, direct, topic: own };
  }

  const readAll = (stream: Stream, from: string) =>
    stream.consumer({ group: `readers-${randomUUID()}`, topics: [from], handle: (batch) => void records.push(...batch) });

  it('is the only broker that its client knows, and lets everything through', async () => {
    const { proxy, stream, topic: own } = await setUp();
    const admin = kafkaClient({ brokers: [proxy.address], clientId: 'lapwing-test' }).admin();
    await admin.connect();
    expect((await admin.describeCluster()).brokers).toMatchObject([{ host: '127.0.0.1', port: proxy.port }]);
    await admin.disconnect();

    await readAll(stream, own);
    await (await stream.producer()).send(own, numbered(cars(3), 50));
    await vi.waitFor(() => expect(numbersByCar(records)).toEqual(complete(cars(3), 50)), { timeout: 20_000 });
    expect(proxy.counts.produced).toBeGreaterThan(0);
  });

  it('an acknowledgement at an offset that was given out before is a failed send: the records go again over a new connection', async () => {
    const { proxy, stream, direct, topic: own } = await setUp();
    await readAll(direct, own);
    const producer = await stream.producer();
    await producer.send(own, numbered(cars(3), 5));
    const { connections } = proxy.counts;
    proxy.faults.sameOffsets = true;
    const again = numbered(cars(3), 5, 5);
    await expect(producer.send(own, again)).rejects.toMatchObject({ kind: 'busy', message: expect.stringMatching(/acknowledged \d+ records at offset 0 of partition \d, where others are up to \d+; sending them again/) as string });
    proxy.faults.sameOffsets = false;
    await producer.send(own, again);
    expect(proxy.counts.connections).toBeGreaterThan(connections);
    await vi.waitFor(() => expect(withoutRepeats(numbersByCar(records))).toEqual(complete(cars(3), 10)), { timeout: 20_000 });
  });

  it('loses answers to produce requests only after the broker has the records', async () => {
    const { proxy, stream, direct, topic: own } = await setUp();
    Object.assign(proxy.faults, { loseAcks: 1, lostAck: 'reset' });
    const producer = await stream.producer();
    await expect(producer.send(own, numbered(['car1'], 10))).rejects.toMatchObject({ kind: 'unreachable' });
    proxy.faults.loseAcks = 0;
    await producer.send(own, numbered(['car1'], 10));
    await readAll(direct, own);
    await vi.waitFor(() => expect(records).toHaveLength(20), { timeout: 20_000 });
    expect(withoutRepeats(numbersByCar(records))).toEqual(complete(['car1'], 10));
    expect(proxy.counts.lostAcks).toBe(1);
  });

  it('refuses in the place of the broker, which gets nothing, and the reason is told', async () => {
    const { proxy, stream, direct, topic: own } = await setUp();
    const producer = await stream.producer();
    await producer.send(own, numbered(cars(3), 1));
    Object.assign(proxy.faults, { refuse: 1, refusals: [6, 19] });
    await expect(producer.send(own, numbered(cars(3), 5, 1))).rejects.toMatchObject({ kind: 'busy', message: expect.stringMatching(/refused for now: .*leader/) as string });
    await expect(producer.send(own, numbered(cars(3), 5, 1))).rejects.toMatchObject({ kind: 'busy', message: expect.stringMatching(/refused for now: .*replicas/) as string });
    expect(proxy.counts.refused).toBe(2);
    proxy.faults.refuse = 0;
    await producer.send(own, numbered(cars(3), 5, 1));
    await readAll(direct, own);
    await vi.waitFor(() => expect(numbersByCar(records)).toEqual(complete(cars(3), 6)), { timeout: 20_000 });
  });

  it('takes its time: delay and bandwidth', async () => {
    const { proxy, stream, topic: own } = await setUp();
    const producer = await stream.producer();
    await producer.send(own, numbered(['car1'], 1));
    proxy.faults.delay = 150;
    const late = performance.now();
    await producer.send(own, numbered(['car1'], 1, 1));
    expect(performance.now() - late).toBeGreaterThan(290);
    Object.assign(proxy.faults, { delay: 0, bitsPerSecond: 200_000 });
    const narrow = performance.now();
    await producer.send(own, numbered(['car1'], 1, 2, 25_000));
    expect(performance.now() - narrow).toBeGreaterThan(950);
  });

  it('resets what is open, and takes connections again', async () => {
    const { proxy, stream, topic: own } = await setUp();
    const producer = await stream.producer();
    await producer.send(own, numbered(['car1'], 1));
    expect(proxy.open).toBeGreaterThan(0);
    proxy.reset();
    await vi.waitFor(() => expect(proxy.open).toBe(0));
    await producer.send(own, numbered(['car1'], 1, 1)).catch(() => producer.send(own, numbered(['car1'], 1, 1)));
  });

  it('swallows as a black hole and when it is half open, and new connections then work', async () => {
    const { proxy, topic: own } = await setUp();
    const ask = async (): Promise<number> => {
      const admin = kafkaClient({ brokers: [proxy.address], clientId: 'lapwing-test' }).admin();
      try {
        await admin.connect();
        return (await admin.fetchTopicOffsets(own)).length;
      } finally {
        await admin.disconnect();
      }
    };
    const silent = (work: Promise<unknown>) => Promise.race([work.then(() => 'answered', () => 'failed'), new Promise((resolve) => setTimeout(resolve, 1500, 'silent'))]);
    proxy.faults.blackHole = true;
    const swallowed = ask();
    expect(await silent(swallowed)).toBe('silent');
    proxy.faults.blackHole = false;
    proxy.reset();
    await swallowed.catch(() => undefined);
    expect(await ask()).toBe(4);

    const admin = kafkaClient({ brokers: [proxy.address], clientId: 'lapwing-test' }).admin();
    await admin.connect();
    proxy.goHalfOpen();
    const halfOpen = admin.listTopics();
    expect(await silent(halfOpen)).toBe('silent');
    expect(await ask()).toBe(4);
    proxy.reset();
    await halfOpen.catch(() => undefined);
    await admin.disconnect();
  });
});
