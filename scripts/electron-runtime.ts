import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const electron = dirname(fileURLToPath(import.meta.resolve('electron/package.json')));

/** Until the first byte is there, ms. */
const FIRST_BYTE_MS = 15_000;
const TOTAL_MS = 5 * 60_000;
const REPORT_MS = 5000;
const LOOK_MS = 500;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Path of the Electron program, or null where its runtime has not been fetched. */
export function runtimePath(env: Environment = process.env): string | null {
  const path = join(electron, 'path.txt');
  if (!existsSync(path)) return null;
  const program = join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electron, 'dist'), readFileSync(path, 'utf8'));
  return existsSync(program) ? program : null;
}

/** Why there can be no window here, or null where there can. */
export function whyNoWindow(env: Environment, platform: string, uid: number | undefined): string | null {
  if (env['LAPWING_NO_ELECTRON'] === '1') return 'LAPWING_NO_ELECTRON is set';
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display';
  if (uid === 0) return "Electron's sandbox does not run as root, and Lapwing does not run without it";
  return null;
}

function bytesBelow(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesBelow(join(path, name)), 0);
}

/** True when the installer has found the archive in its cache and is taking it apart. */
function unpacking(since: number): boolean {
  return (statSync(join(electron, 'dist'), { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since;
}

export interface Installer {
  program: string;
  args: readonly string[];
  firstByteMs: number;
  totalMs: number;
}

/** Electron fetches its runtime by this script of its own, from GitHub or from a mirror named in the environment. */
const INSTALLER: Installer = {
  program: process.execPath,
  args: [join(electron, 'install.js')],
  firstByteMs: FIRST_BYTE_MS,
  totalMs: TOTAL_MS,
};

/** Fetches the runtime within a time limit. Resolves to why it could not be, or null when it is there. */
export function fetchRuntime(say: (line: string) => void, installer: Installer = INSTALLER): Promise<string | null> {
  const scratch = mkdtempSync(join(tmpdir(), 'lapwing-electron-'));
  const env = { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch, ELECTRON_GET_NO_PROGRESS: '1' };
  const began = performance.now();
  const started = Date.now();
  const child = spawn(installer.program, installer.args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let talk = '';
  let gaveUp: string | null = null;
  let reported = began;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (talk += text));
  say('Fetching the Electron runtime, once (about 130 MB)…');

  const look = setInterval(() => {
    const now = performance.now();
    const bytes = bytesBelow(scratch);
    const begun = bytes > 0 || unpacking(started);
    if (!begun && now - began > installer.firstByteMs) gaveUp = 'the download did not begin';
    if (now - began > installer.totalMs) gaveUp = 'the download took too long';
    if (gaveUp) child.kill('SIGKILL');
    else if (begun && now - reported > REPORT_MS) {
      reported = now;
      say(`  ${(bytes / 1e6).toFixed(0)} MB`);
    }
  }, LOOK_MS);

  return new Promise((resolve) => {
    child.on('error', (error) => (gaveUp = error.message));
    child.on('close', (code) => {
      clearInterval(look);
      rmSync(scratch, { recursive: true, force: true });
      if (code === 0) return resolve(null);
      resolve(`the Electron runtime could not be fetched (${gaveUp ?? firstError(talk)})`);
    });
  });
}

function firstError(talk: string): string {
  if (talk.includes('fetch failed')) return 'no connection to where it lies';
  return (talk.split('\n').find((line) => line.includes('Error')) ?? 'it ended without a word').trim().slice(0, 120);
}
