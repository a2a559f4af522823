import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import '../../main/stream/kafka-client.ts';
import { lookUpProduce, THEIRS } from './produce-lookup.ts';

it('is ours where the clients of kafkajs look, in every version that looks like it', async () => {
  for (const version of [3, 4, 5, 6, 7]) expect((await lookUpProduce({}, {}, version)).holder, `version ${version}`).not.toBe(THEIRS);
  expect((await lookUpProduce({}, {}, 2)).holder).toBe(THEIRS);
});

it('leaves to kafkajs what it has no words for', async () => {
  const batch = (more: object) => ({ topicData: [{ topic: 'fia', partitions: [{ partition: 1, messages: [{ key: 'car7', value: Buffer.from('frame') }], ...more }] }] });
  for (const [record, options] of [
    [{ headers: { a: 'b' } }, {}],
    [{ timestamp: 5 }, {}],
    [{ value: null }, {}],
    [{ key: null }, {}],
    [{ key: Buffer.from('car7') }, {}],
    [{}, { compression: 1 }],
    [{}, { producerId: 9 }],
    [{}, { producerEpoch: 2 }],
    [{}, { transactionalId: 'tx' }],
    [{}, batch({ firstSequence: 4 })],
  ]) {
    expect((await lookUpProduce(record, options)).holder, JSON.stringify([record, options])).toBe(THEIRS);
  }
});

it('reads what the encoder of a request takes', async () => {
  const Encoder = createRequire(import.meta.url)('kafkajs/src/protocol/encoder') as new () => { writeEncoder(value: unknown): { buffer: Buffer } };
  const { bytes } = await lookUpProduce();
  expect(new Encoder().writeEncoder({ buf: bytes, buffer: bytes }).buffer).toEqual(bytes);
  expect(bytes.includes('frame')).toBe(true);
});
