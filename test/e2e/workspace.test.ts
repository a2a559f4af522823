import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe.skipIf(!browser)('panels in a browser', { timeout: 120_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-workspace-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let context: BrowserContext;
  let page: Page;
  let other: Page;

  const listen = (on: Page): Page => {
    hearComplaints(on, complaints);
    return on;
  };
  /** Every panel that can be seen, and where: `left,top width×height`. */
  const seen = (on = page): Promise<Record<string, string>> =>
    on.locator('.dock-panel').evaluateAll((panels) =>
      Object.fromEntries(
        panels.map((each) => {
          const { left, top, width, height } = each.getBoundingClientRect();
          return [(each as HTMLElement).dataset['testid']!.replace('panel-', ''), `${left},${top} ${width}×${height}`];
        }),
      ),
    );
  const names = async (on = page): Promise<string> => Object.keys(await seen(on)).toSorted().join(' ');
  const ALL = 'car charts control link map tower';
  const command = async (text: string, on = page): Promise<void> => {
    await on.keyboard.press('Control+k');
    await on.getByTestId('palette-search').fill(text);
    await on.keyboard.press('Enter');
    await expect.poll(() => on.getByTestId('palette').count(), PATIENCE).toBe(0);
  };
  /** As a hand: from one place to another, part of the way at a time. */
  const drag = async (from: readonly [number, number], to: readonly [number, number], meanwhile = async () => {}): Promise<void> => {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 4 });
    await page.mouse.move(...to, { steps: 4 });
    await meanwhile();
    await page.mouse.up();
  };
  const box = async (testid: string): Promise<{ x: number; y: number; width: number; height: number }> => (await page.getByTestId(testid).boundingBox())!;
  /** A place in a panel, from 0 to 1 across and down. */
  const inside = async (panel: string, across: number, down: number): Promise<[number, number]> => {
    const { x, y, width, height } = await box(`panel-${panel}`);
    return [x + width * across, y + height * down];
  };
  const header = async (panel: string): Promise<[number, number]> => {
    const { x, y, width, height } = (await page.getByTestId(`panel-${panel}`).locator('.panel-head h2').boundingBox())!;
    return [x + width / 2, y + height / 2];
  };
  const latest = (panel: string, channel: string): Promise<number> =>
    page.getByTestId(`panel-${panel}`).getByTestId(`chart-${channel}`).getAttribute('data-latest').then(Number);
  /** Waits until a chart has drawn something newer than it shows now. */
  const runsOn = async (panel: string, channel: string): Promise<void> => {
    const before = await latest(panel, channel);
    await expect.poll(() => latest(panel, channel), PATIENCE).toBeGreaterThan(before || 0);
  };

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    context = await browser!.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB', colorScheme: 'dark' });
    page = listen(await context.newPage());
    await page.goto(host.url);
    await page.getByTestId('new-race').click();
    await page.getByLabel('Cars').fill('6');
    await page.getByTestId('race-start').click();
    await page.locator('[data-testid^=tower-row-]').nth(5).waitFor();
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  test('a panel is dragged onto another as a tab, beside another and to an edge, and each is undone', async () => {
    await runsOn('charts', 'Speed');
    await page.locator('.car-body').waitFor();
    const spare = (): Promise<number> => page.getByTestId('panel-car').evaluate((panel) => panel.clientHeight - panel.querySelector('.dock-content')!.clientHeight);
    await expect.poll(() => spare(), PATIENCE).toBeLessThan(3);
    const before = await seen();
    expect(Object.keys(before).toSorted().join(' ')).toBe(ALL);
    await drag(await header('map'), await inside('charts', 0.5, 0.5), async () => {
      await expect.poll(() => page.getByTestId('drop-mark').count(), PATIENCE).toBe(1);
      await page.screenshot({ path: join(screenshots, 'workspace-drag.png') });
    });
    await expect.poll(() => page.getByTestId('dock-tab-map').getAttribute('aria-selected'), PATIENCE).toBe('true');
    expect(await names()).toBe('car control link map tower');
    await page.getByTestId('dock-tab-charts').click();
    await expect.poll(() => names(), PATIENCE).toBe('car charts control link tower');
    await runsOn('charts', 'Speed');

    await drag(await header('link'), await inside('tower', 0.5, 0.95));
    await expect.poll(async () => (await box('panel-link')).x, PATIENCE).toBe(0);
    await drag(await header('control'), [1366 / 2, 730]);
    await expect.poll(async () => (await box('panel-control')).width, PATIENCE).toBe(1366);

    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
    await expect.poll(() => seen(), PATIENCE).toEqual(before);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => page.getByTestId('dock-tab-map').count(), PATIENCE).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => seen(), PATIENCE).toEqual(before);
  });

  test('Escape takes a drag back, and a click on a header is none', async () => {
    const before = await seen();
    await drag(await header('map'), await inside('charts', 0.5, 0.5), async () => {
      await expect.poll(() => page.getByTestId('drop-mark').count(), PATIENCE).toBe(1);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByTestId('drop-mark').count(), PATIENCE).toBe(0);
    });
    await page.mouse.click(...(await header('map')));
    expect(await seen()).toEqual(before);
  });

  test('borders are moved with the mouse and with the keyboard; one undo takes a drag back', async () => {
    const before = await box('panel-charts');
    const divider = await box('divider-1');
    const hold = [divider.x + divider.width / 2, divider.y + 300] as const;
    await drag(hold, [hold[0] - 120, hold[1]]);
    await expect.poll(async () => (await box('panel-charts')).width, PATIENCE).toBe(before.width - 120);
    await page.getByTestId('divider-1').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await box('panel-charts')).width, PATIENCE).toBe(before.width - 104);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await box('panel-charts')).width, PATIENCE).toBe(before.width - 120);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await box('panel-charts')).width, PATIENCE).toBe(before.width);
  });

  test('by keyboard alone: from panel to panel, the menu of one, the whole window, an edge', async () => {
    await page.getByTestId('tab-live').focus();
    await page.keyboard.press('F6');
    const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement!.getAttribute('data-testid'));
    const first = (await focused())!;
    expect(first).toMatch(/^grip-/);
    await page.keyboard.press('F6');
    expect(await focused()).not.toBe(first);
    await page.getByTestId('grip-map').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('menu-map').waitFor();
    await page.screenshot({ path: join(screenshots, 'workspace-menu.png') });
    await page.keyboard.press('Enter');
    await expect.poll(() => names(), PATIENCE).toBe('map');
    await page.keyboard.press('m');
    await expect.poll(() => names(), PATIENCE).toBe(ALL);
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await expect.poll(async () => (await box('panel-map')).x, PATIENCE).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await box('panel-map')).x, PATIENCE).toBeGreaterThan(1000);
  });

  test('charts beside charts each have their channels and their time: one is held, the others run', async () => {
    await command('close this panel');
    await expect.poll(() => names(), PATIENCE).toBe('car charts control link tower');
    await page.getByTestId('panel-charts').locator('h2').click();
    await command('add panel: strip charts');
    await expect.poll(() => names(), PATIENCE).toBe('car charts charts2 control link tower');
    const second = page.getByTestId('panel-charts2');
    await second.getByTestId('replace-RPM').click();
    await page.getByTestId('channel-search').fill('TyreWearFL');
    await page.keyboard.press('Enter');
    await runsOn('charts2', 'TyreWearFL');
    await second.getByTestId('axis-distance').click();
    await page.keyboard.press('Escape');
    await second.locator('.strips-body').click({ position: { x: 100, y: 100 } });
    await page.keyboard.press('Space');
    await expect.poll(() => second.getByTestId('chart-pause').getAttribute('aria-pressed'), PATIENCE).toBe('true');
    expect(await page.getByTestId('panel-charts').getByTestId('chart-pause').getAttribute('aria-pressed')).toBe('false');
    await expect.poll(async () => (await latest('charts', 'Speed')) - (await latest('charts2', 'TyreWearFL')), PATIENCE).toBeGreaterThan(3);
  });

  test('a layout is saved under a name, comes back with its charts, and shows in another window', async () => {
    await page.keyboard.press('Control+s');
    await page.getByTestId('layout-name').fill('Race wall');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('layout-menu').innerText(), PATIENCE).toContain('Race wall');
    await expect.poll(() => page.title(), PATIENCE).toBe('Race wall · Lapwing');
    await page.getByTestId('tab-live').click();
    await command('put this layout back');
    await expect.poll(() => names(), PATIENCE).toBe(ALL);
    const opened = context.waitForEvent('page');
    await page.getByTestId('layout-menu').click();
    await page.getByTestId('item-layout.window').click();
    other = listen(await opened);
    await other.getByTestId('layout-menu').click();
    await other.getByTestId('item-layout.go.race-wall').click();
    await expect.poll(() => names(other), PATIENCE).toBe('car charts charts2 control link tower');
    await expect.poll(() => other.getByTestId('panel-charts2').getByTestId('axis-distance').getAttribute('aria-pressed'), PATIENCE).toBe('true');
    await other.getByTestId('panel-charts2').getByTestId('chart-TyreWearFL').waitFor();
    await page.reload();
    await expect.poll(() => names(), PATIENCE).toBe(ALL);
    await command('layout “race wall”');
    await expect.poll(() => names(), PATIENCE).toBe('car charts charts2 control link tower');
    await other.getByTestId('panel-control').locator('h2').click();
    await command('close this panel', other);
    await expect.poll(() => names(), PATIENCE).toBe('car charts charts2 link tower');
  });

  test('a layout goes into a file and comes out of it; what is no layout is refused in one line', async () => {
    const saved = page.waitForEvent('download');
    await command('export this layout');
    const file = join(data, 'wall.json');
    await (await saved).saveAs(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1, name: 'Race wall', panels: { charts2: { kind: 'charts', axis: 'distance' } } });
    await command('delete this layout');
    await expect.poll(() => names(), PATIENCE).toBe(ALL);
    await expect.poll(() => other.getByTestId('screen-live').count(), PATIENCE).toBe(1);
    await other.close();
    const open = async (name: string): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await command('import a layout');
      await (await chooser).setFiles(name);
    };
    const broken = join(data, 'broken.json');
    writeFileSync(broken, '{"version":1,"name":"x","panels":{"a":{"kind":"shell"}},"root":null}');
    await open(broken);
    await expect.poll(() => page.getByTestId('notices').innerText(), PATIENCE).toContain('no layout of Lapwing: panels.a.kind');
    await page.getByTestId('notices').getByText('no layout of Lapwing').click();
    expect(await names()).toBe(ALL);
    await open(file);
    await expect.poll(() => names(), PATIENCE).toBe('car charts charts2 link tower');
    await page.getByTestId('panel-charts2').getByTestId('chart-TyreWearFL').waitFor();
  });

  test('any screen goes beside any panel, and a layout without panels says what to do', async () => {
    await page.keyboard.press('Control+k');
    await page.getByTestId('palette-search').fill('add a panel');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('palette-search').inputValue(), PATIENCE).toBe('add panel');
    await page.getByTestId('command-panel.add.sql').click();
    await expect.poll(() => page.getByTestId('sql-editor').isVisible(), PATIENCE).toBe(true);
    for (const left of [5, 4, 3, 2, 1, 0]) {
      await page.keyboard.press('F6');
      await command('close this panel');
      await expect.poll(() => page.locator('.dock-panel').count(), PATIENCE).toBe(left);
    }
    await expect.poll(() => page.getByTestId('no-panels').innerText(), PATIENCE).toContain('add panel');
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.locator('.dock-panel').count(), PATIENCE).toBe(1);
    await command('delete this layout');
    await expect.poll(() => names(), PATIENCE).toBe(ALL);
  });

  test.each(['dark', 'light', 'sunlight'])('%s, in both sizes', async (theme) => {
    await command(`theme: ${theme}`);
    for (const [width, height] of [[1366, 768], [2560, 1440]] as const) {
      await page.setViewportSize({ width, height });
      for (const layout of ['driver', 'tyres', 'live']) {
        await command(`go to ${layout}`);
        await expect.poll(() => page.getByTestId('dock').getAttribute('data-layout'), PATIENCE).toBe(layout);
        await expect.poll(() => page.locator('.strip:not([data-latest])').count(), PATIENCE).toBe(0);
        await expect.poll(() => page.locator('.car-body').count(), PATIENCE).toBe(1);
        // Nothing of the tower is cut off.
        const cut = (): Promise<number[]> => page.locator('.tower-body').evaluateAll((bodies) => bodies.map((body) => Math.max(0, body.scrollWidth - body.clientWidth)));
        await expect.poll(cut, PATIENCE).toEqual(layout === 'driver' ? [] : [0]);
        await page.screenshot({ path: join(screenshots, `workspace-${layout}-${width}-${theme}.png`) });
      }
    }
  });
});
