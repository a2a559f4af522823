import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from './support/folder.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string): string => join(project, 'node_modules', '.bin', name);

/** A folder inside the project, so that packages are found from it; outside every layer, so that no build sees it. */
function scratch(): string {
  mkdirSync(join(project, 'node_modules/.cache'), { recursive: true });
  const dir = mkdtempSync(join(project, 'node_modules/.cache/walls-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

/** What the compiler says of `source` as a file of `layer`. */
function compile(layer: string, source: string): string {
  const dir = scratch();
  writeFileSync(join(dir, 'file.ts'), source);
  const compilerOptions = { composite: false, incremental: false, emitDeclarationOnly: false, declaration: false, noEmit: true, rootDir: '/' };
  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ extends: join(project, layer, 'tsconfig.json'), include: ['file.ts'], references: [], compilerOptions }));
  const { stdout } = spawnSync(bin('tsc'), ['-p', dir], { encoding: 'utf8' });
  return stdout;
}

test.each([
  ['renderer', `export const path = process.cwd();`],
  ['renderer', `import { readFileSync } from 'node:fs'; export const text = readFileSync('x', 'utf8');`],
  ['sim', `import { writeFileSync } from 'node:fs'; writeFileSync('x', '');`],
  ['sim', `export const page = document.title;`],
  ['sim', `setTimeout(() => {}, 1);`],
  ['common', `export const file = Buffer.from('x');`],
  ['main', `export const page = document.title;`],
])('the compiler keeps %s within its walls: %s', (layer, source) => {
  expect(compile(layer, source)).toMatch(/error TS2(304|307|503|580|584|591|2882)/);
  expect(compile(layer, 'export const fine = 1;')).toBe('');
});

test.each([
  ['sim', `export const now = Date.now();`, 'no-restricted-globals'],
  ['sim', `export const luck = Math.random();`, 'no-restricted-properties'],
  ['main', `import { app } from 'electron'; export const name = app.name;`, 'no-restricted-imports'],
])('the linter keeps %s within its walls: %s', (layer, source, rule) => {
  const dir = join(testFolder(), layer);
  mkdirSync(dir);
  writeFileSync(join(dir, 'file.ts'), source);
  const { stdout } = spawnSync(bin('oxlint'), ['-c', join(project, 'test/oxlint.json'), join(dir, 'file.ts')], { encoding: 'utf8' });
  expect(stdout).toContain(rule);
});

test('the linter sees an import cycle', () => {
  const dir = testFolder();
  writeFileSync(join(dir, 'a.ts'), `import { b } from './b.ts'; export const a = (): unknown => b;`);
  writeFileSync(join(dir, 'b.ts'), `import { a } from './a.ts'; export const b = (): unknown => a;`);
  const { stdout } = spawnSync(bin('oxlint'), ['-c', join(project, 'test/oxlint.json'), dir], { encoding: 'utf8' });
  expect(stdout).toContain('no-cycle');
});
