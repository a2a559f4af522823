import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startLapwing } from '../support/cli.ts';
import { browserOrReason } from './browser.ts';
import { endServing, servedAt } from './serving.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 30_000 };

describe.skipIf(!browser)('what a person is told, in a browser', { timeout: 90_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-notices-'));
  let serving: ReturnType<typeof startLapwing>;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    serving = startLapwing(['serve', '--port', '0', '--data', data]);
    const url = await servedAt(serving);
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    await page.goto(url);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    rmSync(data, { recursive: true, force: true });
  });

  const rows = () => page.getByTestId('notice');
  /** A window that comes back to a replay of a race which is not there any more is told so. */
  const beTold = async (race_id: string): Promise<void> => {
    await page.evaluate((json) => sessionStorage.setItem('lapwing.replay', json), JSON.stringify({ race_id }));
    await page.reload();
    await expect.poll(() => rows().allInnerTexts(), PATIENCE).toEqual([expect.stringContaining(race_id)]);
  };

  test('an error lies over nothing, is read out, is closed by Escape or mouse, and stays in the list', async () => {
    await beTold('race-a');
    expect(await page.getByTestId('said-alert').innerText()).toContain('race-a');
    const [notices, main, status] = await Promise.all([page.getByTestId('notices'), page.locator('main'), page.locator('footer')].map((part) => part.boundingBox()));
    expect(main!.y + main!.height).toBeLessThanOrEqual(notices!.y + 0.5);
    expect(notices!.y + notices!.height).toBeLessThanOrEqual(status!.y + 0.5);
    await page.screenshot({ path: join(screenshots, 'notice.png') });
    await page.keyboard.press('Escape');
    await expect.poll(() => rows().count(), PATIENCE).toBe(0);

    await expect.poll(() => page.getByTestId('notice-log-button').innerText(), PATIENCE).toBe('Messages 1 new');
    await page.getByTestId('notice-log-button').click();
    await expect.poll(() => page.getByTestId('notice-log-row').allInnerTexts(), PATIENCE).toEqual([expect.stringContaining('race-a')]);
    await page.screenshot({ path: join(screenshots, 'notice-log.png') });
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('notice-log').count(), PATIENCE).toBe(0);
    expect(await page.getByTestId('notice-log-button').innerText()).toBe('Messages');

    await beTold('race-b');
    await page.getByTestId('notice-close').click();
    await expect.poll(() => rows().count(), PATIENCE).toBe(0);
  });

  test('it stays while it is pointed at, and goes by itself afterwards', async () => {
    await page.clock.install();
    await beTold('race-c');
    await rows().first().hover();
    await page.clock.runFor(120_000);
    expect(await rows().count()).toBe(1);
    await page.mouse.move(400, 300);
    await page.clock.runFor(60_000);
    await expect.poll(() => rows().count(), PATIENCE).toBe(0);
  });
});
