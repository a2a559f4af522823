import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SCREENS, type ScreenName } from '../../common/screens.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { lapwing } from '../support/cli.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { bringAxe, seriousFindings } from './serious-findings.ts';

const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 60_000 };
const THEMES = ['dark', 'light', 'sunlight'] as const;
const CARS = 6;
/** What stands on a screen once it is there. */
const THERE: Readonly<Record<ScreenName, string>> = {
  live: '.car-body',
  laps: '[data-testid^=race-row-]',
  analysis: '[data-testid=overlay-Speed][data-lines="2"]',
  link: '[data-testid=link-why]',
  strategy: '[data-testid=strategy-verdict]',
  sql: '[data-testid=sql-result][role=grid] [role=row]',
  driver: '.car-body',
  tyres: '.car-body',
};

describe.skipIf(!browser)('every screen for everybody', { timeout: 300_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-axe-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let page: Page;

  const findings = (): Promise<string[]> => seriousFindings(page);
  const choose = async (theme: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-search').fill(`theme: ${theme}`);
    await page.keyboard.press('Enter');
    await page.locator(`html[data-theme=${theme}]`).waitFor();
    await page.getByTestId('palette').waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    buildIfStale(() => {});
    const stored = await lapwing(['race', '--track', 'little-marsh', '--cars', '2', '--laps', '2', '--data', data]);
    expect(stored.status).toBe(0);
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    page = await browser!.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', colorScheme: 'dark' });
    hearComplaints(page, complaints);
    await page.goto(host.url);
    await bringAxe(page);
    await page.getByTestId('tab-analysis').click();
    await page.locator(THERE.analysis).waitFor();
    await page.getByTestId('tab-sql').click();
    await page.getByTestId('sql-run').click();
    await page.locator(THERE.sql).first().waitFor();
    await page.getByTestId('new-race').click();
    await page.getByTestId('new-race-dialog').locator('input[name=cars]').fill(String(CARS));
    await page.getByTestId('race-start').click();
    await page.locator('[data-testid^=tower-row-]').nth(CARS - 1).waitFor();
  }, 480_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  describe.each(THEMES)('%s', (theme) => {
    beforeAll(() => choose(theme));

    test.each(SCREENS.map(([name]) => name))('%s', async (screen) => {
      await page.getByTestId(`tab-${screen}`).click();
      await expect.poll(() => page.getByTestId('dock').getAttribute('data-layout'), PATIENCE).toBe(screen);
      await page.locator(THERE[screen]).first().waitFor();
      await expect.poll(() => page.locator('[data-kind=charts] .strip:not([data-latest])').count(), PATIENCE).toBe(0);
      expect(await findings()).toEqual([]);
    });

    test('dialogs, lists and menus', async () => {
      await page.getByTestId('tab-live').click();
      await page.locator('.strip[data-latest]').first().waitFor();
      const open = async (testid: string, how: () => Promise<void>): Promise<void> => {
        await how();
        await page.getByTestId(testid).waitFor();
        expect({ in: testid, found: await findings() }).toEqual({ in: testid, found: [] });
        await page.keyboard.press('Escape');
        await expect.poll(() => page.getByTestId(testid).count(), PATIENCE).toBe(0);
      };
      await open('palette', () => page.keyboard.press('Control+k'));
      await open('key-sheet', () => page.keyboard.press('?'));
      await open('new-race-dialog', () => page.getByTestId('new-race').click());
      await open('channel-search', () => page.getByTestId('add-channel').click());
      await open('notice-log', () => page.getByTestId('notice-log-button').click());
      await open('menu-map', () => page.getByTestId('grip-map').click());
      await open('item-layout.window', () => page.getByTestId('layout-menu').click());
    });
  });
});
