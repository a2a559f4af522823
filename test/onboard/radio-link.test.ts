import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { presetProfile, radioProfile } from '../../common/radio.ts';
import { LinkDown, RadioLink, type CarryOptions } from '../../main/onboard/radio-link.ts';

const producer = { send: async () => {}, close: async () => {} };
const link = (profile: Parameters<typeof radioProfile.parse>[0] = {}): RadioLink => {
  const made = new RadioLink();
  made.follow(radioProfile.parse(profile));
  return made;
};

describe('what a batch takes', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
  });

  /** When it was done, ms after it began. */
  async function time(on: RadioLink, bytes: number, options: CarryOptions = {}): Promise<number> {
    const began = performance.now();
    let done: number | undefined;
    void on.carry(producer, 't', [{ key: 'car7', value: new Uint8Array(bytes) }], options).then(() => (done = performance.now()));
    for (let i = 0; i < 100_000 && done === undefined; i++) await vi.advanceTimersByTimeAsync(1);
    return done! - began;
  }

  test('its bits at the limit, and the way there and back', async () => {
    expect(await time(link({ bits_per_second: 64_000, latency_ms: 400 }), 8000)).toBeCloseTo(1800, -1);
    expect(await time(link({ latency_ms: 100 }), 1_000_000)).toBeCloseTo(200, -1);
  });

  test('what has left grows evenly while a large batch leaves, and never faster than the limit', async () => {
    const on = link({ bits_per_second: 800_000 });
    const sending = on.carry(producer, 't', [{ key: 'car7', value: new Uint8Array(300_000) }]);
    const left: number[] = [];
    for (let second = 0; second < 3; second++) {
      await vi.advanceTimersByTimeAsync(1000);
      left.push(Math.round(on.sentBytes / 1000));
    }
    await sending;
    expect(left).toEqual([100, 200, 300]);
    expect(on.sentBytes).toBe(300_000);
  });

  test('a quarter of the limit on the live lane, and the record lane makes way for what that took and no more', async () => {
    const on = link({ bits_per_second: 64_000 });
    expect(await time(on, 1000, { lane: 'live' })).toBeCloseTo(500, -1);
    expect(await time(on, 7000)).toBeCloseTo(1000, -1);
    expect(await time(on, 8000)).toBeCloseTo(1000, -1);
  });

  test('jitter and losses cost time, the same with the same seed', async () => {
    const rough = { bits_per_second: 64_000, latency_ms: 200, jitter_ms: 150, loss: 0.2 };
    const times = async (seed: number): Promise<number[]> => {
      const on = link({ ...rough, seed });
      return [await time(on, 14_000), await time(on, 14_000), await time(on, 14_000)];
    };
    const first = await times(5);
    expect(await times(5)).toEqual(first);
    expect(await times(6)).not.toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(1);
    expect(Math.max(...first)).toBeGreaterThan(14_000 / 8 + 400);
  });
});

test('outages come by race time, again and again, and end with the race', () => {
  const on = link({ outages: [{ at: 40, lasts: 6, every: 60 }, { at: 300, lasts: 1000 }] });
  const states = [0, 39, 40, 45.9, 46, 100, 106, 299, 301].map((racetime) => {
    on.hear(racetime, new Map());
    return on.state;
  });
  expect(states).toEqual(['up', 'up', 'cut', 'cut', 'up', 'cut', 'up', 'up', 'cut']);
  expect(on.why).toBe('outage of 1000 s, at 301 s of the race');
  expect(on.plannedOutage).toBe('outage of 1000 s');
  on.raceOver();
  expect(on.state).toBe('up');
});

test('a car in a tunnel is not heard, also in one that the line lies in', () => {
  const on = link({ tunnels: [{ from: 1000, to: 1500 }, { from: 5000, to: 200 }] });
  expect(on.hears('car7')).toBe(true);
  const at = (place: number): boolean => {
    on.hear(10, new Map([['car7', place], ['car8', 700]]));
    return on.hears('car7');
  };
  expect([999, 1000, 1499, 1500, 4999, 5100, 0, 199, 200].map(at)).toEqual([true, false, false, true, true, false, false, false, true]);
  at(1200);
  expect(on.hidden).toEqual(['car7']);
  expect(on.why).toContain('in a tunnel: car7');
  expect(on.state).toBe('up');
  on.raceOver();
  expect(on.hears('car7')).toBe(true);
});

test('a named profile survives a cut by hand; a limit set by hand does not, and restoring a link that is not cut takes every limit away', () => {
  const on = new RadioLink();
  on.follow(presetProfile('edge'));
  expect([on.state, on.bitsPerSecond]).toEqual(['slow', 800_000]);
  on.set('cut');
  expect([on.state, on.bitsPerSecond, on.why]).toEqual(['cut', null, 'cut by hand']);
  on.set('up');
  expect(on.state).toBe('slow');
  expect(on.why).toBe('edge: at most 800 kbit/s, 200 ± 80 ms each way, 3 % of packets lost');
  on.set('up');
  expect([on.state, on.why]).toEqual(['up', '']);
  on.set('slow', 64_000);
  on.set('cut');
  on.set('up');
  expect([on.state, on.bitsPerSecond]).toEqual(['up', null]);
});

test('a change of state is timed and wakes who waits', async () => {
  const on = link({ outages: [{ at: 10, lasts: 5 }] });
  on.since = 0;
  const woken = on.changed(60_000);
  on.hear(12, new Map());
  await woken;
  expect(on.since).toBeGreaterThan(1e9);
});

test('a cut before or while a batch is under way is told apart', async () => {
  const on = new RadioLink();
  on.set('cut');
  const batch = [{ key: 'car7', value: new Uint8Array(10) }];
  await expect(on.carry(producer, 't', batch)).rejects.toMatchObject({ left: false });
  on.set('up');
  const cutting = { ...producer, send: async () => on.set('cut') };
  const error = await on.carry(cutting, 't', batch).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LinkDown);
  expect(error).toMatchObject({ left: true });
  expect(on.sentBytes).toBe(0);
});
