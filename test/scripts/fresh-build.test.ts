import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStale } from '../../scripts/fresh-build.ts';

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
