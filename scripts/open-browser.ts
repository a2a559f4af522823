import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Environment } from './electron-runtime.ts';

/** The program that opens a file with what the person uses for it, or null where there is no screen to open it on. */
export function opener(env: Environment, platform: string): readonly [program: string, ...args: string[]] | null {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : null;
}

/**
 * Opens an address in the person's browser, if there is one. The address goes by way of a file that only its owner can
 * read, because arguments of a process are seen by everyone on the machine. In the project's folder, since browsers in a
 * sandbox of their own see neither `/tmp` nor hidden folders. Returns the function that takes the file away.
 */
export function openBrowser(url: string, env: Environment = process.env, platform: string = process.platform): () => void {
  const found = opener(env, platform);
  if (!found) return () => {};
  const file = fileURLToPath(new URL('../dist/open.html', import.meta.url));
  const remove = (): void => rmSync(file, { force: true });
  remove();
  writeFileSync(file, `<!doctype html><meta http-equiv="refresh" content="0;url=${url}"><title>Lapwing</title>\n`, { mode: 0o600, flag: 'wx' });
  const [program, ...args] = found;
  const child = spawn(program, [...args, file], { stdio: 'ignore', detached: true });
  child.on('error', remove);
  child.unref();
  return remove;
}
