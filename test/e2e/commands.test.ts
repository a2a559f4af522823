import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
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

describe.skipIf(!browser)('commands, keys and themes in a browser', { timeout: 90_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-commands-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let context: BrowserContext;
  let page: Page;

  const listen = (on: Page): Page => {
    hearComplaints(on, complaints);
    return on;
  };
  const screen = (): Promise<string | null> => page.locator('main').getAttribute('data-testid');
  const pressed = (id: string): Promise<string | null> => page.getByTestId(id).getAttribute('aria-pressed');
  const theme = (on: Page): Promise<string | null> => on.locator('html').getAttribute('data-theme');
  /** As a person: opens the palette, types, and takes what is on top. */
  const command = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-search').fill(text);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('palette').count(), PATIENCE).toBe(0);
  };

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    context = await browser!.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB', colorScheme: 'dark' });
    page = listen(await context.newPage());
    await page.goto(host.url);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  test('the palette opens by key and by mouse, finds, and says why something is not possible', async () => {
    await expect.poll(() => page.getByTestId('new-race').isEnabled(), PATIENCE).toBe(true);
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-search').fill('stop race');
    await expect.poll(() => page.getByTestId('command-race.stop').innerText(), PATIENCE).toContain('No race is running.');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('palette').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('palette').count(), PATIENCE).toBe(0);
    await page.getByTestId('open-palette').click();
    await page.getByTestId('palette-search').fill('new race');
    await page.getByTestId('command-race.new').click();
    await page.getByTestId('race-start').waitFor();
    await page.getByLabel('Cars').fill('6');
    await page.getByTestId('race-start').click();
    await expect.poll(() => page.locator('[data-testid^=tower-row-]').count(), PATIENCE).toBe(6);
  });

  test('a car is followed and let go by its number, from any screen', async () => {
    const third = page.locator('[data-testid^=tower-row-]').nth(2);
    await expect.poll(() => third.getAttribute('aria-pressed'), PATIENCE).toBe('false');
    const id = (await third.getAttribute('data-testid'))!;
    const number = (await third.locator('.number').innerText()).trim();
    await command(`follow ${number}`);
    await expect.poll(() => pressed(id), PATIENCE).toBe('true');
    await page.keyboard.press('2');
    await expect.poll(screen, PATIENCE).toBe('screen-laps');
    await command(`let go ${number}`);
    await command('go to live');
    await expect.poll(() => pressed(id), PATIENCE).toBe('false');
  });

  test('keys do what their buttons say, and the sheet lists what does something here', async () => {
    expect(await page.getByTestId('tab-analysis').getAttribute('title')).toBe('Analysis (3)');
    expect(await page.getByTestId('chart-pause').getAttribute('title')).toContain('(Space)');
    await page.locator('.strip[data-latest]').first().waitFor();
    await page.getByTestId('track-map').hover();
    await page.keyboard.press('Space');
    await expect.poll(() => pressed('chart-pause'), PATIENCE).toBe('true');
    await page.keyboard.press('Space');
    await expect.poll(() => pressed('chart-pause'), PATIENCE).toBe('false');
    await page.keyboard.press('x');
    await expect.poll(() => pressed('axis-distance'), PATIENCE).toBe('true');
    await page.keyboard.press('x');
    await page.keyboard.press('w');
    await expect.poll(() => pressed('window-120'), PATIENCE).toBe('true');
    await page.keyboard.press('?');
    await expect.poll(() => page.getByTestId('key-sheet').innerText(), PATIENCE).toContain('Next length of the time axis');
    await page.screenshot({ path: join(screenshots, 'keys.png') });
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('key-sheet').count(), PATIENCE).toBe(0);
    await page.keyboard.press('3');
    await expect.poll(screen, PATIENCE).toBe('screen-analysis');
    await page.getByTestId('analysis-keys').click();
    await expect.poll(() => page.getByTestId('key-sheet').innerText(), PATIENCE).toContain('Show the next corner');
    expect(await page.getByTestId('key-sheet').innerText()).not.toContain('Next length of the time axis');
    await page.getByTestId('key-sheet-close').click();
  });

  test('what is typed stays where it is typed', async () => {
    await page.keyboard.press('6');
    const editor = page.getByTestId('sql-editor');
    await editor.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await editor.pressSequentially('t2?');
    await expect.poll(() => editor.innerText(), PATIENCE).toBe('t2?');
    expect(await screen()).toBe('screen-sql');
    expect(await theme(page)).toBe('dark');
    await command('go to live');
    await expect.poll(screen, PATIENCE).toBe('screen-live');
  });

  test('the theme is chosen, kept, and the same in every window', async () => {
    const other = listen(await context.newPage());
    await other.goto(new URL('/', page.url()).href);
    await expect.poll(() => theme(other), PATIENCE).toBe('dark');
    const ground = (on: Page): Promise<string> => on.evaluate(() => getComputedStyle(document.querySelector('.panel')!).backgroundColor);
    await other.getByTestId('track-map').waitFor();
    expect(await ground(other)).toBe('rgb(17, 22, 30)');
    await command('sunlight');
    await expect.poll(() => ground(page), PATIENCE).toBe('rgb(255, 255, 255)');
    await expect.poll(() => ground(other), PATIENCE).toBe('rgb(255, 255, 255)');
    await other.close();
    await page.reload();
    await expect.poll(() => theme(page), PATIENCE).toBe('sunlight');
    await command('theme: as the system');
    await expect.poll(() => theme(page), PATIENCE).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => theme(page), PATIENCE).toBe('light');
  });

  test.each(['dark', 'light', 'sunlight'])('%s, in both sizes', async (name) => {
    await command(`theme: ${name}`);
    for (const [width, height] of [[1366, 768], [2560, 1440]] as const) {
      await page.setViewportSize({ width, height });
      await page.keyboard.press('Control+k');
      await page.getByTestId('palette-search').fill('r');
      await expect.poll(() => page.locator('.palette [aria-selected=true]').count(), PATIENCE).toBe(1);
      await page.screenshot({ path: join(screenshots, `palette-${width}-${name}.png`) });
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByTestId('palette').count(), PATIENCE).toBe(0);
      await page.screenshot({ path: join(screenshots, `live-${width}-${name}.png`) });
    }
  });
});
