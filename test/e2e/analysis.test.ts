import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LapRow } from '../../common/race-view.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { drivenRace } from './driven-race.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();

describe.skipIf(!browser)('laps compared in a browser', { timeout: 90_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let laps: LapRow[];
  let page: Page;

  const open = async (width: number, height: number, colorScheme: 'dark' | 'light'): Promise<void> => {
    page = await browser!.newPage({ viewport: { width, height }, locale: 'en-GB', colorScheme });
    hearComplaints(page, complaints);
    await page.goto(host.url);
    await page.getByTestId('tab-analysis').click();
  };
  const words = (id: string): Promise<string> => page.getByTestId(id).innerText();
  const lines = (strip: string): Promise<string | null> => page.getByTestId(`overlay-${strip}`).getAttribute('data-lines');

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  });

  test('an empty store says what to do', async () => {
    await open(1366, 768, 'dark');
    await expect.poll(() => words('no-laps')).toContain('New race');
    await page.close();
  });

  test('two laps are compared at once, and the sentence says by how much', async () => {
    await drivenRace(workstation, { track: 'merlin-field', cars: 2, laps: 1, rate: 20 });
    laps = await drivenRace(workstation, { track: 'little-marsh', cars: 4, laps: 2 });
    await open(1366, 768, 'dark');
    await expect.poll(() => lines('Speed'), { timeout: 20_000 }).toBe('2');
    await expect.poll(() => words('sections-total')).toMatch(/^[+−]\d\.\d{3}$/);
    const best = [...new Set(laps.map(({ car }) => car))].map((car) => Math.min(...laps.filter((lap) => lap.car === car && lap.lap_type === 'flying').map((lap) => lap.lap_time ?? Infinity))).sort((a, b) => a - b);
    const shown = Number((await words('sections-total')).replace('+', ''));
    expect(Math.abs(shown - (best[1]! - best[0]!))).toBeLessThan(0.0015);
    expect(await words('verdict')).toContain((await words('sections-total')).trim());
    await page.screenshot({ path: join(screenshots, 'analysis.png') });
  });

  test('by mouse: a range is dragged, the wheel zooms, a section is shown, a double click shows all', async () => {
    const box = (await page.getByTestId('overlay-cover').boundingBox())!;
    const y = box.y + box.height * 0.35;
    await page.mouse.move(box.x + box.width * 0.2, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => words('range-words')).toMatch(/A \d+ m to B \d+ m/);
    await expect.poll(() => page.getByTestId('lap-values').locator('[data-cell=mean]').first().innerText()).toMatch(/\d/);
    await page.mouse.wheel(0, -400);
    await expect.poll(() => page.getByTestId('whole-lap').isEnabled()).toBe(true);
    await page.mouse.dblclick(box.x + box.width * 0.5, y);
    await expect.poll(() => page.getByTestId('whole-lap').isEnabled()).toBe(false);
    await page.locator('tr.corner').first().click();
    await expect.poll(() => page.getByTestId('whole-lap').isEnabled()).toBe(true);
  });

  test('by keyboard: the cursor moves, A and B set the range, Escape takes it away, then shows the whole lap', async () => {
    await page.getByTestId('overlay-cover').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('0');
    const at = (): Promise<string | null> => page.getByTestId('overlay-cursor').getAttribute('data-x');
    const before = await at();
    await page.keyboard.press('a');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('b');
    await expect.poll(at).not.toBe(before);
    await expect.poll(() => words('range-words')).toMatch(/to B/);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('range-words').count()).toBe(0);
    await page.keyboard.press('x');
    await expect.poll(() => page.getByTestId('analysis-axis-time').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('x');
  });

  test('the ideal lap is compared with, and a lap of another track is told and not drawn', async () => {
    await page.getByTestId('ideal-reference').click();
    await expect.poll(() => lines('Speed')).toBe('3');
    await page.getByTestId('ideal-reference').click();
    await expect.poll(() => lines('Speed')).toBe('2');
    await page.getByTestId('filter-races').selectOption('all');
    await page.getByTestId('filter-mode-all').click();
    await page.getByTestId('filter-kind').selectOption('');
    const other = page.locator('[data-testid^="pick-"][data-testid*="merlin-field"]').first();
    await other.click();
    await expect.poll(() => page.locator('[data-testid^=trouble-]').first().innerText()).toContain('merlin-field');
    expect(await lines('Speed')).toBe('2');
    await page.close();
  });

  test.each([[1366, 768, 'light'], [2560, 1440, 'dark'], [2560, 1440, 'light']] as const)('%i × %i, %s', async (width, height, scheme) => {
    await open(width, height, scheme);
    await expect.poll(() => lines('Steer'), { timeout: 20_000 }).toBe('2');
    await page.screenshot({ path: join(screenshots, `analysis-${width}-${scheme}.png`) });
    await page.close();
  });
});
