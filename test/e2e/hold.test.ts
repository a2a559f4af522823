import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RaceView } from '../../common/race-view.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Session, Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 60_000 };

describe.skipIf(!browser)('panels that are held still', { timeout: 240_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-hold-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let session: Session;
  let page: Page;

  const text = (testid: string): Promise<string> => page.getByTestId(testid).innerText();
  /** What changes in each panel all the time, as the panel shows it. */
  const READ: Readonly<Record<string, () => Promise<string>>> = {
    tower: async () => (await page.locator('[data-testid^=tower-row-]').allInnerTexts()).join('|'),
    map: async () => (await page.getByTestId('track-map').getAttribute('data-latest'))!,
    car: () => page.locator('.car-body').innerText(),
    values: async () => (await page.locator('[data-testid^=value-RPM-]').allInnerTexts()).join('|'),
  };
  const runs = async (panel: string): Promise<void> => {
    const before = await READ[panel]!();
    await expect.poll(() => READ[panel]!(), PATIENCE).not.toBe(before);
  };
  /** Race time that the top line shows moves on by so many seconds. */
  const later = async (seconds: number): Promise<void> => {
    const now = async (): Promise<number> => (await text('race-time')).match(/\d+/g)!.reduce((sum, part) => sum * 60 + Number(part), 0);
    const before = await now();
    await expect.poll(now, PATIENCE).toBeGreaterThan(before + seconds);
  };
  const held = (panel: string): Promise<number> => page.getByTestId(`${panel}-held`).count();

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    session = workstation.open({ event() {}, live() {} });
    await session.request('race.start', { track: 'little-marsh', cars: 6, speed: 2 });
    page = await browser!.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', colorScheme: 'dark' });
    hearComplaints(page, complaints);
    await page.goto(host.url);
    await page.locator('[data-testid^=tower-row-]').nth(5).waitFor();
    await page.getByTestId('panel-map').locator('h2').click();
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-search').fill('add panel: values');
    await page.keyboard.press('Enter');
    await page.locator('[data-testid^=value-RPM-]').first().waitFor();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    session.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  test.each(['tower', 'map', 'car', 'values'])('%s stands still and says so, the others run, and it is up to date again at a click', async (panel) => {
    await runs(panel);
    await page.getByTestId(`${panel}-hold`).click();
    await expect.poll(() => held(panel), PATIENCE).toBe(1);
    await later(1);
    const still = await READ[panel]!();
    await later(4);
    expect(await READ[panel]!()).toBe(still);
    expect(Number(/\d+/.exec(await text(`${panel}-held`)))).toBeGreaterThanOrEqual(4);
    for (const other of Object.keys(READ)) if (other !== panel) await runs(other);
    if (panel === 'tower') await page.screenshot({ path: join(screenshots, 'hold-tower.png') });
    await page.getByTestId(`${panel}-hold`).click();
    await expect.poll(() => held(panel), PATIENCE).toBe(0);
    await runs(panel);
  });

  test('the key is for the panel that was used last', async () => {
    await page.getByTestId('panel-tower').locator('h2').click();
    await page.keyboard.press('h');
    await expect.poll(() => held('tower'), PATIENCE).toBe(1);
    await page.getByTestId('panel-map').locator('h2').click();
    await page.keyboard.press('h');
    await expect.poll(() => held('map'), PATIENCE).toBe(1);
    await page.screenshot({ path: join(screenshots, 'hold-two.png') });
    await page.keyboard.press('h');
    await expect.poll(() => held('map'), PATIENCE).toBe(0);
    expect(await held('tower')).toBe(1);
  });

  test('another race lets it run on; in a replay there is nothing to hold', async () => {
    expect(await held('tower')).toBe(1);
    const { race_id } = (await session.request('race.current', {})) as RaceView;
    await page.getByTestId('race-speed').selectOption({ label: '20×' });
    await expect.poll(async () => ((await session.request('laps.list', { race_id })) as unknown[]).length, PATIENCE).toBeGreaterThan(0);
    await session.request('race.stop', {});
    await expect.poll(async () => ((await session.request('race.current', {})) as RaceView).state, PATIENCE).toBe('stopped');
    await session.request('race.start', { track: 'little-marsh', cars: 3, speed: 1 });
    await expect.poll(() => page.locator('[data-testid^=tower-row-]').count(), PATIENCE).toBe(3);
    expect(await held('tower')).toBe(0);
    await page.getByTestId('tab-laps').click();
    await page.getByTestId(`race-row-${race_id}`).click();
    await page.getByTestId('replay-race').click();
    await page.getByTestId('tab-live').click();
    await expect.poll(() => page.locator('[data-testid^=tower-row-]').count(), PATIENCE).toBe(6);
    expect(await page.getByTestId('tower-hold').count()).toBe(0);
  });
});
