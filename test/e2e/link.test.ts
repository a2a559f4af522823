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
const PATIENCE = { timeout: 120_000 };
const STORED = { cars: 2, laps: 2 };
const RACING = 8;

describe.skipIf(!browser)('the radio and the factory in a browser', { timeout: 360_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-link-'));
  let serving: ReturnType<typeof startLapwing>;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    const stored = await lapwing(['race', '--track', 'little-marsh', '--cars', String(STORED.cars), '--laps', String(STORED.laps), '--data', data]);
    expect(stored.status).toBe(0);
    serving = startLapwing(['serve', '--port', '0', '--data', data]);
    const url = await servedAt(serving);
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    hearComplaints(page, complaints);
    await page.goto(url);
    await page.getByTestId('new-race').click();
    await page.getByTestId('new-race-dialog').locator('input[name=cars]').fill(String(RACING));
    await page.getByTestId('race-start').click();
    await page.locator('[data-testid^=tower-row-]').nth(RACING - 1).waitFor(PATIENCE);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    rmSync(data, { recursive: true, force: true });
  });

  beforeEach(() => complaints.splice(0));
  afterEach(() => expect(complaints).toEqual([]));

  const text = (testId: string): Promise<string> => page.getByTestId(testId).innerText();
  const number = async (testId: string): Promise<number> => Number((await text(testId)).replace(/\D/g, ''));
  const shoot = (name: string): Promise<Buffer> => page.screenshot({ path: join(screenshots, `${name}.png`) });
  const preset = (name: string) => page.getByTestId(`link-preset-${name}`);
  const field = (name: string) => page.getByTestId(`link-number-${name}`);
  const numbers = async (): Promise<string[]> => Promise.all(['kbit', 'latency', 'jitter', 'loss'].map((name) => field(name).inputValue()));

  test('a preset of the radio is chosen, its numbers stand in the form, and the backlog grows while the live lane brings the newest', async () => {
    await page.getByTestId('tab-link').click();
    await expect.poll(() => text('link-why'), PATIENCE).toBe('Carries all there is at once.');
    await expect.poll(() => number('status-confirmed'), PATIENCE).toBeGreaterThan(100);
    await preset('edge').click();
    await expect.poll(() => preset('edge').getAttribute('aria-pressed'), PATIENCE).toBe('true');
    await expect.poll(() => text('link-state'), PATIENCE).toBe('● slow, 800 kbit/s');
    await expect.poll(() => text('link-why'), PATIENCE).toMatch(/^Edge: at most 800 kbit\/s, 200 ± 80 ms each way, 3 % of packets lost\.$|outage of 6 s/);
    await expect.poll(numbers, PATIENCE).toEqual(['800', '200', '80', '3']);
    await expect.poll(() => text('link-live'), PATIENCE).toContain('Live lane on: the newest first');
    await expect.poll(() => number('link-backlog'), PATIENCE).toBeGreaterThan(200);
    await shoot('link-edge');
  });

  test('numbers of one’s own take its place, and the frames that waited are confirmed', async () => {
    const confirmed = await number('status-confirmed');
    const waiting = await number('link-backlog');
    for (const [name, value] of [['kbit', '20000'], ['latency', '20'], ['jitter', '5'], ['loss', '0']] as const) await field(name).fill(value);
    await page.getByTestId('link-apply').click();
    await expect.poll(() => text('link-why'), PATIENCE).toBe('Custom: at most 20000 kbit/s, 20 ± 5 ms each way.');
    await expect.poll(() => text('link-state'), PATIENCE).toBe('● up, custom');
    expect(await preset('edge').getAttribute('aria-pressed')).toBe('false');
    await expect.poll(() => number('status-confirmed'), PATIENCE).toBeGreaterThan(confirmed + waiting);
    expect(await number('status-gaps')).toBe(0);
  });

  test('in the preset with a tunnel, cars that are in it are named', async () => {
    await preset('tunnel').click();
    await expect.poll(() => preset('tunnel').getAttribute('aria-pressed'), PATIENCE).toBe('true');
    await expect.poll(numbers, PATIENCE).toEqual(['20000', '15', '3', '0.1']);
    await page.getByTestId('race-speed').selectOption({ label: '5×' });
    await expect.poll(() => text('link-why'), PATIENCE).toMatch(/in a tunnel: car\d+/);
    await shoot('link-tunnel');
    await page.getByTestId('race-speed').selectOption({ label: '1×' });
    await page.getByTestId('link-restore').click();
    await expect.poll(() => text('link-state'), PATIENCE).toBe('● up');
    await expect.poll(numbers, PATIENCE).toEqual(['', '', '', '']);
    await expect.poll(() => text('link-why'), PATIENCE).toBe('Carries all there is at once.');
  });

  test('laps of a race go to the factory once, what is confirmed is not sent again, and all of it is when that is asked', async () => {
    const words = (): Promise<string> => text('export-words');
    await page.getByTestId('tab-laps').click();
    await page.locator('[data-testid^=race-row-]').last().click();
    await expect.poll(() => page.getByTestId('export-start').isDisabled(), PATIENCE).toBe(false);
    // The way to the grid is the shortest of all.
    await page.getByTestId('export-lap').selectOption('0');
    await page.getByTestId('export-start').click();
    await expect.poll(words, PATIENCE).toMatch(/^The factory \w+ confirmed (\d+) of \1 laps on \S+ \(embedded\); \1 sent, [0-9.]+ MB\.$/);
    expect(await page.getByTestId('export-again').count()).toBe(0);
    await page.getByTestId('export-start').click();
    await expect.poll(words, PATIENCE).toMatch(/confirmed (\d+) of \1 laps .*; 0 sent, 0\.0 MB\. \1 of them confirmed before and not sent again\.$/);
    await page.getByTestId('export-again').click();
    await expect.poll(words, PATIENCE).toMatch(/confirmed (\d+) of \1 laps .*; \1 sent, [0-9.]+ MB\.$/);
    await expect.poll(() => page.getByTestId('export-again').count(), PATIENCE).toBe(0);
    await shoot('export-again');
  });
});
