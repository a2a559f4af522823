import { expect, test, vi } from 'vitest';
import { SlowPipe, type Slowness } from './slow-pipe.ts';

test('a line that is sound again owes nothing to what was queued while it was slow', async () => {
  const slowness: Slowness = { delay: 0, jitter: 0, bitsPerSecond: 1000, stallShare: 0, stall: 0 };
  const line = { free: 0, stalled: 0 };
  const arrived: string[] = [];
  const pipe = () => new SlowPipe(slowness, line, () => 0.5, (message) => arrived.push(message.toString()));
  // An hour and more of a line of 1 kbit/s.
  const slow = pipe();
  slow.push(Buffer.alloc(500_000));
  expect(line.free - Date.now()).toBeGreaterThan(3_600_000);
  slowness.bitsPerSecond = null;
  pipe().push(Buffer.from('of a new connection'));
  await vi.waitFor(() => expect(arrived).toEqual(['of a new connection']));
});
