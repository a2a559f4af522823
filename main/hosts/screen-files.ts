import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { LapwingError } from '../../common/errors.ts';

export interface ScreenFile {
  type: string;
  body: Buffer<ArrayBuffer>;
}

/** By address path: `/index.html`, `/assets/chart.js`. `/` is the index. */
export type ScreenFiles = ReadonlyMap<string, ScreenFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * Reads the built screens into memory, so that no request is ever turned into a path on disk. Files of other types,
 * source maps among them, stay out. Throws E_BUILD when the screens have not been built.
 */
export async function loadScreenFiles(root: string): Promise<ScreenFiles> {
  const files = new Map<string, ScreenFile>();
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const type = TYPES[extname(entry.name)];
    if (!type || !entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set('/' + relative(root, path).split(sep).join('/'), { type, body: await readFile(path) });
  }
  const index = files.get('/index.html');
  if (!index) throw new LapwingError('E_BUILD', `the screens are not built: ${root} has no index.html; run "npm run build"`);
  files.set('/', index);
  return files;
}
