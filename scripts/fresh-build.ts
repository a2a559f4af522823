import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LapwingError } from '../common/errors.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['common', 'sim', 'main', 'preload', 'renderer', 'package.json'];
const PRODUCTS = ['dist/renderer/index.html', 'dist/electron/main.js', 'dist/electron/preload.cjs'];

/** When the newest file below `path` was written, ms; 0 when there is none. */
export function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

/** True when a product is missing or older than any source. */
export function isStale(root: string, sources: readonly string[], products: readonly string[]): boolean {
  const built = Math.min(...products.map((product) => newest(join(root, product))));
  return sources.some((source) => newest(join(root, source)) > built);
}

/** Builds screens and shell when sources have changed since. Throws LapwingError E_BUILD. */
export function buildIfStale(say: (line: string) => void): void {
  if (!isStale(project, SOURCES, PRODUCTS)) return;
  say('Building the screens…');
  const built = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: project, encoding: 'utf8' });
  if (built.status === 0) return;
  const why = `${built.stderr}${built.stdout}`.trim().split('\n').at(-1) ?? '';
  throw new LapwingError('E_BUILD', `The screens could not be built: ${why}. Run "npm run build" to see all of it.`);
}
