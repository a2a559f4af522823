import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { _electron } from 'playwright-core';
import { runtimePath, whyNoWindow } from '../../scripts/electron-runtime.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';

const program = runtimePath();
const why = whyNoWindow(process.env, process.platform, process.getuid?.()) ?? (program === null ? 'the Electron runtime has not been fetched' : null);
if (why !== null) process.stdout.write(`skipped: the desktop shell is not tried, ${why}\n`);

test.skipIf(why !== null)('the desktop shell shows a race, answers its page alone and closes cleanly', { timeout: 120_000 }, async () => {
  buildIfStale(() => {});
  const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-shell-'));
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const app = await _electron.launch({ executablePath: program!, args: [project, '--race', '--data', dataDir] });
  try {
    const page = await app.firstWindow();
    await page.getByTestId('screen-live').waitFor();
    expect(page.url()).toBe('app://lapwing/');
    const race = await page.evaluate(() => (window as unknown as { lapwing: { request(name: string, params: object): Promise<{ result: { state: string } }> } }).lapwing.request('race.current', {}));
    expect(race.result.state).toBe('running');
    expect(await page.evaluate(() => 'process' in window || 'require' in window)).toBe(false);
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.find((item) => item.label === 'Screens')!.submenu!.items[5]!.click());
    await page.getByTestId('screen-sql').waitFor();
    await page.evaluate(() => void window.open('https://example.org/'));
    expect(app.windows()).toHaveLength(1);
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true });
  }
});
