import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

// Compiled at once and not beside: on a busy machine what is measured would still be interpreted.
test('a step of the physics allocates nothing, and who drives next to nothing', { timeout: 120_000 }, async () => {
  const { stdout } = await run(execPath, ['--no-concurrent-recompilation', new URL('allocation-child.ts', import.meta.url).pathname]);
  const { physics, all } = JSON.parse(stdout) as { physics: number; all: number };
  // One number that V8 puts on the heap is 16 bytes.
  expect(physics, 'bytes a car and step').toBeLessThan(8);
  expect(all, 'bytes a car and simulated second').toBeLessThan(40_000);
});
