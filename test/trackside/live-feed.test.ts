import { expect, onTestFinished, test, vi } from 'vitest';
import { decodeLivePacket, type LivePacket } from '../../common/live-packet.ts';
import { LiveFeed } from '../../main/trackside/live-feed.ts';
import { testBody, testDeclaration } from '../support/frames.ts';

function setUp() {
  const feed = new LiveFeed();
  onTestFinished(() => feed.packets.close());
  feed.begin('r');
  const push = (from: number, count: number, car = 'car7'): void => feed.push('r', car, testBody(1, from, count), testDeclaration(car));
  const packets: LivePacket[] = [];
  const subscribe = (samples: 'all' | 'newest' = 'all', past = 60, cars = ['car7']): void =>
    feed.packets.subscribe('screen', { subscription: 1, cars, channels: ['Speed', 'Ax'], past, samples }, (bytes) => packets.push(decodeLivePacket(bytes)));
  const received = (n: number) => vi.waitFor(() => expect(packets).toHaveLength(n));
  return { feed, push, packets, subscribe, received };
}

test('a late screen gets the past it asked for, then what is new', async () => {
  const { feed, push, packets, subscribe, received } = setUp();
  push(0, 500);
  subscribe('all', 1);
  await received(1);
  const [car] = packets[0]!.cars;
  expect(car!.racetime.length).toBe(101);
  expect(car!.columns[0]![100]).toBeCloseTo((1000 + 499) / 100, 4);
  expect(car!.columns[1]![0]).toBeNaN();
  feed.packets.credit('screen', 1);
  push(500, 10);
  await received(2);
  expect(Array.from(packets[1]!.cars[0]!.racetime, (t) => Math.round(t * 100) / 100)).toEqual(Array.from({ length: 10 }, (_, i) => (501 + i) / 100));
});

test('without credit nothing is sent; what piled up then comes in one packet', async () => {
  const { feed, push, packets, subscribe, received } = setUp();
  subscribe();
  push(0, 10);
  await received(1);
  for (let i = 1; i < 6; i++) push(i * 10, 10);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(packets).toHaveLength(1);
  feed.packets.credit('screen', 1);
  await received(2);
  expect(packets[1]!.cars[0]!.racetime).toHaveLength(50);
});

test('what a slow screen has missed for good is counted', async () => {
  const { feed, push, packets, subscribe, received } = setUp();
  subscribe();
  push(0, 10);
  await received(1);
  for (let i = 0; i < 20; i++) push(10 + i * 1000, 1000);
  feed.packets.credit('screen', 1);
  await received(2);
  const length = packets[1]!.cars[0]!.racetime.length;
  expect(packets[1]!.skipped).toBe(20_000 - length);
  expect(length).toBe(12_500);
});

test('"newest" is the last sample of each car, all cars when none is named', async () => {
  const { push, packets, subscribe, received } = setUp();
  push(0, 100);
  push(0, 50, 'car16');
  subscribe('newest', 60, []);
  await received(1);
  expect(packets[0]!.cars.map((car) => [car.car, ...car.racetime])).toEqual([
    ['car7', 1],
    ['car16', 0.5],
  ]);
});

test('another race counts as another epoch and starts empty; frames of the old one are left out', async () => {
  const { feed, push, packets, subscribe, received } = setUp();
  push(0, 10);
  subscribe();
  await received(1);
  feed.begin('r2');
  push(10, 10);
  feed.packets.credit('screen', 1);
  feed.push('r2', 'car7', testBody(0, 0, 3), testDeclaration('car7'));
  await received(2);
  expect(packets[1]!.epoch).toBe(packets[0]!.epoch + 1);
  expect(packets[1]!.cars[0]!.racetime).toHaveLength(3);
});

test('a screen that is gone hears nothing more', async () => {
  const { feed, push, packets, subscribe } = setUp();
  subscribe();
  feed.packets.forget('screen');
  push(0, 10);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(packets).toEqual([]);
});

