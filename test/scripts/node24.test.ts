import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testFolder } from '../support/folder.ts';

const launcher = fileURLToPath(new URL('../../scripts/node24.mjs', import.meta.url));

/** A copy of the launcher in a folder of its own that takes the Node it runs in for an old one. */
function oldNode(): { dir: string; run: (...args: string[]) => { status: number | null; stdout: string; stderr: string } } {
  const dir = testFolder();
  mkdirSync(join(dir, 'scripts'));
  const path = join(dir, 'scripts', 'node24.mjs');
  writeFileSync(path, readFileSync(launcher, 'utf8').replace('const WANTED = 24', 'const WANTED = 2400'));
  return { dir, run: (...args) => spawnSync(process.execPath, [path, ...args], { encoding: 'utf8' }) };
}

test('without packages an old Node is told to install them', () => {
  const { stderr, status } = oldNode().run('any.ts');
  expect({ stderr, status }).toEqual({
    status: 1,
    stderr: `Lapwing needs Node 2400 or newer; this is ${process.version}. Run "npm ci" first: on Linux and Windows it brings the right one along.\n`,
  });
});

test('where no Node comes along the person is told to install one', () => {
  const { dir, run } = oldNode();
  mkdirSync(join(dir, 'node_modules'));
  expect(run('any.ts').stderr).toMatch(/No Node comes along for \S+: install Node 2400 and try again\.\n$/);
});

if (process.platform === 'win32') process.stdout.write('skipped: the hand-over to a bundled Node (its stand-in is a shell script)\n');
test.skipIf(process.platform === 'win32')('the Node that came along gets script and arguments, and its status counts', () => {
  const { dir, run } = oldNode();
  const bin = join(dir, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'node'), '#!/bin/sh\necho "$@"\nexit 7\n');
  chmodSync(join(bin, 'node'), 0o755);
  expect(run('main/x.ts', '--laps', '3')).toMatchObject({ status: 7, stdout: `${join(dir, 'main/x.ts')} --laps 3\n` });
});

test('a Node that is new enough runs the script itself', () => {
  const dir = testFolder();
  mkdirSync(join(dir, 'scripts'));
  copyFileSync(launcher, join(dir, 'scripts', 'node24.mjs'));
  writeFileSync(join(dir, 'say.ts'), 'const word: string = process.argv[2]!; console.log(word);');
  expect(spawnSync(process.execPath, [join(dir, 'scripts', 'node24.mjs'), 'say.ts', 'hello'], { encoding: 'utf8' }).stdout).toBe('hello\n');
});
