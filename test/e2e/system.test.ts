import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SCREENS } from '../../common/screens.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';

const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 60_000 };

describe.skipIf(!browser)('whatever system it is opened on', { timeout: 180_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-system-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;

  const open = async (options: { locale: string; colorScheme: 'dark' | 'light' }): Promise<Page> => {
    const page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, ...options });
    hearComplaints(page, complaints);
    await page.goto(host.url);
    await page.getByTestId('race-lap').waitFor();
    return page;
  };

  beforeAll(async () => {
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    await workstation.open({ event() {}, live() {} }).request('race.start', { cars: 3 });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  test('a language that is no language tag, as POSIX locales give, stops no screen', async () => {
    const page = await open({ locale: 'en-US@posix', colorScheme: 'dark' });
    await page.locator('.strip[data-latest]').first().waitFor();
    for (const [screen] of SCREENS) {
      await page.getByTestId(`tab-${screen}`).click();
      await expect.poll(() => page.getByTestId('dock').getAttribute('data-layout'), PATIENCE).toBe(screen);
      await expect.poll(() => page.getByText(/^Opening the/).count(), PATIENCE).toBe(0);
      await expect.poll(() => page.locator('.panel').count(), PATIENCE).toBeGreaterThan(0);
    }
    await page.close();
  });

  test.each([
    ['link', '[data-testid=backlog-chart] canvas'],
    ['link', '[data-testid=rate-chart] canvas'],
    ['live', '[data-testid=chart-Speed] canvas'],
    ['live', '[data-testid=track-map] canvas'],
  ])('the system goes from dark to light and back while %s shows: %s follows', async (screen, canvas) => {
    const page = await open({ locale: 'en-GB', colorScheme: 'dark' });
    await page.getByTestId(`tab-${screen}`).click();
    /** How light what is drawn is on the whole, 0 to 255. */
    const light = (): Promise<number> =>
      page.locator(canvas).first().evaluate((element) => {
        const drawn = element as HTMLCanvasElement;
        const copy = new OffscreenCanvas(drawn.width, drawn.height).getContext('2d', { willReadFrequently: true })!;
        copy.drawImage(drawn, 0, 0);
        const { data: pixels } = copy.getImageData(0, 0, drawn.width, drawn.height);
        let [sum, weight] = [0, 0];
        for (let i = 0; i < pixels.length; i += 4) {
          if (pixels[i + 3]! < 200) continue;
          sum += (pixels[i]! + pixels[i + 1]! + pixels[i + 2]!) / 3;
          weight++;
        }
        return weight === 0 ? NaN : sum / weight;
      });
    await page.locator(canvas).first().waitFor();
    await expect.poll(light, PATIENCE).toBeGreaterThan(0);
    const dark = await light();
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(async () => Math.abs((await light()) - dark), PATIENCE).toBeGreaterThan(25);
    const bright = await light();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(async () => Math.abs((await light()) - bright), PATIENCE).toBeGreaterThan(25);
    await page.close();
  });
});
