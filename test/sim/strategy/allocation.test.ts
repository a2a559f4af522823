import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

// Compiled at once and not beside: on a busy machine what is measured would still be interpreted.
test('a random race allocates next to nothing', { timeout: 120_000 }, async () => {
  const { stdout } = await run(execPath, ['--no-concurrent-recompilation', new URL('allocation-child.ts', import.meta.url).pathname]);
  // One number on the heap for each car and lap would be 22 kB; a race is some streams of random numbers.
  expect((JSON.parse(stdout) as { race: number }).race, 'bytes a race').toBeLessThan(3000);
});
