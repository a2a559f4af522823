import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeStream } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'lapwing-stream-'));
let count = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeStream('the embedded stream', () => ({ kind: 'embedded', path: join(folder, `${count++}`, 'stream.db') }));
