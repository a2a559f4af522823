import { expect, test } from 'vitest';
import { sealFrame } from '../../common/frame.ts';
import { SentCounts } from '../../main/stream/sent-counts.ts';
import { RACE, testRace } from '../support/frames.ts';
import { MemoryStream } from '../support/memory-stream.ts';

test('frames count as sent when they go out, as acknowledged when the stream has said so, and repeats not again', async () => {
  const stream = new MemoryStream();
  stream.fate = (attempt) => (attempt === 1 ? 'arrives without answer' : 'arrives');
  const counts = new SentCounts(stream);
  const producer = await counts.producer();
  const batch = (from: number, to: number) => testRace('car7', 2).slice(from, to).map((frame) => ({ key: frame.car, value: sealFrame(frame) }));
  await producer.send('t', batch(0, 4));
  expect(counts.of(RACE, 'car7')).toEqual({ sent: 4, acked: 4 });
  await expect(producer.send('t', batch(4, 7))).rejects.toThrow('no answer');
  expect(counts.of(RACE, 'car7')).toEqual({ sent: 7, acked: 4 });
  await producer.send('t', batch(4, 7));
  expect(counts.of(RACE, 'car7')).toEqual({ sent: 7, acked: 7 });
  expect(counts.of(RACE, 'car8')).toEqual({ sent: 0, acked: 0 });
  expect(stream.sent).toHaveLength(10);
});
