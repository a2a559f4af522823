import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EdgeBuffer } from '../../../main/onboard/edge/edge-buffer.ts';
import { testFolder } from '../../support/folder.ts';

const CARS = 20;
const BYTES = 1000;
/** Ten hours of twenty cars, a frame a second each; in the short form one of them. */
const long = process.env['LAPWING_LONG'] === '1';
const FRAMES = long ? 720_000 : 72_000;

test(`${FRAMES} frames that wait are paged through, not loaded: the buffer is open at once and takes no memory for them`, { timeout: 300_000 }, () => {
  const at = join(testFolder(), 'edge.db');
  const buffer = new EdgeBuffer(at, { ballast: 0, tendEvery: 0 });
  const body = Buffer.alloc(BYTES, 0x5a);
  const frames = Array.from({ length: 1000 }, (_, n) => ({ race: 'r1', car: `car${n % CARS}`, closed: 1, body }));
  for (let n = 0; n < FRAMES; n += frames.length) buffer.append(frames);
  buffer.close();
  const said = execFileSync(process.execPath, [join(import.meta.dirname, 'open-backlog.ts'), at], { encoding: 'utf8' });
  const { opened, frames: read, openMiB, peakMiB, drained } = JSON.parse(said) as Record<'opened' | 'drained' | 'frames' | 'openMiB' | 'peakMiB', number>;
  if (long) process.stdout.write(`open after ${opened.toFixed(0)} ms and ${openMiB.toFixed(0)} MiB; all read after ${(drained / 1000).toFixed(1)} s, ${peakMiB.toFixed(0)} MiB at most\n`);
  expect(read).toBe(FRAMES);
  expect(opened).toBeLessThan(3000);
  expect(openMiB).toBeLessThan(50);
  // While it is read, a collection now and then has its say.
  if (long) expect(peakMiB).toBeLessThan(250);
});
