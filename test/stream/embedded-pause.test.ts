import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openEmbeddedStream } from '../../main/stream/embedded.ts';
import { numbered } from './numbered.ts';
import { until } from './until.ts';

test('a pause that ends while the member falls asleep is not slept through', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lapwing-stream-'));
  const stream = openEmbeddedStream({ path: join(folder, 'stream.db') });
  let clock = 0;
  // Each look at the clock is 60 ms after the last: the pause of 100 ms ends between the look for something to do and the one at when to wake up.
  const looks = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 60));
  onTestFinished(async () => {
    looks.mockRestore();
    await stream.close();
    rmSync(folder, { recursive: true });
  });
  await stream.ensureTopics([{ name: 'laps', partitions: 1 }]);
  await (await stream.producer()).send('laps', numbered(['car7'], 1));
  let calls = 0;
  await stream.consumer({
    group: 'readers',
    topics: ['laps'],
    handle: () => {
      if (++calls === 1) throw new Error('the lap store is busy');
    },
  });
  await until('the record again', () => calls === 2, 3000);
  expect(calls).toBe(2);
});
