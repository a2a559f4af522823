import { expect, test } from 'vitest';
import { openFrame, sealFrame } from '../../common/frame.ts';
import { passOn } from '../../main/stream/pass-on.ts';
import { StreamError, type OutRecord, type StreamRecord } from '../../main/stream/stream.ts';

const sealed = (seq: number, bytes: number): Uint8Array => sealFrame({ incarnation: 'i', race: 'r', car: 'car7', seq, closed: 5, body: new Uint8Array(bytes) });
const recordOf = (value: Uint8Array, offset: number): StreamRecord => ({ topic: 'from', partition: 2, offset, key: 'car7', value });
const records = (...bytes: number[]): StreamRecord[] => bytes.map((size, i) => recordOf(sealed(i, size), 40 + i));

/** A target that takes values of so many bytes, and dead letters of so many. */
function narrow(most: number, mostDead = Infinity) {
  const sent: Record<string, OutRecord[]> = { to: [], 'to.dead': [] };
  const news: string[] = [];
  const producer = {
    send: (topic: string, batch: readonly OutRecord[]): Promise<void> => {
      const limit = topic === 'to' ? most : mostDead;
      if (batch.some(({ value }) => value.length > limit)) return Promise.reject(new StreamError('too-large', 'too large'));
      sent[topic]!.push(...batch);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  return { sent, news, pass: (batch: StreamRecord[]) => passOn(batch, { producer, topic: 'to', onNews: (line) => void news.push(line) }) };
}

const letters = (sent: readonly OutRecord[]): Record<string, unknown>[] => sent.map(({ value }) => JSON.parse(Buffer.from(value).toString()) as Record<string, unknown>);

test('what fits goes on as it is, in one send', async () => {
  const { sent, news, pass } = narrow(1000);
  const batch = records(10, 20, 30);
  await pass(batch);
  expect(sent['to']).toEqual(batch.map(({ key, value }) => ({ key, value })));
  expect(news).toEqual([]);
});

test('what does not fit is told, and a gap record under its number goes in its place', async () => {
  const { sent, news, pass } = narrow(1000);
  await pass(records(10, 20, 5000, 30, 4000));
  expect(sent['to']!.map(({ value }) => openFrame(value)).map(({ seq, body, gap }) => [seq, body.length, gap])).toEqual([
    [0, 10, undefined],
    [1, 20, undefined],
    [2, 0, { last: 2, reason: 'larger than to takes' }],
    [3, 30, undefined],
    [4, 0, { last: 4, reason: 'larger than to takes' }],
  ]);
  expect(letters(sent['to.dead']!)).toMatchObject([
    { reason: 'larger than to takes', topic: 'from', partition: 2, offset: 42 },
    { reason: 'larger than to takes', topic: 'from', partition: 2, offset: 44 },
  ]);
  expect(news).toEqual([expect.stringMatching(/^car7 frame 2 of r has 50\d\d bytes, larger than to takes; it stays in from and is told in to\.dead, .*max\.message\.bytes/), expect.stringContaining('car7 frame 4 of r')]);
});

test('where the dead letter does not fit either, it goes without the value', async () => {
  const { sent, pass } = narrow(1000, 300);
  await pass(records(5000));
  expect(letters(sent['to.dead']!)).toMatchObject([{ offset: 40, bytes: 0, value: '' }]);
  expect(openFrame(sent['to']![0]!.value).gap).toEqual({ last: 0, reason: 'larger than to takes' });
});

test('what is no frame has no number to keep: it is told and left', async () => {
  const { sent, news, pass } = narrow(1000);
  await pass([recordOf(new Uint8Array(2000), 7), ...records(10)]);
  expect(sent['to']).toHaveLength(1);
  expect(news).toEqual([expect.stringMatching(/^record 7 of from has 2000 bytes/)]);
});

test('any other refusal is the caller\'s', async () => {
  const producer = { send: () => Promise.reject(new StreamError('busy', 'not now')), close: () => Promise.resolve() };
  await expect(passOn(records(1), { producer, topic: 'to' })).rejects.toThrow('not now');
});
