import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { lapwing, startLapwing } from '../support/cli.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { endServing, servedAt } from './serving.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 60_000 };
const CALL = /^(BOX NOW|STAY OUT|NO DIFFERENCE)$/;

describe.skipIf(!browser)('box now or stay out, in a browser', { timeout: 240_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-advice-'));
  let serving: ReturnType<typeof startLapwing>;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    const stored = await lapwing(['race', '--track', 'little-marsh', '--cars', '2', '--laps', '7', '--rate', '10', '--data', data]);
    expect(stored.status).toBe(0);
    serving = startLapwing(['serve', '--port', '0', '--data', data]);
    const url = await servedAt(serving);
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    hearComplaints(page, complaints);
    await page.goto(url);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    rmSync(data, { recursive: true, force: true });
  });

  beforeEach(() => complaints.splice(0));
  afterEach(() => expect(complaints).toEqual([]));

  const shown = (): Promise<number> => page.getByTestId('advice').count();
  const call = async (): Promise<string> => ((await shown()) === 0 ? '' : page.getByTestId('advice-call').innerText());
  const attribute = async (name: 'data-lap' | 'data-car'): Promise<string> => ((await shown()) === 0 ? '' : ((await page.getByTestId('advice').getAttribute(name)) ?? ''));
  const lap = async (): Promise<number> => Number(await attribute('data-lap'));

  test('without a race the Strategy screen has no call', async () => {
    await page.getByTestId('tab-strategy').click();
    await expect.poll(() => page.getByTestId('strategy-verdict').count(), PATIENCE).toBe(1);
    expect(await shown()).toBe(0);
  });

  test('in a stored race it says what was to be said then', async () => {
    await page.getByTestId('tab-laps').click();
    await page.locator('[data-testid^=race-row-]').first().click();
    await page.getByTestId('replay-race').click();
    await expect.poll(() => page.getByTestId('replay-state').count(), PATIENCE).toBe(1);
    await page.getByTestId('tab-strategy').click();
    await page.getByTestId('replay-play').click();
    await expect.poll(() => page.getByTestId('replay-state').innerText(), PATIENCE).toContain('PAUSED');
    const seek = async (to: string): Promise<void> => {
      await page.getByTestId('replay-lap').fill(to);
      await page.getByTestId('replay-lap').press('Enter');
    };
    await seek('5');
    await expect.poll(() => lap(), PATIENCE).toBeGreaterThanOrEqual(4);
    expect(await call()).toMatch(CALL);
    await expect.poll(async () => ((await page.getByTestId('advice-outcome').count()) === 0 ? '' : page.getByTestId('advice-outcome').innerText()), PATIENCE).toMatch(/^What came of it: .*after lap \d+\. By all laps of the race the word is /);
    const late = await lap();
    await seek('3');
    await expect.poll(async () => { const at = await lap(); return at > 0 && at < late; }, PATIENCE).toBe(true);
    await page.screenshot({ path: join(screenshots, 'advice-replay.png') });
    await page.getByTestId('view-trace').click();
    await expect.poll(() => page.locator('[data-testid=trace-pace] polyline').count(), PATIENCE).toBe(2);
    await page.getByTestId('view-gaps').click();
    await expect.poll(() => page.locator('[data-testid^=pit-loss-]').count(), PATIENCE).toBe(3);
    await page.getByTestId('view-wear').click();
    await expect.poll(async () => ((await page.getByTestId('wear').count()) === 0 ? '' : page.getByTestId('wear-laps').innerText()), PATIENCE).toMatch(/^\d+ of \d+ laps fitted/);
    await page.screenshot({ path: join(screenshots, 'advice-wear.png') });
    await page.keyboard.press('l');
    await expect.poll(() => page.getByTestId('replay-state').count(), PATIENCE).toBe(0);
    await expect.poll(() => shown(), PATIENCE).toBe(0);
  });

  test('while a race runs it follows the laps of the car that is chosen', async () => {
    await page.getByTestId('new-race').click();
    await expect.poll(() => page.getByTestId('race-track').locator('option').count(), PATIENCE).toBeGreaterThan(1);
    await page.getByTestId('race-track').selectOption('little-marsh');
    await page.locator('dialog input[name=laps]').fill('60');
    await page.locator('dialog input[name=cars]').fill('2');
    await page.getByTestId('race-start').click();
    await expect.poll(() => page.getByTestId('live-badge').count(), PATIENCE).toBe(1);
    await page.getByTestId('race-speed').selectOption('20');
    await page.getByTestId('tab-strategy').click();
    await expect.poll(() => call(), PATIENCE).toMatch(CALL);
    expect(await page.getByTestId('advice-reason').innerText()).toMatch(/\.$/);
    const before = await lap();
    await expect.poll(() => lap(), PATIENCE).toBeGreaterThan(before);
    const car = await attribute('data-car');
    const other = await page.getByTestId('advice-car').locator('option').evaluateAll((options, not) => options.map((option) => (option as HTMLOptionElement).value).find((value) => value !== not)!, car);
    await page.getByTestId('advice-car').selectOption(other);
    await expect.poll(() => attribute('data-car'), PATIENCE).toBe(other);
    const then = await lap();
    await expect.poll(() => lap(), PATIENCE).toBeGreaterThan(then);
    expect(await attribute('data-car')).toBe(other);
    await page.screenshot({ path: join(screenshots, 'advice.png') });
  });
});
