import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 20_000 };

describe.skipIf(!browser)('somebody who sees Lapwing for the first time', { timeout: 120_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-first-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let page: Page;

  const text = (id: string): Promise<string> => page.getByTestId(id).innerText();
  const done = (step: string): Promise<string | null> => page.getByTestId(`step-${step}`).getAttribute('data-done');

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB', colorScheme: 'dark' });
    hearComplaints(page, complaints);
    await page.goto(host.url);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  test('screens without data say what to do', async () => {
    await expect.poll(() => text('chart-silence'), PATIENCE).toContain('Press “New race”');
    await page.screenshot({ path: join(screenshots, 'first-empty.png') });
    await page.keyboard.press('2');
    await expect.poll(() => text('screen-laps'), PATIENCE).toContain('No race in the data folder yet. Press “New race” to run one.');
    await page.keyboard.press('3');
    await expect.poll(() => text('no-laps'), PATIENCE).toContain('New race');
    await page.keyboard.press('1');
    await expect.poll(() => page.getByTestId('screen-live').count(), PATIENCE).toBe(1);
  });

  test('five things to try, each by the button that names it, are ticked as they are done', async () => {
    expect(await text('step-hint')).toContain('everything else needs one');
    await page.getByTestId('step-race').click();
    await page.getByLabel('Cars').fill('6');
    await page.getByTestId('race-start').click();
    await expect.poll(() => done('race'), PATIENCE).toBe('true');
    await expect.poll(() => text('step-hint'), PATIENCE).toContain('timing tower');
    await page.locator('[data-testid^=tower-row-]').nth(3).click();
    await expect.poll(() => done('cars'), PATIENCE).toBe('true');
    await page.getByTestId('step-link').click();
    await expect.poll(() => text('step-link'), PATIENCE).toContain('Restore the link');
    await page.screenshot({ path: join(screenshots, 'first-steps.png') });
    expect(await done('link')).toBe('false');
    await page.getByTestId('step-link').click();
    await expect.poll(() => done('link'), PATIENCE).toBe('true');
    await page.getByTestId('race-speed').selectOption({ label: '20×' });
    await expect.poll(() => text('race-lap'), { timeout: 60_000 }).toMatch(/Lap [3-9]/);
    await page.getByTestId('race-speed').selectOption({ label: '1×' });
    await page.getByTestId('step-laps').click();
    await expect.poll(() => done('laps'), { timeout: 60_000 }).toBe('true');
    await page.getByTestId('step-commands').click();
    await expect.poll(() => done('commands'), PATIENCE).toBe('true');
    await page.keyboard.press('Escape');
    await expect.poll(() => text('step-hint'), PATIENCE).toContain('all of them');
  });

  test('they stay closed, and the palette brings them back', async () => {
    await page.getByTestId('steps-close').click();
    await expect.poll(() => page.getByTestId('first-steps').count(), PATIENCE).toBe(0);
    await page.reload();
    await page.getByTestId('open-palette').waitFor();
    expect(await page.getByTestId('first-steps').count()).toBe(0);
    await page.getByTestId('open-palette').click();
    await page.getByTestId('palette-search').fill('first steps');
    await page.keyboard.press('Enter');
    await expect.poll(() => done('race'), PATIENCE).toBe('true');
    expect(await done('link')).toBe('false');
  });

  test.each(['dark', 'light', 'sunlight'])('%s, in both sizes', async (theme) => {
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-search').fill(`theme: ${theme}`);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('html').getAttribute('data-theme'), PATIENCE).toBe(theme);
    for (const [width, height] of [[1366, 768], [2560, 1440]] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(screenshots, `first-steps-${width}-${theme}.png`) });
    }
  });
});
