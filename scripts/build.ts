import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildElectron } from './build-electron.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the screens into `dist/renderer`, with relative addresses: the same files serve `app://` and HTTP. */
export async function buildRenderer(): Promise<void> {
  await build({
    configFile: false,
    root: at('../renderer'),
    base: './',
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: at('../dist/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      sourcemap: true,
      modulePreload: { polyfill: false },
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildRenderer();
  await buildElectron();
}
