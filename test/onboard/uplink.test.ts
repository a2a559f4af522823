import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFrame } from '../../common/frame.ts';
import { EdgeBuffer } from '../../main/onboard/edge/edge-buffer.ts';
import { RadioLink } from '../../main/onboard/radio-link.ts';
import { Uplink } from '../../main/onboard/uplink.ts';
import { testFolder } from '../support/folder.ts';
import { MemoryStream } from '../support/memory-stream.ts';

function setUp(stream = new MemoryStream()) {
  const buffer = new EdgeBuffer(join(testFolder(), 'edge.db'));
  const link = new RadioLink();
  const troubles: (string | null)[] = [];
  const uplink = new Uplink({ buffer, link, stream, topic: 'fia.telemetry', onTrouble: (trouble) => troubles.push(trouble) });
  onTestFinished(async () => {
    await uplink.close();
    buffer.close();
  });
  const append = (count: number): void => {
    buffer.append(Array.from({ length: count }, () => ({ race: 'r', car: 'car7', closed: 1, body: Buffer.alloc(100) })));
    uplink.notify();
  };
  const arrived = (): number[] => stream.sent.map(({ record }) => openFrame(record.value).seq);
  return { stream, buffer, link, uplink, troubles, append, arrived };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test('sends everything once and in order while all is well', async () => {
  const { append, arrived, stream } = setUp();
  append(700);
  append(5);
  await vi.waitFor(() => expect(arrived()).toEqual(range(0, 705)));
  expect(stream.mostUnderWay).toBe(1);
});

test('sends the same batch again until it is acknowledged, each time through a new producer', async () => {
  const stream = new MemoryStream();
  stream.fate = (attempt) => (attempt === 0 ? 'lost' : attempt === 1 ? 'arrives without answer' : 'arrives');
  const { append, arrived, troubles } = setUp(stream);
  append(3);
  await vi.waitFor(() => expect(arrived()).toEqual([0, 1, 2, 0, 1, 2]));
  await vi.waitFor(() => expect(troubles).toEqual(['no answer', 'no answer', null]));
  expect(stream.producers).toBe(3);
});

test('a frame that the stream does not take is set aside on board, and all others flow', async () => {
  const { append, arrived, buffer, stream, troubles } = setUp();
  stream.largestRecord = 1000;
  append(5);
  buffer.append([{ race: 'r', car: 'car7', closed: 1, body: Buffer.alloc(2000) }]);
  append(5);
  await vi.waitFor(() => expect(arrived()).toEqual(range(0, 11)));
  expect(openFrame(stream.sent[5]!.record.value).gap).toEqual({ last: 5, reason: 'larger than memory takes' });
  expect(stream.sent.filter(({ record }) => openFrame(record.value).gap)).toHaveLength(1);
  expect(buffer.takeNews()).toEqual([expect.stringMatching(/^car7 frame 5 of r has 20\d\d bytes, larger than memory takes; it is set apart in .*edge\.db, the others are sent\. Raise/)]);
  buffer.confirm('r', 'car7', 11);
  expect(buffer.backlog()).toBe(0);
  expect(troubles).toEqual([]);
});

test('what the stream does not take at once goes in parts, and later batches are no larger', async () => {
  const { append, arrived, stream, troubles } = setUp();
  stream.largestSend = 5000;
  append(300);
  await vi.waitFor(() => expect(arrived()).toEqual(range(0, 300)));
  append(300);
  await vi.waitFor(() => expect(arrived()).toEqual(range(0, 600)));
  expect(troubles).toEqual([]);
});

test('what did not get through in time goes again in halves, in the same order and before anything newer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const stream = new MemoryStream();
  const batches: number[] = [];
  stream.fate = (attempt) => {
    batches.push(stream.sent.length);
    return attempt < 2 ? 'lost' : 'arrives';
  };
  stream.takes = 30_000;
  const { append, arrived } = setUp(stream);
  append(12);
  await vi.advanceTimersByTimeAsync(31_000);
  append(5);
  await vi.advanceTimersByTimeAsync(40_000);
  stream.takes = 2;
  await vi.advanceTimersByTimeAsync(25_000);
  expect(arrived()).toEqual(range(0, 17));
  // Twelve failed, six failed; then three, three and six, and what is newer.
  expect(batches.slice(0, 6)).toEqual([0, 0, 0, 3, 6, 12]);
});

test('a cut link holds everything back, a restored one lets it flow at once', async () => {
  const { append, arrived, link, buffer, troubles } = setUp();
  link.set('cut');
  append(10);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(arrived()).toEqual([]);
  expect(buffer.backlog()).toBe(10);
  link.set('up');
  await vi.waitFor(() => expect(arrived()).toEqual(range(0, 10)), { timeout: 500 });
  expect(troubles).toEqual([]);
});

