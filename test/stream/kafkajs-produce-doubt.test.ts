import { expect, it, vi } from 'vitest';
import '../../main/stream/kafka-client.ts';
import { lookUpProduce, THEIRS } from './produce-lookup.ts';

vi.mock('../../main/stream/produce-request.ts', () => ({ encodeProduce: () => Buffer.from('something else') }));

it('leaves every request to kafkajs when a probe shows that ours are not the same', async () => {
  const { holder, bytes } = await lookUpProduce();
  expect(holder).toBe(THEIRS);
  expect(bytes.includes('frame')).toBe(true);
});
