import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { EventName, EventPayload } from '../../../common/contract.ts';
import { decodeLivePacket, type LivePacket } from '../../../common/live-packet.ts';
import { isRaceMessage, type TimingEvent } from '../../../common/timing.ts';
import { LiveFeed } from '../../../main/trackside/live-feed.ts';
import type { LivePackets } from '../../../main/trackside/live-packets.ts';
import type { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { Replay, type ReplayOptions } from '../../../main/trackside/replay/replay.ts';
import { ScreenDigest } from '../../../main/trackside/replay/screen-digest.ts';
import { testFolder } from '../../support/folder.ts';
import { RACE } from '../../support/frames.ts';
import { driveRace } from '../../support/driven-race.ts';

const CHANNELS = ['Speed', 'Distance', 'Gear', 'Throttle', 'TyreTempFL', 'Fuel', 'NoSuchSensor'];

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A screen that draws at once. */
function watch(packets: LivePackets, take: (packet: LivePacket) => void, params: { cars?: string[]; past?: number; channels?: string[]; samples?: 'all' | 'newest' } = {}): void {
  packets.subscribe('me', { subscription: 1, cars: [], channels: CHANNELS, past: 600, samples: 'all', ...params }, (bytes) => {
    take(decodeLivePacket(bytes));
    packets.credit('me', 1);
  });
}

function openReplay(store: LapStore, options: Partial<ReplayOptions> = {}) {
  const heard: [EventName, unknown][] = [];
  const tell = <K extends EventName>(_: ReadonlySet<string>, name: K, payload: EventPayload<K>): void => void heard.push([name, payload]);
  const replay = new Replay({ store, race_id: RACE, number: 1, speed: 1, playing: true, together: true, tell, ...options });
  onTestFinished(() => replay.close());
  const named = <K extends EventName>(name: K): EventPayload<K>[] => heard.filter(([other]) => other === name).map(([, payload]) => payload as EventPayload<K>);
  return { replay, heard, named };
}

/** The race live as a screen gets it, and the store that it leaves. */
function liveRace(options: Parameters<typeof driveRace>[1] = {}) {
  const digest = new ScreenDigest();
  const feed = new LiveFeed();
  feed.begin(RACE);
  watch(feed.packets, (packet) => digest.packet(packet));
  const store = driveRace(testFolder(), {
    ...options,
    onIngested({ frames }) {
      for (const { race, car, body, declaration } of frames) feed.push(race, car, body, declaration);
      vi.advanceTimersByTime(20);
    },
    onTimed: (event) => hear(digest, event),
  });
  onTestFinished(() => store.close());
  vi.advanceTimersByTime(50);
  feed.packets.close();
  return { digest, store };
}

function hear(digest: ScreenDigest, event: TimingEvent): void {
  if (event.type === 'standings') digest.event('standings', { racetime: event.racetime, rows: event.rows });
  if (isRaceMessage(event)) digest.event('messages', { race_id: RACE, messages: [event] });
  if (event.type === 'finished') digest.event('results', { race_id: RACE, results: event.results });
}

/** The whole race as a screen gets it in replay. */
function replayed(store: LapStore, speed: number) {
  const digest = new ScreenDigest();
  let skipped = 0;
  const options: Partial<ReplayOptions> = { speed, tell: (_, name, payload) => digest.event(name, payload) };
  const { replay } = openReplay(store, options);
  watch(replay.packets, (packet) => {
    digest.packet(packet);
    skipped += packet.skipped;
  });
  replay.join('me');
  while (replay.now.racetime < replay.race.to) vi.advanceTimersByTime(1000);
  vi.advanceTimersByTime(50);
  return { digest, skipped, replay };
}

describe('what was live and what replays', { timeout: 60_000 }, () => {
  test('is the same to the last bit: samples, standings, messages and results', () => {
    const { digest: live, store } = liveRace();
    const { digest, skipped } = replayed(store, 1);
    expect(skipped).toBe(0);
    expect([digest.records, digest.messages]).toEqual([live.records, live.messages]);
    expect(live.records).toBeGreaterThan(10_000);
    expect(live.messages).toBeGreaterThan(2);
    expect(digest.finish()).toBe(live.finish());
  });

  test('is the same where frames were lost: gaps are gaps', () => {
    const lose = (car: string, seq: number): boolean => car === 'car1' ? seq > 100 && seq < 130 : seq % 50 === 7;
    const { digest: live, store } = liveRace({ lose });
    const { digest, replay } = replayed(store, 1);
    expect(digest.records).toBe(live.records);
    expect(digest.finish()).toBe(live.finish());
    expect(replay.now.notes).toEqual([]);
  });
});