test('after an outage the newest comes at once and the past behind it; what comes in order replaces what was ahead', async () => {
  const { feed, push, packets, subscribe, received } = setUp();
  const ahead = (from: number, count: number): void => feed.pushAhead('r', 'car7', testBody(1, from, count), testDeclaration('car7'));
  const times = (packet: LivePacket) => packet.cars.map(({ racetime }) => [racetime[0], racetime.at(-1)].map((t) => Math.round(t! * 100) / 100));
  subscribe();
  push(0, 100);
  await received(1);
  ahead(1000, 10);
  feed.packets.credit('screen', 1);
  await received(2);
  expect(times(packets[1]!)).toEqual([[10.01, 10.1]]);
  ahead(900, 10);
  push(100, 500);
  ahead(1020, 10);
  feed.packets.credit('screen', 1);
  await received(3);
  expect(times(packets[2]!)).toEqual([[1.01, 6], [10.21, 10.3]]);
  push(600, 430);
  feed.packets.credit('screen', 1);
  await received(4);
  expect(times(packets[3]!)).toEqual([[6.01, 10.3]]);
  ahead(1000, 10);
  push(1030, 10);
  feed.packets.credit('screen', 1);
  await received(5);
  expect(times(packets[4]!)).toEqual([[10.31, 10.4]]);
  expect(packets.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(0);
});

test('what went ahead and has come in order since is not sent over it to a screen that asks anew', async () => {
  const { feed, push, packets, subscribe, received } = setUp();
  push(0, 100);
  for (const from of [200, 300]) feed.pushAhead('r', 'car7', testBody(1, from, 10), testDeclaration('car7'));
  push(100, 200);
  subscribe();
  await received(1);
  expect(packets[0]!.cars.map(({ racetime }) => [racetime[0], racetime.at(-1), racetime.length])).toEqual([
    [expect.closeTo(0.01, 5), expect.closeTo(3, 5), 300],
    [expect.closeTo(3.01, 5), expect.closeTo(3.1, 5), 10],
  ]);
});

test('a screen that wants the newest alone gets what is ahead, and no past', async () => {
  const { feed, push, packets, subscribe, received } = setUp();
  subscribe('newest');
  push(0, 100);
  await received(1);
  feed.pushAhead('r', 'car7', testBody(1, 1000, 10), testDeclaration('car7'));
  push(100, 100);
  feed.packets.credit('screen', 1);
  await received(2);
  expect(packets[1]!.cars.map(({ racetime }) => [...racetime])).toEqual([[expect.closeTo(10.1, 5)]]);
});

test('what the live lane brings of another race, or before anything of a car, is shown or left out as the rest is', async () => {
  const { feed, packets, subscribe, received } = setUp();
  subscribe();
  feed.pushAhead('another', 'car7', testBody(1, 0, 10), testDeclaration('car7'));
  feed.pushAhead('r', 'car7', testBody(1, 500, 10), testDeclaration('car7'));
  await received(1);
  expect(packets[0]!.cars.map(({ racetime }) => racetime.length)).toEqual([10]);
});

test('picked are the cars that somebody names, as long as they look', () => {
  const { feed } = setUp();
  const wish = { channels: ['Speed'], past: 1, samples: 'all' } as const;
  const look = (client: string, subscription: number, cars: string[]): void =>
    feed.packets.subscribe(client, { ...wish, channels: [...wish.channels], subscription, cars }, () => {});
  look('one', 1, []);
  expect([...feed.packets.picked()]).toEqual([]);
  look('one', 2, ['car7', 'car44']);
  look('two', 1, ['car7', 'car9']);
  expect([...feed.packets.picked()].sort()).toEqual(['car44', 'car7', 'car9']);
  look('one', 2, ['car1']);
  feed.packets.forget('two');
  expect([...feed.packets.picked()]).toEqual(['car1']);
  feed.packets.unsubscribe('one', 2);
  expect([...feed.packets.picked()]).toEqual([]);
});
