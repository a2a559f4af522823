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
const PATIENCE = { timeout: 20_000 };

describe.skipIf(!browser)('a stored race in a browser, while another one runs', { timeout: 90_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-replay-'));
  let serving: ReturnType<typeof startLapwing>;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    const stored = await lapwing(['race', '--track', 'little-marsh', '--cars', '6', '--laps', '6', '--data', data]);
    expect(stored.status).toBe(0);
    serving = startLapwing(['serve', '--race', '--port', '0', '--data', data]);
    const url = await servedAt(serving);
    page = await openPage();
    await page.goto(url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    rmSync(data, { recursive: true, force: true });
  });

  beforeEach(() => complaints.splice(0));
  afterEach(() => expect(complaints).toEqual([]));

  async function openPage(): Promise<Page> {
    const opened = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    hearComplaints(opened, complaints);
    return opened;
  }

  const state = (on = page): Promise<string> => on.getByTestId('replay-state').innerText();
  /** What the transport bar says, s: while the clock stands, what the workstation says. */
  const racetime = async (on = page): Promise<number> => Number(await on.getByTestId('transport').getAttribute('data-racetime'));
  const latest = async (on = page): Promise<number> => Number(await on.getByTestId('chart-Speed').getAttribute('data-latest'));
  const number = async (testId: string): Promise<number> => Number((await page.getByTestId(testId).innerText()).replace(/\D/g, ''));
  const pause = async (): Promise<void> => {
    if ((await state()) === 'REPLAY') await page.keyboard.press(' ');
    await expect.poll(() => state(), PATIENCE).toMatch(/PAUSED|END/);
  };
  const openReplay = async (on: Page): Promise<void> => {
    await on.getByTestId('tab-laps').click();
    await on.locator('[data-testid^=race-row-]').last().click();
    await on.getByTestId('replay-race').click();
    await expect.poll(() => state(on), PATIENCE).toContain('REPLAY');
  };

  test('the Laps screen opens it on the Live screen: tower, charts and map as they were, and it says that this is no live race', async () => {
    await expect.poll(() => page.getByTestId('live-badge').innerText(), PATIENCE).toContain('LIVE');
    await page.getByTestId('tab-laps').click();
    await expect.poll(() => page.locator('[data-testid^=race-row-]').count(), PATIENCE).toBe(2);
    await page.locator('[data-testid^=race-row-]').first().click();
    await expect.poll(() => page.getByTestId('replay-race').isDisabled(), PATIENCE).toBe(true);
    await openReplay(page);
    await expect.poll(() => page.locator('[data-testid^=tower-row-]').count(), PATIENCE).toBe(6);
    const before = await latest();
    await expect.poll(() => latest(), PATIENCE).toBeGreaterThan(before + 1);
    expect(await page.getByTestId('live-badge').count()).toBe(0);
    expect(await page.getByTestId('race-lap').innerText()).toMatch(/\/ 6$/);
    await page.getByTestId('replay-speed').selectOption('16');
    await expect.poll(() => latest(), PATIENCE).toBeGreaterThan(60);
    await page.screenshot({ path: join(screenshots, 'replay.png') });
  });

  test('keys play, pause, and step by sample, second, lap and event', async () => {
    await page.getByTestId('track-map').hover();
    await pause();
    const at = await racetime();
    await page.keyboard.press('.');
    await expect.poll(() => racetime(), PATIENCE).toBeGreaterThan(at);
    expect(await racetime()).toBeLessThan(at + 0.011);
    const on = await racetime();
    // The sample of this moment is drawn, and they come every 10 ms.
    await expect.poll(async () => Math.abs((await latest()) - on), PATIENCE).toBeLessThan(0.015);
    await page.keyboard.press('.');
    await page.keyboard.press('.');
    await expect.poll(() => racetime(), PATIENCE).toBeCloseTo(on + 0.02, 3);
    await page.keyboard.press(',');
    await expect.poll(() => racetime(), PATIENCE).toBeCloseTo(on + 0.01, 3);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => racetime(), PATIENCE).toBeCloseTo(on - 4.99, 3);
    await expect.poll(() => latest(), PATIENCE).toBeCloseTo(on - 4.99, 1);
    await page.keyboard.press('Home');
    await expect.poll(() => racetime(), PATIENCE).toBe(0);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => page.getByTestId('replay-lap').inputValue(), PATIENCE).toBe('2');
    await page.keyboard.press('End');
    await expect.poll(() => state(), PATIENCE).toContain('END');
    const end = await racetime();
    await page.keyboard.press('[');
    await expect.poll(() => racetime(), PATIENCE).toBeLessThan(end);
    await page.keyboard.press('-');
    await expect.poll(() => page.getByTestId('replay-speed').inputValue(), PATIENCE).toBe('8');
  });

  test('the mouse goes to a lap, a place on the bar, a moment in a chart and a message', async () => {
    const before = await racetime();
    await page.getByTestId('replay-lap').fill('4');
    await page.keyboard.press('Enter');
    await expect.poll(() => racetime(), PATIENCE).not.toBe(before);
    await expect.poll(() => page.getByTestId('replay-lap').inputValue(), PATIENCE).toBe('4');
    await expect.poll(async () => (await latest()) - (await racetime()), PATIENCE).toBeCloseTo(0, 1);
    const fourth = await racetime();

    for (const [box, typed, words] of [['lap', '60', /^Lap 60 is past the end: this race has 6 laps\. Give a lap from 0 to 6\.$/], ['lap', '-3', /before the start/], ['lap', 'abc', /“abc” is no lap/], ['time', 'soon', /“soon” is no race time/]] as const) {
      await page.getByTestId(`replay-${box}`).fill(typed);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.getByTestId(`replay-${box}-wrong`).innerText().catch(() => ''), PATIENCE).toMatch(words);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByTestId(`replay-${box}-wrong`).count(), PATIENCE).toBe(0);
      expect(await racetime()).toBe(fourth);
    }
    await page.getByTestId('replay-time').fill('0:30');
    await page.keyboard.press('Enter');
    await expect.poll(() => racetime(), PATIENCE).toBe(30);
    await expect.poll(() => latest(), PATIENCE).toBeCloseTo(30, 1);
    await page.getByTestId('replay-lap').fill('4');
    await page.keyboard.press('Enter');
    await expect.poll(() => racetime(), PATIENCE).toBe(fourth);
    await expect.poll(async () => (await latest()) - (await racetime()), PATIENCE).toBeCloseTo(0, 1);

    const chart = (await page.getByTestId('chart-Speed').boundingBox())!;
    await page.mouse.click(chart.x + 150, chart.y + 40);
    await expect.poll(() => racetime(), PATIENCE).toBeLessThan(fourth - 5);
    expect(await racetime()).toBeGreaterThan(fourth - 61);

    const bar = (await page.getByTestId('replay-position').boundingBox())!;
    await page.mouse.move(bar.x + bar.width * 0.2, bar.y + 12);
    await expect.poll(() => page.getByTestId('replay-hint').innerText(), PATIENCE).toMatch(/lap \d/);
    await page.mouse.down();
    await page.mouse.move(bar.x + bar.width * 0.9, bar.y + 12, { steps: 12 });
    await page.mouse.up();
    await expect.poll(() => racetime(), PATIENCE).toBeGreaterThan(fourth);
    await expect.poll(async () => Math.abs((await latest()) - (await racetime())), PATIENCE).toBeLessThan(0.2);

    await page.getByTestId('messages').locator('li').last().click();
    await expect.poll(() => racetime(), PATIENCE).toBe(0);
    await expect.poll(() => page.getByTestId('messages').innerText(), PATIENCE).toContain('Green flag');
    expect(await page.getByTestId('messages').locator('li').count()).toBeLessThan(4);
  });

  test('a second window follows the same clock, and runs free when it is told to', async () => {
    const other = await openPage();
    await other.context().addCookies((await page.context().storageState()).cookies);
    await other.goto(new URL('/', page.url()).href);
    await openReplay(other);
    await expect.poll(() => page.getByTestId('replay-together').innerText(), PATIENCE).toBe('Together: 2');
    const before = await racetime();
    await page.getByTestId('replay-lap').fill('3');
    await page.keyboard.press('Enter');
    await expect.poll(() => racetime(), PATIENCE).not.toBe(before);
    await expect.poll(async () => (await racetime(other)) - (await racetime()), PATIENCE).toBe(0);
    await expect.poll(async () => (await latest(other)) - (await racetime(other)), PATIENCE).toBeCloseTo(0, 1);

    await other.getByTestId('replay-together').click();
    await expect.poll(() => other.getByTestId('replay-together').innerText(), PATIENCE).toBe('Alone');
    const mine = await racetime();
    await other.getByTestId('replay-lap').fill('5');
    await other.keyboard.press('Enter');
    await expect.poll(() => racetime(other), PATIENCE).toBeGreaterThan(mine);
    expect(await racetime()).toBe(mine);
    await other.getByTestId('replay-together').click();
    await expect.poll(() => racetime(other), PATIENCE).toBe(mine);
    await other.close();
    await expect.poll(() => page.getByTestId('replay-together').innerText(), PATIENCE).toBe('Together');
  });

  test('a reload goes on where it was; one click goes back to the live race, of which nothing is missing', async () => {
    const at = await racetime();
    const confirmed = await number('status-confirmed');
    await page.reload();
    await expect.poll(() => page.getByTestId('transport').getAttribute('data-racetime').catch(() => null), PATIENCE).toBe(String(at));
    await expect.poll(() => state(), PATIENCE).toContain('PAUSED');
    await expect.poll(() => page.locator('[data-testid^=tower-row-]').count(), PATIENCE).toBe(6);
    await page.getByTestId('replay-close').click();
    await expect.poll(() => page.getByTestId('transport').count(), PATIENCE).toBe(0);
    await expect.poll(() => page.locator('[data-testid^=tower-row-]').count(), PATIENCE).toBe(20);
    const driven = async (): Promise<number> => {
      const before = await latest();
      await page.waitForTimeout(500);
      return (await latest()) - before;
    };
    await expect.poll(driven, PATIENCE).toBeGreaterThan(0.2);
    await expect.poll(() => page.getByTestId('live-badge').innerText(), PATIENCE).toContain('LIVE');
    await expect.poll(() => number('status-confirmed'), PATIENCE).toBeGreaterThan(confirmed);
    expect(await number('status-gaps')).toBe(0);
    await page.reload();
    await expect.poll(() => page.locator('[data-testid^=tower-row-]').count(), PATIENCE).toBe(20);
    expect(await page.getByTestId('transport').count()).toBe(0);
  });
});
