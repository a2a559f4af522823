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

describe.skipIf(!browser)('live charts under the hand', { timeout: 120_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-live-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let page: Page;

  const latest = (): Promise<number> => page.getByTestId('chart-Speed').getAttribute('data-latest').then(Number);
  /** Where the axis ends, s of race time or m. */
  const until = (): Promise<number> => page.getByTestId('chart-Speed').getAttribute('data-until').then(Number);
  const points = (): Promise<number> => page.getByTestId('chart-Speed').getAttribute('data-points').then(Number);
  const words = (): Promise<string> => page.getByTestId('chart-missing').innerText();
  const pressed = (id: string): Promise<string | null> => page.getByTestId(id).getAttribute('aria-pressed');
  /** Length of the time axis, s, as the choice says. */
  const length = (): Promise<number> => page.locator('[data-testid^=window-][aria-pressed=true]').innerText().then(parseFloat);
  /** The place of the lines of the Speed chart. */
  const plot = async (): Promise<{ x: number; y: number; width: number; height: number }> => (await page.getByTestId('chart-Speed').locator('.u-over').boundingBox())!;
  const point = async (across: number): Promise<[number, number]> => {
    const { x, y, width, height } = await plot();
    return [x + width * across, y + height / 2];
  };
  const drag = async (from: number, to: number): Promise<void> => {
    await page.mouse.move(...(await point(from)));
    await page.mouse.down();
    await page.mouse.move(...(await point(to)), { steps: 5 });
    await page.mouse.up();
  };

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB', colorScheme: 'dark' });
    hearComplaints(page, complaints);
    await page.goto(host.url);
    await page.getByTestId('new-race').click();
    await page.getByLabel('Cars').fill('3');
    await page.getByTestId('race-start').click();
    await page.locator('.strip[data-latest]').first().waitFor();
    await page.getByTestId('race-speed').selectOption({ label: '5×' });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  test('the wheel makes the time axis shorter and longer while the race runs on', async () => {
    await expect.poll(latest, PATIENCE).toBeGreaterThan(30);
    await page.mouse.move(...(await point(0.5)));
    await page.mouse.wheel(0, -1200);
    await expect.poll(length, PATIENCE).toBe(10);
    const before = await latest();
    await expect.poll(latest, PATIENCE).toBeGreaterThan(before + 2);
    expect(await pressed('chart-pause')).toBe('false');
    await page.mouse.wheel(0, 10_000);
    await expect.poll(length, PATIENCE).toBe(300);
    await page.getByTestId('window-60').click();
    await expect.poll(() => page.locator('[data-testid^=window-]').count(), PATIENCE).toBe(3);
  });

  test('a drag goes back and holds the charts there; they say so, and one key goes on live', async () => {
    await page.mouse.move(...(await point(0.5)));
    await page.mouse.wheel(0, -1200);
    await expect.poll(length, PATIENCE).toBe(10);
    await drag(0.3, 0.8);
    await expect.poll(() => pressed('chart-pause'), PATIENCE).toBe('true');
    await expect.poll(words, PATIENCE).toMatch(/^held, \d+ s back$/);
    const back = async (): Promise<number> => Number(/\d+/.exec(await words()));
    const first = await back();
    await expect.poll(back, PATIENCE).toBeGreaterThan(first);
    await page.screenshot({ path: join(screenshots, 'live-held.png') });
    const held = await until();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(until, PATIENCE).toBeCloseTo(held - 2.5, 1);
    await page.keyboard.press('ArrowRight');
    await expect.poll(until, PATIENCE).toBeCloseTo(held, 1);
    await page.keyboard.press('0');
    await expect.poll(() => pressed('chart-pause'), PATIENCE).toBe('false');
    await expect.poll(words, PATIENCE).not.toContain('held');
    await expect.poll(latest, PATIENCE).toBeGreaterThan(held + 1);
  });

  test('values and gauges show what each car does now, and say so when they do not know', async () => {
    await page.keyboard.press('7');
    await page.getByTestId('dock-tab-values').click();
    const speed = page.locator('[data-testid^=value-Speed-]');
    await expect.poll(() => speed.count(), PATIENCE).toBe(2);
    const first = (): Promise<string> => speed.first().innerText();
    await expect.poll(first, PATIENCE).toMatch(/^\d+$/);
    const before = await first();
    await expect.poll(first, PATIENCE).not.toBe(before);
    await page.getByTestId('add-value').click();
    await page.getByTestId('channel-search').fill('WaterTemp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[data-testid^=value-WaterTemp-]').first().innerText(), PATIENCE).toMatch(/^\d+/);
    await page.screenshot({ path: join(screenshots, 'live-values.png') });
    await page.getByTestId('step-link').click();
    await expect.poll(first, PATIENCE).toBe('–');
    await page.getByTestId('step-link').click();
    await expect.poll(first, PATIENCE).toMatch(/^\d+$/);
    await page.keyboard.press('1');
    await expect.poll(() => page.getByTestId('dock').getAttribute('data-layout'), PATIENCE).toBe('live');
    await page.locator('.strip[data-latest]').first().waitFor();
  });

  test('by distance a part of the lap is zoomed to and moved; a double click shows all of it', async () => {
    await page.keyboard.press('x');
    await expect.poll(() => pressed('axis-distance'), PATIENCE).toBe('true');
    await expect.poll(() => page.getByTestId('race-lap').innerText(), { timeout: 60_000 }).toMatch(/Lap [2-9]/);
    await page.keyboard.press('Space');
    await expect.poll(() => pressed('chart-pause'), PATIENCE).toBe('true');
    await expect.poll(points, PATIENCE).toBeGreaterThan(5000);
    const whole = await until();
    for (let times = 0; times < 4; times++) await page.keyboard.press('+');
    const share = 0.5 + 0.5 / 1.5 ** 4;
    await expect.poll(until, PATIENCE).toBeCloseTo(whole * share, -1);
    await drag(0.2, 0.9);
    await expect.poll(until, PATIENCE).toBeLessThan(whole * share - 500);
    await page.screenshot({ path: join(screenshots, 'live-zoomed.png') });
    await page.mouse.dblclick(...(await point(0.5)));
    await expect.poll(until, PATIENCE).toBe(whole);
    await expect.poll(() => pressed('chart-pause'), PATIENCE).toBe('false');
  });
});
