import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { encodeProduce, type ProduceRequest } from '../../main/stream/produce-request.ts';
import { Random } from '../../sim/random.ts';

type Theirs = (request: object) => { encode(): Promise<{ buffer: Buffer }> };
const theirs = createRequire(import.meta.url)('kafkajs/src/protocol/requests/produce/v7/request') as Theirs;

/** What kafkajs makes of the same request; its records are dated, for it would ask the clock otherwise. */
async function byKafkajs({ acks, timeout, topicData }: ProduceRequest, now: number): Promise<Buffer> {
  const dated = topicData.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map(({ partition, messages }) => ({ partition, firstSequence: 0, messages: messages.map((message) => ({ ...message, timestamp: now })) })),
  }));
  const { buffer } = await theirs({ acks, timeout, topicData: dated }).encode();
  return buffer;
}

const KEYS = ['car44', '', '7', 'Überholvorgang 🏎', 'k'.repeat(64), 'x'.repeat(9000)];
const LENGTHS = [0, 1, 50, 63, 64, 127, 128, 8191, 8192, 20_000];

function drawRequest(random: Random): ProduceRequest {
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const messagesOf = (count: number) => Array.from({ length: count }, () => ({ key: KEYS[below(KEYS.length)]!, value: Buffer.alloc(LENGTHS[below(LENGTHS.length)]!, below(256)) }));
  const partitionsOf = (count: number) => Array.from({ length: count }, () => ({ partition: below(1000), messages: messagesOf(1 + below(200)) }));
  return {
    acks: -1,
    timeout: below(60_000),
    topicData: Array.from({ length: 1 + below(3) }, (_, i) => ({ topic: `fia.telemetry.${i}`, partitions: partitionsOf(1 + below(4)) })),
  };
}

it('is byte for byte what kafkajs makes', async () => {
  const random = new Random(7, 0);
  for (let round = 0; round < 25; round++) {
    const request = drawRequest(random);
    const now = 1_764_000_000_000 + round * 86_400_000;
    expect(encodeProduce(request, now).equals(await byKafkajs(request, now)), `request ${round}`).toBe(true);
  }
});

it('takes a record of three megabytes, whose length takes four bytes', async () => {
  const request = { acks: -1, timeout: 30_000, topicData: [{ topic: 't', partitions: [{ partition: 0, messages: [{ key: 'a', value: Buffer.alloc(3_000_000, 9) }] }] }] };
  expect(encodeProduce(request, 5).equals(await byKafkajs(request, 5))).toBe(true);
});