test('a link that is cut while a batch is under way repeats that batch', async () => {
  const { append, arrived, link, stream } = setUp();
  append(4);
  await vi.waitFor(() => expect(stream.underWay).toBe(1), { interval: 1 });
  link.set('cut');
  await vi.waitFor(() => expect(arrived()).toEqual(range(0, 4)));
  link.set('up');
  await vi.waitFor(() => expect(arrived()).toEqual([...range(0, 4), ...range(0, 4)]));
});

test('a slow link takes small batches', async () => {
  const { append, arrived, link, stream } = setUp();
  link.set('slow', 64_000);
  append(100);
  await vi.waitFor(() => expect(arrived().length).toBeGreaterThan(0), { timeout: 2000 });
  expect(arrived().length).toBeLessThan(60);
  link.set('up');
  await vi.waitFor(() => expect(arrived()).toEqual(range(0, 100)));
  expect(stream.mostUnderWay).toBe(1);
});

test('what waited for a cut link goes out in small batches when it comes back slow', async () => {
  const { append, arrived, link } = setUp();
  link.set('cut');
  append(300);
  await new Promise((resolve) => setTimeout(resolve, 20));
  link.set('slow', 64_000);
  await vi.waitFor(() => expect(arrived().length).toBeGreaterThan(0), { timeout: 2000 });
  expect(arrived().length).toBeLessThan(60);
  link.set('up');
  await vi.waitFor(() => expect(arrived()).toEqual(range(0, 300)));
});

test('after a restart it begins with the oldest unconfirmed frame', async () => {
  const at = join(testFolder(), 'edge.db');
  const before = new EdgeBuffer(at);
  before.append(range(0, 5).map(() => ({ race: 'r', car: 'car7', closed: 1, body: Buffer.alloc(1) })));
  before.confirm('r', 'car7', 2);
  before.close();
  const buffer = new EdgeBuffer(at);
  const stream = new MemoryStream();
  const uplink = new Uplink({ buffer, link: new RadioLink(), stream, topic: 't', onTrouble: () => {} });
  await vi.waitFor(() => expect(stream.sent.map(({ record }) => openFrame(record.value).seq)).toEqual([2, 3, 4]));
  await uplink.close();
  buffer.close();
});

test('what the broker acknowledged and the factory never confirms is sent again, later and later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const { append, arrived, buffer } = setUp();
  append(6);
  await vi.advanceTimersByTimeAsync(100);
  expect(arrived()).toEqual(range(0, 6));
  buffer.confirm('r', 'car7', 2);
  await vi.advanceTimersByTimeAsync(14_000);
  expect(arrived()).toHaveLength(6);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(arrived().slice(6)).toEqual(range(2, 6));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(arrived()).toHaveLength(10);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(arrived().slice(10)).toEqual(range(2, 6));
  buffer.confirm('r', 'car7', 6);
  await vi.advanceTimersByTimeAsync(700_000);
  expect(arrived()).toHaveLength(14);
});

test('nothing is sent again because the radio was cut for long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const { append, arrived, link, buffer } = setUp();
  append(6);
  await vi.advanceTimersByTimeAsync(100);
  link.set('cut');
  await vi.advanceTimersByTimeAsync(300_000);
  link.set('up');
  await vi.advanceTimersByTimeAsync(6000);
  buffer.confirm('r', 'car7', 6);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(arrived()).toEqual(range(0, 6));
});

test('a race that begins goes before what an older one has left behind', async () => {
  const { append, arrived, link, uplink } = setUp();
  link.set('cut');
  append(1200);
  await new Promise((resolve) => setTimeout(resolve, 20));
  uplink.newestFirst();
  append(10);
  link.set('up');
  await vi.waitFor(() => expect(arrived()).toHaveLength(1210));
  expect(arrived().slice(0, 10)).toEqual(range(1200, 1210));
  expect(arrived().toSorted((a, b) => a - b)).toEqual(range(0, 1210));
});

test.each([
  ['cut', undefined],
  ['slow', 1000],
] as const)('closes at once while the link is %s, and leaves no timer behind', async (state, bitsPerSecond) => {
  const { append, link, uplink, arrived } = setUp();
  link.set(state, bitsPerSecond);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  append(50);
  await new Promise((resolve) => setImmediate(resolve));
  expect(vi.getTimerCount()).toBe(1);
  await uplink.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(arrived()).toEqual([]);
});

test('a buffer that cannot be read is told, and read again', async () => {
  const { append, arrived, buffer, troubles } = setUp();
  const after = vi.spyOn(buffer, 'after').mockImplementationOnce(() => {
    throw new Error('disk I/O error');
  });
  append(3);
  await vi.waitFor(() => expect(arrived()).toEqual([0, 1, 2]));
  await vi.waitFor(() => expect(troubles).toEqual(['disk I/O error', null]));
  expect(after).toHaveBeenCalled();
});
