import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const project = fileURLToPath(new URL('..', import.meta.url));
const target = fileURLToPath(new URL('../dist/electron', import.meta.url));

/** The threads' and the SQL process's files stand beside the shell's, where `main/entry.ts` looks for them. */
export const ENTRIES = {
  main: 'main/hosts/electron/main.ts',
  engine: 'main/engine.ts',
  simulation: 'main/onboard/simulation.ts',
  'lap-packing': 'main/factory/lap-packing.ts',
  'carry-thread': 'main/carry/carry-thread.ts',
  'advice-thread': 'main/strategy/advice-thread.ts',
  'race-thread': 'main/strategy/race-thread.ts',
  'sql-process': 'main/trackside/sql/sql-process.ts',
};

/** How entries become files of `outDir`, named as they are. */
export function bundle(input: Record<string, string>, format: 'es' | 'cjs', external: string[], outDir = target): InlineConfig {
  const extension = format === 'es' ? 'js' : 'cjs';
  return {
    configFile: false,
    root: project,
    publicDir: false,
    logLevel: 'warn',
    resolve: { external },
    ssr: { target: 'node', noExternal: true, external },
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external,
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `chunk-[hash].${extension}` },
      },
    },
  };
}

/** Builds `dist/electron`: shell, threads, SQL process, and the preload as the one CommonJS file a sandbox takes. */
export async function buildElectron(): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await build(bundle(ENTRIES, 'es', ['electron', 'better-sqlite3']));
  await build(bundle({ preload: 'preload/preload.ts' }, 'cjs', ['electron']));
  const { name, productName, version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as Record<string, string>;
  await writeFile(new URL('../dist/package.json', import.meta.url), JSON.stringify({ name, productName, version, type: 'module' }));
}
