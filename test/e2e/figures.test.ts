import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeLapTrace, traceValues } from '../../common/analysis/lap-trace.ts';
import type { LapRow, RaceRow } from '../../common/race-view.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { lapwing } from '../support/cli.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { bringAxe, seriousFindings } from './serious-findings.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 30_000 };

describe.skipIf(!browser)('figures of laps in a browser', { timeout: 120_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-figures-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let laps: LapRow[];
  let page: Page;

  const at = (testid: string): Locator => page.getByTestId(testid);
  const said = async (testid: string, name: string): Promise<string> => (await at(testid).getAttribute(`data-${name}`)) ?? '';
  const open = async (width: number, height: number, colorScheme: 'dark' | 'light'): Promise<void> => {
    page = await browser!.newPage({ viewport: { width, height }, locale: 'en-GB', colorScheme });
    hearComplaints(page, complaints);
    await page.goto(host.url);
    await at('tab-analysis').click();
    await page.locator('[data-testid=overlay-Speed][data-lines="2"]').waitFor(PATIENCE);
  };
  /** Chooses a channel by its name in the search that a button opens. */
  const pick = async (button: string, channel: string): Promise<void> => {
    await at(button).click();
    await at('channel-search').fill(channel);
    await at(`channel-${channel}`).click();
    await at('channel-picker').waitFor({ state: 'detached', ...PATIENCE });
  };
  const times = async (): Promise<number[]> => (await said('histogram-plot', 'time')).split(' ').map(Number);

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    expect((await lapwing(['race', '--track', 'little-marsh', '--cars', '4', '--laps', '2', '--seed', '7', '--data', data])).status).toBe(0);
    workstation = await openWorkstation({ dataDir: data });
    const session = workstation.open({ event() {}, live() {} });
    const [race] = (await session.request('races.list', {})) as RaceRow[];
    laps = (await session.request('laps.list', { race_id: race!.race_id })) as LapRow[];
    session.close();
    host = await startWebHost({ workstation, root });
    await open(1366, 768, 'dark');
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  });

  test('a key, a tab and the palette open them', async () => {
    await at('overlay-cover').focus();
    await page.keyboard.press('i');
    await at('figure-histogram').waitFor(PATIENCE);
    await at('dock-tab-spectrum').click();
    await at('figure-spectrum').waitFor(PATIENCE);
    await page.keyboard.press('Control+k');
    await at('palette-search').fill('show the scatter');
    await page.keyboard.press('Enter');
    await at('figure-scatter').waitFor(PATIENCE);
    expect(await at('figure-spectrum').count()).toBe(0);
  });

  test('the area of a histogram is the lap’s time, less where less of it is shown', async () => {
    await at('dock-tab-histogram').click();
    await expect.poll(() => said('histogram-plot', 'time'), PATIENCE).toMatch(/^\d+\.\d+ \d+\.\d+$/);
    const best = laps.filter(({ lap_type }) => lap_type === 'flying').map(({ lap_time }) => lap_time!).toSorted((a, b) => a - b);
    const whole = await times();
    expect(Math.abs(whole[0]! - best[0]!)).toBeLessThan(0.0201);
    await page.locator('tr.corner').first().click();
    await expect.poll(async () => (await times())[0]!, PATIENCE).toBeLessThan(whole[0]! / 2);
    await at('whole-lap').click();
    await expect.poll(times, PATIENCE).toEqual(whole);
  });

  test('bins are as wide as one types, and the mouse reads them', async () => {
    await at('histogram-width').fill('25');
    await page.keyboard.press('Enter');
    await expect.poll(() => said('histogram-plot', 'width'), PATIENCE).toBe('25');
    const box = (await at('histogram-plot').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await expect.poll(() => at('figure-readings').innerText(), PATIENCE).toMatch(/\d+ to \d+ km\/h[^]*L2[^]*\d\.\d\d s/);
    await at('histogram-height-share').click();
    await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.5);
    await expect.poll(() => at('figure-readings').innerText(), PATIENCE).toMatch(/\d %/);
    await pick('histogram-channel', 'Gear');
    await expect.poll(() => said('histogram-plot', 'width'), PATIENCE).toBe('1');
    await page.screenshot({ path: join(screenshots, 'histogram.png') });
  });

  test('a click in the scatter moves the cursor, and the cursor’s point is marked', async () => {
    await at('dock-tab-scatter').click();
    await expect.poll(async () => Number(await said('scatter-plot', 'points')), PATIENCE).toBeGreaterThan(5000);
    const cursor = (): Promise<string> => said('overlay-cursor', 'x');
    const before = await cursor();
    const box = (await at('scatter-plot').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.3);
    await page.mouse.down();
    for (const share of [0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8]) await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * share);
    await page.mouse.up();
    await expect.poll(cursor, PATIENCE).not.toBe(before);
    const moving = (): Promise<string> => at('figure-scatter').locator('.figure-body > canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const cover = (await at('overlay-cover').boundingBox())!;
    const pointAt = async (share: number): Promise<void> => {
      const there = await cursor();
      await page.mouse.move(cover.x + cover.width * share, cover.y + 40);
      await expect.poll(cursor, PATIENCE).not.toBe(there);
    };
    await pointAt(0.2);
    const marked = await moving();
    await pointAt(0.7);
    await expect.poll(moving, PATIENCE).not.toBe(marked);
  });

  test('points take the colours of a third channel, told in a legend, and those of the laps again; other channels go on other axes', async () => {
    await pick('scatter-colour', 'Speed');
    await expect.poll(() => at('scale-legend').innerText(), PATIENCE).toMatch(/Speed \d+\s+\d+ km\/h/);
    await page.screenshot({ path: join(screenshots, 'scatter-colour.png') });
    await at('scatter-by-lap').click();
    await at('scale-legend').waitFor({ state: 'detached', ...PATIENCE });
    const pair = await said('scatter-plot', 'points');
    await pick('scatter-x', 'BrakeTempFL');
    await expect.poll(() => said('scatter-plot', 'points'), PATIENCE).not.toBe(pair);
    expect(await at('figure-scatter').locator('h2').innerText()).toBe('Scatter');
  });

  test('what was chosen is there again, and one more scatter is a tab that undo takes away', async () => {
    await page.reload();
    await at('scatter-plot').waitFor(PATIENCE);
    await expect.poll(() => at('scatter-x').innerText(), PATIENCE).toBe('BrakeTempFL');
    await page.keyboard.press('Control+k');
    await at('palette-search').fill('add panel: scatter');
    await page.keyboard.press('Enter');
    await at('panel-scatter2').waitFor(PATIENCE);
    await expect.poll(() => at('scatter-x').innerText(), PATIENCE).toBe('Ay');
    await at('overlay-cover').focus();
    await page.keyboard.press('Control+z');
    await at('dock-tab-scatter2').waitFor({ state: 'detached', ...PATIENCE });
  });

  test('a spectrum has the window, the blocks and the axis that are chosen, and is read with the mouse', async () => {
    await at('dock-tab-spectrum').click();
    await expect.poll(() => said('spectrum-plot', 'peak'), PATIENCE).toMatch(/^\d+\.\d+ \d/);
    const blocks = await said('spectrum-plot', 'blocks');
    await at('spectrum-window').selectOption('flat-top');
    await expect.poll(() => said('spectrum-plot', 'window'), PATIENCE).toBe('flat-top');
    await at('spectrum-block').selectOption('1');
    await expect.poll(() => said('spectrum-plot', 'blocks'), PATIENCE).not.toBe(blocks);
    await at('spectrum-block').selectOption('');
    await expect.poll(() => said('spectrum-plot', 'blocks'), PATIENCE).toBe('1');
    await at('spectrum-scale-log').click();
    await at('spectrum-highest').selectOption('20');
    const box = (await at('spectrum-plot').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6);
    await expect.poll(() => at('figure-readings').innerText(), PATIENCE).toMatch(/\d+\.\d\d Hz[^]*mm\/s/);
    await page.screenshot({ path: join(screenshots, 'spectrum.png') });
  });

  test('the channel report says what the stored samples say, by lap, sector and corner', async () => {
    await at('overlay-cover').focus();
    await page.keyboard.press('d');
    const cell = (row: string, name: string): Promise<string> => at(row).locator(`[data-cell=${name}]`).innerText(PATIENCE);
    const [best] = laps.filter(({ lap_type }) => lap_type === 'flying').toSorted((a, b) => a.lap_time! - b.lap_time!);
    const session = workstation.open({ event() {}, live() {} });
    const bytes = (await session.request('lap.trace', { id: best!.id, channels: ['Speed'] })) as Uint8Array;
    session.close();
    const speeds = traceValues(decodeLapTrace(bytes).channels[0]!).map((speed) => speed * 3.6);
    const mean = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
    expect([await cell('report-Speed-Lap-0', 'min'), await cell('report-Speed-Lap-0', 'max')]).toEqual([Math.min(...speeds).toFixed(0), Math.max(...speeds).toFixed(0)]);
    expect(Math.abs(Number(await cell('report-Speed-Lap-0', 'mean')) - mean)).toBeLessThan(0.051);
    expect(await at('report-Speed-S2-1').count()).toBe(1);
    await pick('report-add', 'RPM');
    await expect.poll(() => cell('report-RPM-S1-0', 'max'), PATIENCE).toMatch(/\d/);
    await at('report-parts-corners').click();
    await at('report-Speed-S2-1').waitFor({ state: 'detached', ...PATIENCE });
    await at('report-RPM').locator('.place').first().click();
    await at('report-RPM-In view-0').waitFor(PATIENCE);
    await at('whole-lap').click();
    await page.getByRole('button', { name: 'Take RPM out of the report' }).click();
    await at('report-RPM').waitFor({ state: 'detached', ...PATIENCE });
    await page.screenshot({ path: join(screenshots, 'channel-report.png') });
  });

  test('the map is coloured by a channel, and by time lost again', async () => {
    await at('overlay-cover').focus();
    await page.keyboard.press('v');
    await pick('map-channel', 'Speed');
    await expect.poll(() => said('loss-map', 'colours'), PATIENCE).toMatch(/^Speed \d+\.\d+ \d+\.\d+$/);
    const before = await said('overlay-cursor', 'x');
    const box = (await at('loss-map').boundingBox())!;
    for (let i = 1; i < 12; i++) await page.mouse.move(box.x + box.width * 0.3, box.y + (box.height * i) / 12);
    await expect.poll(() => said('overlay-cursor', 'x'), PATIENCE).not.toBe(before);
    await page.screenshot({ path: join(screenshots, 'map-speed.png') });
    await at('map-time-lost').click();
    await expect.poll(() => said('loss-map', 'colours'), PATIENCE).toBe('time');
    await page.close();
  });

  test.each([[1366, 768, 'light'], [2560, 1440, 'dark'], [2560, 1440, 'light']] as const)('%i × %i, %s', async (width, height, scheme) => {
    await open(width, height, scheme);
    await bringAxe(page);
    for (const [key, kind, drawn] of [['g', 'scatter', 'points'], ['i', 'histogram', 'bins'], ['f', 'spectrum', 'peak']] as const) {
      await at('overlay-cover').focus();
      await page.keyboard.press(key);
      await expect.poll(() => said(`${kind}-plot`, drawn), PATIENCE).toMatch(/\d/);
      await page.screenshot({ path: join(screenshots, `${kind}-${width}-${scheme}.png`) });
      expect(await seriousFindings(page)).toEqual([]);
    }
    await page.keyboard.press('d');
    await at('report-table').waitFor(PATIENCE);
    expect(await seriousFindings(page)).toEqual([]);
    await page.close();
  });
});
