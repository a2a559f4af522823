import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alone, isStale } from '../../main/hosts/fresh-build.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lapwing-build-'));
});

afterEach(() => rmSync(root, { recursive: true }));

/** Writes a file as if at that second. */
const write = (path: string, at: number): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), '');
  utimesSync(join(root, path), at, at);
};

const stale = (): boolean => isStale(root, ['src', 'package.json'], ['dist/a.js', 'dist/b.html']);

test('what is older than any source, or missing, is stale', () => {
  write('src/deep/one.ts', 100);
  expect(stale()).toBe(true);
  write('dist/a.js', 200);
  expect(stale()).toBe(true);
  write('dist/b.html', 201);
  expect(stale()).toBe(false);
  write('src/deep/two.ts', 200.5);
  expect(stale()).toBe(true);
});

const AT_WORK = `
  import { appendFileSync } from 'node:fs';
  import { alone } from ${JSON.stringify(fileURLToPath(new URL('../../main/hosts/fresh-build.ts', import.meta.url)))};
  const [lock, log] = process.argv.slice(-2);
  alone(lock, () => {
    appendFileSync(log, 'begins ');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    appendFileSync(log, 'ends ');
  });
`;

test('several processes that want to build do it one after the other', async () => {
  const [script, lock, log] = ['at-work.mts', 'dist/.building', 'log'].map((name) => join(root, name)) as [string, string, string];
  writeFileSync(script, AT_WORK);
  const children = [0, 1, 2].map(() => spawn(process.execPath, [script, lock, log], { stdio: 'inherit' }));
  await Promise.all(children.map((child) => once(child, 'exit')));
  expect(readFileSync(log, 'utf8')).toBe('begins ends '.repeat(3));
  expect(existsSync(lock)).toBe(false);
});

test('a lock that a killed build left behind holds nobody up, and one that fails lets go', () => {
  write('dist/.building', Date.now() / 1000 - 600);
  const lock = join(root, 'dist/.building');
  expect(alone(lock, () => 7)).toBe(7);
  expect(() =>
    alone(lock, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(existsSync(lock)).toBe(false);
});
