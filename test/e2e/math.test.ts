import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RaceView } from '../../common/race-view.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 30_000 };

async function race(workstation: Workstation): Promise<void> {
  const over = Promise.withResolvers<void>();
  const session = workstation.open({ event: (name, payload) => void (name === 'race' && (payload as RaceView).state === 'finished' && over.resolve()), live() {} });
  await session.request('race.start', { speed: 'max', track: 'little-marsh', cars: 3, laps: 2 });
  await over.promise;
  session.close();
}

describe.skipIf(!browser)('math channels in a browser', { timeout: 120_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-math-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let page: Page;

  const open = async (width: number, height: number, colorScheme: 'dark' | 'light'): Promise<void> => {
    page = await browser!.newPage({ viewport: { width, height }, locale: 'en-GB', colorScheme });
    hearComplaints(page, complaints);
    await page.goto(host.url);
    await page.getByTestId('tab-analysis').click();
    await expect.poll(() => lines('overlay-Speed'), PATIENCE).toBe('2');
  };
  const lines = (id: string): Promise<string | null> => page.getByTestId(id).getAttribute('data-lines');
  const words = (id: string): Promise<string> => page.getByTestId(id).innerText();
  const write = async (text: string): Promise<void> => {
    await page.getByTestId('math-expression').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Escape');
  };

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    await race(workstation);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  });

  test('an expression is typed, seen while it is typed, saved and drawn', async () => {
    await open(1366, 768, 'dark');
    await page.getByTestId('analysis-math').click();
    await page.getByTestId('math-name').fill('Braking');
    await write('-derivative(lowpass(Speed, 5 Hz)) in g');
    await expect.poll(() => words('math-unit'), PATIENCE).toBe('g');
    await expect.poll(() => lines('math-preview'), PATIENCE).toBe('2');
    await expect.poll(() => words('math-value'), PATIENCE).toMatch(/^−?\d+\.\d+ g at the cursor/);
    await page.screenshot({ path: join(screenshots, 'math.png') });
    await page.getByTestId('math-save').click();
    await expect.poll(() => page.getByTestId('overlay-Braking').count(), PATIENCE).toBe(1);
    await expect.poll(() => lines('overlay-Braking'), PATIENCE).toBe('2');
    await expect.poll(() => page.getByTestId('lap-values').locator('th', { hasText: 'Braking' }).innerText(), PATIENCE).toContain('g');
    await expect.poll(() => page.getByTestId('lap-values').locator('[data-cell=Braking]').first().innerText(), PATIENCE).toMatch(/\d/);
  });

  test('what does not fit is said in one line and marked in the text', async () => {
    await page.getByTestId('math-new').click();
    await write('Speed + Fuel');
    await expect.poll(() => words('math-says'), PATIENCE).toBe('Speed is m/s, Fuel is kg: they cannot be added.');
    await expect.poll(() => page.getByTestId('sql-spot').innerText(), PATIENCE).toBe('Fuel');
    expect(await page.getByTestId('math-save').isDisabled()).toBe(true);
    await page.screenshot({ path: join(screenshots, 'math-wrong.png') });
  });

  test('names are completed', async () => {
    await page.getByTestId('math-expression').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Brak');
    const offered = page.locator('.cm-tooltip-autocomplete li');
    await expect.poll(() => offered.allInnerTexts(), PATIENCE).toContainEqual(expect.stringContaining('Braking'));
    await page.keyboard.press('Escape');
  });

  test('math channels are made of each other, and a circle is refused by its names', async () => {
    await page.getByTestId('math-name').fill('Half');
    await write('Braking / 2');
    await expect.poll(() => words('math-unit'), PATIENCE).toBe('g');
    await page.getByTestId('math-save').click();
    await expect.poll(() => lines('overlay-Half'), PATIENCE).toBe('2');
    await page.getByTestId('math-open-Braking').click();
    await expect.poll(() => words('math-expression'), PATIENCE).toContain('derivative');
    await write('Half * 2');
    await expect.poll(() => words('math-says'), PATIENCE).toBe('Braking is made of itself: Braking → Half → Braking.');
  });

  test('the values of a range are told of a math channel, and the picker lists it', async () => {
    const box = (await page.getByTestId('overlay-cover').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.2, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.getByTestId('range-channel').selectOption('Half');
    await expect.poll(() => page.getByTestId('lap-values').locator('[data-cell=mean]').first().innerText(), PATIENCE).toMatch(/^−?\d\.\d{5}$/);
    await page.getByTestId('overlay-remove-Half').click();
    await expect.poll(() => page.getByTestId('overlay-Half').count(), PATIENCE).toBe(0);
    await page.getByTestId('analysis-add-channel').click();
    await page.getByTestId('channel-search').fill('half');
    await page.getByTestId('channel-Half').click();
    await expect.poll(() => lines('overlay-Half'), PATIENCE).toBe('2');
  });

  test('one that is changed is drawn anew', async () => {
    const mean = (): Promise<string> => page.getByTestId('lap-values').locator('[data-cell=mean]').first().innerText();
    const before = Number((await mean()).replace('−', '-'));
    await page.getByTestId('math-open-Half').click();
    await expect.poll(() => words('math-expression'), PATIENCE).toContain('Braking / 2');
    await write('Braking / 4');
    await page.getByTestId('math-save').click();
    await expect.poll(async () => Math.round((before / Number((await mean()).replace('−', '-'))) * 10), PATIENCE).toBe(20);
  });

  test('the report and the histogram have them', async () => {
    await page.getByTestId('dock-tab-report').click();
    await page.getByTestId('report-add').click();
    await page.getByTestId('channel-search').fill('braking');
    await page.getByTestId('channel-Braking').click();
    await expect.poll(() => page.getByTestId('report-Braking-Lap-0').locator('[data-cell=max]').innerText(), PATIENCE).toMatch(/^\d\.\d{3}$/);
    await expect.poll(() => words('report-Braking'), PATIENCE).toMatch(/Braking g/);
    await page.getByTestId('dock-tab-histogram').click();
    await page.getByTestId('histogram-channel').click();
    await page.getByTestId('channel-search').fill('braking');
    await page.getByTestId('channel-Braking').click();
    await expect.poll(() => page.getByTestId('histogram-channel').innerText(), PATIENCE).toBe('Braking');
    await expect.poll(() => page.getByTestId('histogram-plot').getAttribute('data-time'), PATIENCE).toMatch(/^4\d\.\d{3} 4\d\.\d{3}$/);
    await page.screenshot({ path: join(screenshots, 'math-figures.png') });
  });

  test('SQL knows them by name', async () => {
    await page.getByTestId('tab-sql').click();
    await page.getByTestId('sql-editor').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText("SELECT math_max(id, 'Half') > 0.2 AND math_max(id, 'Half') < 2 AS fits FROM laps WHERE lap = 2 LIMIT 1");
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.getByTestId('sql-summary').getAttribute('data-complete'), PATIENCE).toBe('true');
    await expect.poll(() => page.locator('.sql-screen').innerText(), PATIENCE).toMatch(/fits\s+1\s+1/);
    await page.getByTestId('tab-analysis').click();
  });

  test('they are there again after a reload, and gone from the charts when they are removed', async () => {
    await page.reload();
    await expect.poll(() => lines('overlay-Half'), PATIENCE).toBe('2');
    await expect.poll(() => page.getByTestId('histogram-channel').innerText(), PATIENCE).toBe('Braking');
    await page.getByTestId('analysis-math').click();
    await page.getByTestId('math-remove-Half').click();
    await expect.poll(() => page.getByTestId('overlay-Half').count(), PATIENCE).toBe(0);
    await page.close();
  });

  test.each([[1366, 768, 'light'], [1366, 768, 'dark'], [2560, 1440, 'dark'], [2560, 1440, 'light']] as const)('%i × %i, %s', async (width, height, scheme) => {
    await open(width, height, scheme);
    await page.getByTestId('analysis-math').click();
    for (const example of ['SpeedGap', 'LossRate']) {
      await page.getByTestId(`math-example-${example}`).click();
      await expect.poll(() => page.getByTestId('math-name').inputValue(), PATIENCE).toBe(example);
      await expect.poll(() => lines('math-preview'), PATIENCE).toBe('2');
      await page.getByTestId('math-save').click();
      await expect.poll(() => lines(`overlay-${example}`), PATIENCE).toBe('2');
    }
    await page.screenshot({ path: join(screenshots, `math-${width}-${scheme}.png`) });
    await page.close();
  });
});
