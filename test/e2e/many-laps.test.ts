import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANNELS } from '../../common/channels.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { dataFiles } from '../../main/installation.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { temporaryFolder } from '../hosts/temporary-folder.ts';
import { startLapwing } from '../support/cli.ts';
import { storeRace } from '../support/stored-race.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { endServing, servedAt } from './serving.ts';

const PATIENCE = { timeout: 30_000 };
const CARS = 100;
const LAPS = 100;
const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const browser = await browserOrReason();

describe.skipIf(!browser)('ten thousand laps of one sample in a browser', { timeout: 120_000 }, () => {
  const complaints: string[] = [];
  const folder = temporaryFolder();
  let serving: ReturnType<typeof startLapwing>;
  let page: Page;
  const rows = async (): Promise<number> => Number(await page.getByTestId('lap-browser').getAttribute('data-rows', PATIENCE));

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    const store = new LapStore(dataFiles(folder.path).laps);
    // In one transaction, and without waiting for the disk: there is nothing here to be lost.
    store.db.pragma('synchronous = OFF');
    store.db.transaction(() => storeRace(store, { race_id: 'race-1', cars: Array.from({ length: CARS }, (_, i) => `car${i + 1}`), laps: LAPS - 1, samples: 1, channels: CHANNELS.filter(({ name }) => ['Distance', 'Speed'].includes(name)) }))();
    store.close();
    serving = startLapwing(['serve', '--port', '0', '--data', folder.path]);
    const url = await servedAt(serving);
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB', colorScheme: 'light' });
    hearComplaints(page, complaints);
    await page.goto(url);
    await page.getByTestId('tab-analysis').click(PATIENCE);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    folder.remove();
    expect(complaints).toEqual([]);
  });

  test('all of them are listed, of which only those in view are in the page; the wheel and the keyboard go to the last', async () => {
    await expect.poll(rows, PATIENCE).toBe(CARS);
    await page.getByTestId('filter-mode-all').click(PATIENCE);
    await expect.poll(rows, PATIENCE).toBe(CARS * LAPS);
    expect(await page.getByTestId('lap-browser').locator('tbody tr').count()).toBeLessThan(80);
    const box = (await page.getByTestId('lap-browser').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, 120_000);
    await expect.poll(() => page.getByTestId('lap-browser').evaluate((grid) => grid.scrollTop), PATIENCE).toBeGreaterThan(100_000);
    await page.getByTestId('lap-browser').focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.getByTestId('pick-race-1/car99/099').isVisible(), PATIENCE).toBe(true);
    expect(await page.getByTestId('lap-browser').locator('tbody tr').count()).toBeLessThan(80);
  });

  test('a search finds among them', async () => {
    await page.getByTestId('filter-text').fill('57 L42');
    await expect.poll(rows, PATIENCE).toBe(1);
    await page.getByTestId('filter-text').fill('57');
    await expect.poll(rows, PATIENCE).toBe(LAPS);
  });

  test('a lap of one sample and a channel that has none say what is so', async () => {
    await page.getByTestId('clear-laps').click(PATIENCE);
    await page.getByTestId('pick-race-1/car57/003').click(PATIENCE);
    await expect.poll(() => page.getByTestId('trouble-race-1/car57/003').innerText(PATIENCE), PATIENCE).toContain('has one sample');
    await page.getByTestId('analysis-add-channel').click(PATIENCE);
    await page.getByTestId('channel-search').fill('TyreTempFL', PATIENCE);
    await page.keyboard.press('Enter');
    await page.getByTestId('overlay-TyreTempFL').waitFor(PATIENCE);
    const box = (await page.getByTestId('overlay-cover').boundingBox(PATIENCE))!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(() => page.getByTestId('overlay-nothing-TyreTempFL').innerText(PATIENCE), PATIENCE).toBe('no samples');
    await page.screenshot({ path: join(screenshots, 'many-laps.png') });
    await page.getByTestId('open-report').click(PATIENCE);
    await expect.poll(() => page.getByTestId('lap-report').innerText(PATIENCE), PATIENCE).toContain('Zoë Müller');
    await page.getByTestId('report-close').click(PATIENCE);
  });
});
