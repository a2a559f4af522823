import packaged from '@sparticuz/chromium';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const cache = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));

/**
 * The browser without the packaged flags that switch its security off or run it as one process: the policies under
 * test are to be held. No sandbox of its own, because tests run as root in containers. No emulated graphics card: nothing
 * here draws with one, and a screenshot of moving charts takes half a second without, fifteen with it (two cores).
 */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--disable-gpu'];

const FONTS = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${cache}/fonts-cache</cachedir>
</fontconfig>
`;

/** Packaged version of the browser, such as `147.0.0`. */
function packagedVersion(): string {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = createRequire(import.meta.url)(join(dirname(main), '..', '..', 'package.json')) as { version: string };
  return version;
}

/** Unpacks the browser that came with the packages, once. Whole or not at all: several may try at a time. */
async function unpack(): Promise<string> {
  const folder = join(cache, packagedVersion());
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'unpacking-'));
  const before = { TMPDIR: process.env['TMPDIR'], VERCEL: process.env['VERCEL'] };
  try {
    // The package unpacks into the temporary folder, and its own libnss3 and libexpat only where it believes itself hosted.
    Object.assign(process.env, { TMPDIR: scratch, VERCEL: '1' });
    await packaged.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  writeFileSync(join(scratch, 'fonts.conf'), FONTS(folder));
  try {
    renameSync(scratch, folder);
  } catch (error) {
    rmSync(scratch, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function launchOptions(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = await unpack();
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** A headless browser; the caller closes it. Throws with one line that names what the machine lacks. */
export async function launchBrowser(): Promise<Browser> {
  const options = await launchOptions();
  try {
    return await chromium.launch({ ...options, args: ARGS });
  } catch (error) {
    const text = (error as Error).message;
    const library = /error while loading shared libraries: (\S+):/.exec(text)?.[1];
    if (library) throw new Error(`The test browser lacks ${library}: install it with "apt-get install libnss3 libnspr4 libexpat1".`, { cause: error });
    if (options.channel) throw new Error('The tests need Google Chrome on this machine: install it and try again.', { cause: error });
    throw error;
  }
}

/**
 * The browser for a test file, or null where this machine cannot start one: then the reason is printed, and the tests
 * are skipped. With LAPWING_REQUIRE_BROWSER=1, as in CI, it throws instead.
 */
export async function browserOrReason(): Promise<Browser | null> {
  try {
    return await launchBrowser();
  } catch (error) {
    if (process.env['LAPWING_REQUIRE_BROWSER'] === '1') throw error;
    process.stdout.write(`skipped: no browser tests. ${(error as Error).message.split('\n')[0]}\n`);
    return null;
  }
}
