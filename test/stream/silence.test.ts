import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KafkaSockets } from '../../main/stream/kafka-sockets.ts';
import { RefusalGate } from '../../main/stream/refusal-gate.ts';
import { watchForSilence } from '../../main/stream/silence.ts';

describe('a watch for silence', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watched(limit: number): { sockets: KafkaSockets; fallen: () => boolean; stop(): void } {
    const sockets = new KafkaSockets(new RefusalGate());
    let silent = false;
    const watch = watchForSilence(sockets, limit);
    void watch.fallen.then(() => (silent = true));
    return { sockets, fallen: () => silent, stop: watch.stop };
  }

  it('ends when nothing has come for so long', async () => {
    const { fallen } = watched(25_000);
    await vi.advanceTimersByTimeAsync(24_000);
    expect(fallen()).toBe(false);
    await vi.advanceTimersByTimeAsync(4000);
    expect(fallen()).toBe(true);
  });

  it('goes on while something comes now and then', async () => {
    const { sockets, fallen } = watched(25_000);
    for (let passed = 0; passed < 300; passed += 20) {
      await vi.advanceTimersByTimeAsync(20_000);
      sockets.heardAt = Date.now();
    }
    expect(fallen()).toBe(false);
  });

  it('does not take a leap of the clock for silence', async () => {
    const { fallen } = watched(25_000);
    await vi.advanceTimersByTimeAsync(5000);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(fallen()).toBe(false);
  });

  it('says nothing after it is stopped', async () => {
    const { fallen, stop } = watched(25_000);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fallen()).toBe(false);
  });
});
