import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestQueue } from '../../main/stream/kafkajs-timer.ts';
import '../../main/stream/kafka-client.ts';

const quiet = { debug() {}, warn() {} };
const require = createRequire(import.meta.url);

function queue(): RequestQueue {
  return new RequestQueue({ maxInFlightRequests: 1, requestTimeout: 30_000, enforceRequestTimeout: false, clientId: 'test', broker: 'b:1', logger: quiet });
}

describe('the timer of kafkajs', () => {
  let delays: (number | undefined)[];

  beforeEach(() => {
    vi.useFakeTimers();
    delays = [];
    const real = globalThis.setTimeout;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, delay?: number) => {
      delays.push(delay);
      return real(work, delay);
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('is ours in the very class that the connections of kafkajs use', () => {
    const used = require('kafkajs/src/network/requestQueue') as typeof RequestQueue;
    expect(used).toBe(RequestQueue);
    expect(used.prototype.scheduleCheckPendingRequests.toString()).toContain('this.pending.length === 0');
    const { Kafka } = require('kafkajs') as { Kafka: unknown };
    expect(Kafka).toBeTypeOf('function');
  });

  it('is not set on an idle connection', () => {
    const idle = queue();
    for (let response = 0; response < 5; response++) idle.checkPendingRequests();
    vi.advanceTimersByTime(60_000);
    expect(delays).toEqual([]);
  });

  it('is set once, for as long as the broker asks, while a request waits', () => {
    const busy = queue();
    busy.throttledUntil = Date.now() + 400;
    busy.pending.push({ send() {}, expectResponse: true });
    for (let response = 0; response < 5; response++) busy.checkPendingRequests();
    vi.advanceTimersByTime(399);
    expect(delays).toEqual([400]);
    vi.advanceTimersByTime(60_000);
    expect(busy.pending).toEqual([]);
    expect(delays).toEqual([400]);
  });

  it('looks once a second whether a request is late', () => {
    const waiting = queue();
    waiting.enforceRequestTimeout = true;
    let late = 0;
    waiting.inflight.set(1, { requestTimeout: 30_000, timeoutRequest: () => void late++ });
    const looks = vi.spyOn(globalThis, 'setInterval');
    waiting.scheduleRequestTimeoutCheck();
    expect(looks.mock.calls.map(([, every]) => every)).toEqual([1000]);
    vi.advanceTimersByTime(30_000);
    expect(late).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(late).toBe(1);
    waiting.destroy();
    vi.advanceTimersByTime(60_000);
    expect(late).toBe(1);
  });

  it.each([-3_600_000, 3_600_000])('finds a late request in time where the clock of the day jumps by %d ms', (jump) => {
    const waiting = queue();
    waiting.enforceRequestTimeout = true;
    let late = 0;
    waiting.inflight.set(1, { requestTimeout: 30_000, timeoutRequest: () => void late++ });
    waiting.scheduleRequestTimeoutCheck();
    vi.advanceTimersByTime(5000);
    vi.setSystemTime(Date.now() + jump);
    vi.advanceTimersByTime(24_000);
    expect(late).toBe(0);
    vi.advanceTimersByTime(2000);
    expect(late).toBe(1);
    waiting.destroy();
  });
});
