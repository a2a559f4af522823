import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LapwingError } from '../../common/errors.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['common', 'sim', 'main', 'preload', 'renderer', 'package.json'];
const PRODUCTS = ['dist/renderer/index.html', 'dist/electron/main.js', 'dist/electron/preload.cjs'];
const BUILDING = join(project, 'dist/.building');
/** A build takes seconds; a lock of this age, ms, was left behind by one that was killed. */
const LEFT_BEHIND = 120_000;

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

/** Runs `work` while no other process of this computer does; those that come meanwhile wait. */
export function alone<T>(lock: string, work: () => T): T {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const since = newest(lock);
      if (since > 0 && Date.now() - since > LEFT_BEHIND) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Builds screens and shell when sources have changed since, whoever asks. Throws LapwingError E_BUILD. */
export function buildIfStale(say: (line: string) => void): void {
  if (!isStale(project, SOURCES, PRODUCTS)) return;
  alone(BUILDING, () => {
    if (!isStale(project, SOURCES, PRODUCTS)) return;
    say('Building the screens…');
    const built = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: project, encoding: 'utf8' });
    if (built.status === 0) return;
    const why = `${built.stderr}${built.stdout}`.trim().split('\n').at(-1) ?? '';
    throw new LapwingError('E_BUILD', `The screens could not be built: ${why}. Run "npm run build" to see all of it.`);
  });
}
