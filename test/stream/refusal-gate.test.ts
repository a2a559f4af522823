import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KafkaConsumer } from '../../main/stream/kafka-consumer.ts';
import { KafkaDoor } from '../../main/stream/kafka-door.ts';
import { KafkaProducer } from '../../main/stream/kafka-producer.ts';
import { RefusalGate } from '../../main/stream/refusal-gate.ts';
import { StreamError } from '../../main/stream/stream.ts';

const wrongLogin = new StreamError('login', 'the broker does not take the login');

describe('the gate before a cluster', () => {
  afterEach(() => vi.useRealTimers());

  it('lets one try in thirty seconds through after a refusal', () => {
    vi.useFakeTimers();
    const gate = new RefusalGate();
    expect(gate.refused()).toBeUndefined();
    gate.judge(wrongLogin);
    let tries = 0;
    for (let second = 0; second < 120; second++) {
      for (let lane = 0; lane < 5; lane++) if (!gate.refused()) tries++;
      vi.advanceTimersByTime(1000);
    }
    expect(tries).toBe(3);
  });

  it('opens for all when one is taken in, and wakes those who wait', async () => {
    const gate = new RefusalGate();
    gate.judge(wrongLogin);
    const waiting = gate.cleared();
    gate.clear();
    await waiting;
    expect(gate.refused()).toBeUndefined();
  });

  it('stays open for an outage, and gives the refusal as the reason of what it stops', () => {
    const gate = new RefusalGate();
    const outage = new StreamError('unreachable', 'no broker answers');
    expect(gate.judge(outage)).toBe(outage);
    expect(gate.refused()).toBeUndefined();
    gate.judge(wrongLogin);
    expect(gate.judge(outage)).toBe(wrongLogin);
  });
});

it('knocks once at a port without TLS, and says so to everyone', async () => {
  let knocks = 0;
  const server = createServer((socket) => {
    knocks++;
    // As a broker does with what looks like a request of 369 MB.
    socket.on('error', () => undefined).once('data', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const door = new KafkaDoor({ brokers: [address], clientId: 'lapwing-test', security: {} }, address);
  const trouble = await new Promise<StreamError | null>((resolve) => {
    const consumer = new KafkaConsumer(door, { group: 'readers', topics: ['t'], handle() {}, onTrouble: resolve }, () => undefined);
    void consumer;
  });
  expect(trouble).toMatchObject({ kind: 'protocol', message: expect.stringMatching(new RegExp(`^${address} does not speak TLS`)) });
  for (let i = 0; i < 5; i++) {
    const sending = new KafkaProducer(door, new Map(), () => undefined).send('t', [{ key: 'car7', value: new Uint8Array(1) }]);
    await expect(sending).rejects.toMatchObject({ kind: 'protocol', message: trouble!.message });
  }
  expect(knocks).toBe(1);
  server.close();
});
