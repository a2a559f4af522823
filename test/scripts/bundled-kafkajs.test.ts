import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundle } from '../../scripts/build-electron.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapwing-bundle-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('is mended in what the desktop program ships, too', async () => {
  const probe = fileURLToPath(new URL('bundled-kafkajs-probe.ts', import.meta.url));
  await build(bundle({ probe }, 'es', ['electron', 'better-sqlite3'], folder));
  const told = JSON.parse(execFileSync(process.execPath, [join(folder, 'probe.js')], { encoding: 'utf8' })) as unknown;
  expect(told).toEqual({ produce: 'ours', timer: 'ours' });
}, 60_000);
