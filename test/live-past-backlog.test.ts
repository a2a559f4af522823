import { expect, onTestFinished, test } from 'vitest';
import type { RequestName } from '../common/contract.ts';
import { raceParams, type RaceView } from '../common/race-view.ts';
import type { LinkView } from '../common/link-view.ts';
import { decodeLivePacket } from '../common/live-packet.ts';
import { Desk } from '../main/desk.ts';
import { testFolder } from './support/folder.ts';

const tick = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('after an outage on a slow link the screens get the newest at once, and the record arrives behind it, whole and once', { timeout: 90_000 }, async () => {
  const arrivals: { wall: number; racetime: number[] }[] = [];
  const desk = await Desk.open({ dataDir: testFolder() }, {
    event() {},
    live(client, bytes) {
      for (const { car, racetime } of decodeLivePacket(bytes).cars) if (car === car7) arrivals.push({ wall: performance.now(), racetime: [...racetime] });
      setTimeout(() => void ask('live.credit', { subscription: 1 }), 10);
      expect(client).toBe('me');
    },
  });
  onTestFinished(() => desk.close());
  const ask = <T>(name: RequestName, params: unknown): Promise<T> => desk.answer('me', name, params) as Promise<T>;
  const link = (): Promise<LinkView> => ask('link', {});
  const race = await ask<RaceView>('race.start', raceParams.parse({ cars: 2, laps: 3 }));
  await expect.poll(async () => (await ask<RaceView>('race.current', {})).cars.length, { timeout: 10_000 }).toBe(2);
  const car7 = (await ask<RaceView>('race.current', {})).cars[0]!.car;
  await ask('live.subscribe', { subscription: 1, cars: [car7], channels: ['Speed'], past: 60, samples: 'all' });
  // On board it is known which car goes first.
  const { pipeline } = desk as unknown as { pipeline: { live: { options: { picked(): Set<string> } } } };
  expect([...pipeline.live.options.picked()]).toEqual([car7]);
  await expect.poll(() => arrivals.length, { timeout: 10_000 }).toBeGreaterThan(20);
  const began = arrivals[0]!.wall - 1000 * arrivals[0]!.racetime.at(-1)!;

  await ask('link.set', { radio: 'cut' });
  await tick(5000);
  const before = arrivals.length;
  const cut = await link();
  expect(cut.backlog).toBeGreaterThan(60);
  await ask('link.set', { radio: 'slow', bits_per_second: 400_000 });
  const restored = performance.now();
  await expect.poll(async () => (await link()).live.active, { timeout: 5000, interval: 20 }).toBe(true);
  await expect.poll(async () => (await link()).live.active, { timeout: 60_000, interval: 200 }).toBe(false);
  const caughtUp = performance.now();
  const after = arrivals.slice(before).filter(({ wall }) => wall < caughtUp);

  // The race runs at the pace of the wall: a sample's age is what lies between the two.
  const age = (wall: number, racetime: number): number => (wall - began) / 1000 - racetime;
  const fresh = after.filter(({ wall, racetime }) => age(wall, racetime.at(-1)!) < 2);
  expect(fresh[0]!.wall - restored).toBeLessThan(2500);
  const gaps = fresh.slice(1).map(({ wall }, i) => wall - fresh[i]!.wall);
  expect(Math.max(...gaps)).toBeLessThan(2500);
  const late = after.flatMap(({ wall, racetime }) => racetime.filter((time) => age(wall, time) > 3));
  expect(late.length).toBeGreaterThan(300);
  expect(late).toEqual([...late].sort((a, b) => a - b));
  expect((await link()).live.frames).toBeGreaterThan(5);

  await ask('link.set', { radio: 'up' });
  await ask('race.stop', {});
  await expect.poll(async () => (await ask<RaceView>('race.current', {})).state, { timeout: 20_000 }).toBe('stopped');
  const { frames } = await link();
  expect(frames).toMatchObject({ buffered: frames.generated, confirmed: frames.generated, stored: frames.generated, gaps: [] });
  // Every sample of the outage came to the screen, whichever way.
  const all = new Set(arrivals.flatMap(({ racetime }) => racetime.map((time) => Math.round(time * 100))));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const missing = Array.from({ length: last - first }, (_, i) => first + i).filter((time) => !all.has(time));
  expect(missing).toEqual([]);
  expect(race.state).toBe('running');
});
