import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFrame } from '../../common/frame.ts';
import { EdgeBuffer } from '../../main/onboard/edge/edge-buffer.ts';
import { LiveLane } from '../../main/onboard/live-lane.ts';
import { RadioLink } from '../../main/onboard/radio-link.ts';
import { Uplink } from '../../main/onboard/uplink.ts';
import { cars } from '../stream/numbered.ts';
import { testFolder } from '../support/folder.ts';
import { MemoryStream } from '../support/memory-stream.ts';

function setUp(names = ['car7'], picked = new Set<string>()) {
  const stream = new MemoryStream();
  const buffer = new EdgeBuffer(join(testFolder(), 'edge.db'));
  const link = new RadioLink();
  const troubles: (string | null)[] = [];
  const record = new Uplink({ buffer, link, stream, topic: 'record', onTrouble: () => {} });
  const live = new LiveLane({ buffer, link, stream, topic: 'live', record, onTrouble: (trouble) => troubles.push(trouble), picked: () => picked });
  onTestFinished(async () => {
    await live.close();
    await record.close();
    buffer.close();
  });
  const append = (count: number, age = 0): void => {
    for (let i = 0; i < count; i++) buffer.append(names.map((car) => ({ race: 'r', car, closed: Date.now() - age, body: Buffer.alloc(100) })));
    record.notify();
  };
  const on = (topic: string) => stream.sent.filter((sent) => sent.topic === topic).map(({ record: { value } }) => openFrame(value));
  return { stream, buffer, link, record, live, troubles, append, on };
}

const tick = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test('while the record lane keeps up, nothing is sent twice', async () => {
  const { append, on, live } = setUp();
  for (let i = 0; i < 10; i++) {
    append(5);
    await tick(30);
  }
  await vi.waitFor(() => expect(on('record')).toHaveLength(50));
  await tick(250);
  expect(on('live')).toEqual([]);
  expect(live).toMatchObject({ active: false, frames: 0, skipped: 0 });
});

test('after an outage the newest frame comes at once, and the record follows from the oldest, each frame once', async () => {
  const { append, on, live, link } = setUp();
  link.set('cut');
  append(400, 20_000);
  link.set('slow', 128_000);
  await vi.waitFor(() => expect(on('live').length).toBeGreaterThan(0), { timeout: 3000 });
  expect(on('live').at(-1)!.seq).toBe(399);
  expect(on('record').length).toBeLessThan(200);
  expect(live.active).toBe(true);
  append(1);
  await vi.waitFor(() => expect(on('live').at(-1)!.seq).toBe(400), { timeout: 3000 });
  expect(on('record').length).toBeLessThan(400);
  await vi.waitFor(() => expect(on('record').map(({ seq }) => seq)).toEqual(range(0, 401)), { timeout: 20_000 });
  const seqs = on('live').map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  expect(live.frames).toBe(seqs.length);
  await vi.waitFor(() => expect(live.active).toBe(false));
}, 30_000);

test('frames that wait from before the clock was set back are a backlog, too', async () => {
  const { append, on, live, link } = setUp();
  link.set('cut');
  append(400, -3_600_000);
  link.set('slow', 64_000);
  await vi.waitFor(() => expect(on('live').at(-1)?.seq).toBe(399), { timeout: 10_000 });
  expect(live.active).toBe(true);
});

test('no car is left out when there is room for few, and the lane takes no more than its share', async () => {
  const names = cars(12);
  const { append, on, live, link, stream } = setUp(names);
  link.set('cut');
  append(60, 20_000);
  link.set('slow', 64_000);
  const began = performance.now();
  while (performance.now() - began < 6000) {
    await tick(100);
    append(1);
  }
  const bytes = (topic: string): number => stream.sent.filter((sent) => sent.topic === topic).reduce((sum, { record: { value } }) => sum + value.length, 0);
  expect(new Set(on('live').map(({ car }) => car)).size).toBe(12);
  expect(live.skipped).toBeGreaterThan(0);
  const carried = 8000 * ((performance.now() - began) / 1000);
  expect(bytes('live')).toBeLessThan(0.27 * carried);
  expect(bytes('record') + bytes('live')).toBeLessThan(1.1 * carried);
}, 20_000);

test('where there is room for few, cars that are picked come far more often, the others all the same, and a pick counts from then on', async () => {
  const names = cars(6);
  const picked = new Set(['car3']);
  const { append, on, link } = setUp(names, picked);
  link.set('cut');
  append(60, 20_000);
  link.set('slow', 16_000);
  const count = (car: string): number => on('live').filter((frame) => frame.car === car).length;
  const others = (): number[] => names.filter((car) => !picked.has(car)).map(count);
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) {
      await tick(100);
      append(1);
    }
  };
  await until(() => Math.min(...others()) > 0 && count('car3') > 2 * Math.max(...others()));
  picked.clear();
  picked.add('car5');
  const before = new Map(names.map((car) => [car, count(car)]));
  const since = (car: string): number => count(car) - before.get(car)!;
  await until(() => since('car3') > 0 && since('car5') > 2 * since('car3'));
  const seqs = on('live').flatMap(({ car, seq }) => (car === 'car5' ? [seq] : []));
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
}, 60_000);

test('a frame that is too large for the stream is left to the record lane', async () => {
  const { append, on, live, link, stream, buffer } = setUp();
  stream.largestRecord = 1000;
  link.set('cut');
  append(400, 20_000);
  buffer.append([{ race: 'r', car: 'car7', closed: Date.now(), body: Buffer.alloc(2000) }]);
  link.set('slow', 100_000);
  await vi.waitFor(() => expect(live.skipped).toBe(401));
  await tick(1000);
  append(1);
  await vi.waitFor(() => expect(on('live').map(({ seq }) => seq)).toEqual([401]), { timeout: 4000 });
  link.set('up');
  await vi.waitFor(() => expect(on('record')).toHaveLength(402), { timeout: 4000 });
}, 15_000);

test('a failing send is told and tried again with what is newest then', async () => {
  const { append, on, link, stream, troubles } = setUp();
  link.set('cut');
  append(50, 20_000);
  stream.fate = () => 'lost';
  link.set('slow', 32_000);
  await vi.waitFor(() => expect(troubles).toContain('no answer'), { timeout: 4000 });
  append(1);
  stream.fate = () => 'arrives';
  await vi.waitFor(() => expect(troubles.at(-1)).toBe(null), { timeout: 8000 });
  expect(on('live').map(({ seq }) => seq)).toContain(50);
});

test.each(['cut', 'slow'] as const)('closes at once while the link is %s', async (state) => {
  const { append, link, live } = setUp();
  link.set('cut');
  append(100, 20_000);
  link.set(state, 1000);
  await tick(50);
  const began = performance.now();
  await live.close();
  expect(performance.now() - began).toBeLessThan(1000);
});
