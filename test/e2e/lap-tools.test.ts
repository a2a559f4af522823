import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LapRow } from '../../common/race-view.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Workstation } from '../../main/session.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { drivenRace } from './driven-race.ts';

const PATIENCE = { timeout: 20_000 };
const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();

describe.skipIf(!browser)('what is done with laps that were compared', { timeout: 120_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-laps-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let laps: LapRow[];
  let context: BrowserContext;
  let page: Page;

  const openWindow = async (): Promise<Page> => {
    const opened = await context.newPage();
    hearComplaints(opened, complaints);
    await opened.goto(host.url);
    await opened.getByTestId('tab-analysis').click(PATIENCE);
    await expect.poll(() => lines(opened, 'Speed'), PATIENCE).toBe('2');
    return opened;
  };
  const lines = (window: Page, strip: string): Promise<string | null> => window.getByTestId(`overlay-${strip}`).getAttribute('data-lines', PATIENCE);
  const words = (id: string): Promise<string> => page.getByTestId(id).innerText(PATIENCE);
  const best = (): LapRow[] => {
    const flying = laps.filter((lap) => lap.lap_type === 'flying' && lap.lap_time !== null).toSorted((a, b) => a.lap_time! - b.lap_time!);
    return flying.filter((lap, i) => flying.findIndex(({ car }) => car === lap.car) === i);
  };
  const exported = async (chart: string, format: string): Promise<{ name: string; bytes: Buffer }> => {
    await page.getByTestId('export-laps').click(PATIENCE);
    await page.getByTestId('export-chart').selectOption(chart, PATIENCE);
    const [download] = await Promise.all([page.waitForEvent('download', PATIENCE), page.getByTestId(`export-as-${format}`).click(PATIENCE)]);
    await expect.poll(() => page.getByTestId(`export-as-${format}`).count(), PATIENCE).toBe(0);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    laps = await drivenRace(workstation, { track: 'little-marsh', cars: 4, laps: 3 });
    context = await browser!.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB', colorScheme: 'dark' });
  }, 150_000);

  afterAll(async () => {
    await browser?.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  });

  test('the charts are exported as PNG, SVG and CSV; the last row of the CSV has the difference of the lap times', async () => {
    page = await openWindow();
    await expect.poll(() => words('sections-total'), PATIENCE).toMatch(/\d/);
    const png = await exported('all', 'png');
    expect(png.name).toMatch(/^lapwing-laps-\d{8}-\d{6}\.png$/);
    expect([...png.bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(png.bytes.readUInt32BE(16)).toBe(2560);
    expect(png.bytes.length).toBeGreaterThan(30_000);
    const svg = await exported('Speed', 'svg');
    expect(svg.name).toMatch(/^lapwing-laps-speed-/);
    expect(svg.bytes.toString()).toMatch(/^<svg .*Speed \[km\/h\].*<\/svg>\s*$/s);
    const [first, second] = best();
    const rows = (await exported('delta', 'csv')).bytes.toString().trimEnd().split('\r\n');
    expect(rows.filter((row) => row.startsWith('#')).join('\n')).toMatch(/# reference: .*# track: .*Marsh.*# range: .*# lap: .* L\d.*# lap: /s);
    const head = rows.find((row) => !row.startsWith('#'))!.split(',');
    expect(head).toHaveLength(5);
    expect(head[0]).toBe('Distance [m]');
    expect(head[4]).toMatch(/^\d+ .* L\d Delta time \[s\]$/);
    expect(Number(rows.at(-1)!.split(',')[4])).toBeCloseTo(second!.lap_time! - first!.lap_time!, 3);
  });

  test('a zoomed chart exports what is in view, by keyboard alone', async () => {
    await page.locator('tr.corner').first().click(PATIENCE);
    await expect.poll(() => page.getByTestId('whole-lap').isEnabled(), PATIENCE).toBe(true);
    await page.getByTestId('export-laps').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')), PATIENCE).toBe('export-chart');
    await page.screenshot({ path: join(screenshots, 'export-menu.png') });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const [download] = await Promise.all([page.waitForEvent('download', PATIENCE), page.keyboard.press('Enter')]);
    const rows = readFileSync(await download.path()).toString().trimEnd().split('\r\n').filter((row) => !row.startsWith('#'));
    const [from, to] = [Number(rows[1]!.split(',')[0]), Number(rows.at(-1)!.split(',')[0])];
    expect(to - from).toBeGreaterThan(20);
    expect(to - from).toBeLessThan(900);
    await page.getByTestId('whole-lap').click(PATIENCE);
    await expect.poll(() => page.getByTestId('whole-lap').isEnabled(), PATIENCE).toBe(false);
  });

  test('the ideal lap is the reference, is said to be made, and is the sum of the best sections', async () => {
    await page.getByTestId('ideal-reference').click(PATIENCE);
    await expect.poll(() => lines(page, 'Speed'), PATIENCE).toBe('3');
    expect(await words('ideal-made')).toBe('made, not driven');
    await expect.poll(() => words('verdict'), PATIENCE).toContain('made, not driven');
    const rows = (await exported('delta', 'csv')).bytes.toString().trimEnd().split('\r\n');
    expect(rows.find((row) => row.startsWith('# reference'))).toContain('made, not driven');
    const seconds = (text: string): number => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    const ideal = seconds(await words('ideal-time'));
    const last = rows.at(-1)!.split(',');
    const order = rows.filter((row) => row.startsWith('# lap: ')).map((row) => Number(/# lap: (\d+)/.exec(row)?.[1]));
    best().slice(0, 2).forEach((lap) => {
      const at = order.indexOf(Number(lap.car.slice(3)));
      expect(Math.abs(Number(last[2 + 2 * at]) - (lap.lap_time! - ideal))).toBeLessThan(0.0011);
    });
    await page.getByTestId('ideal-reference').click(PATIENCE);
    await expect.poll(() => lines(page, 'Speed'), PATIENCE).toBe('2');
  });

  test('the report of a lap is one page of A4 or Letter, and says what was noted', async () => {
    const [, second] = best();
    const session = workstation.open({ event() {}, live() {} });
    await session.request('note.put', { id: second!.id, expect: 0, text: '<b>wide</b> in the last corner', tags: ['kerb', 'slow'], author: 'Ada' });
    session.close();
    await page.getByTestId('open-report').click(PATIENCE);
    await expect.poll(() => words('lap-report'), PATIENCE).toContain(second!.driver);
    const text = await words('lap-report');
    for (const said of ['<b>wide</b> in the last corner', 'kerb', 'slow', 'S1', 'S2', 'Marsh']) expect(text).toContain(said);
    expect(await words('report-against')).toMatch(/\+\d\.\d{3} s$/);
    await page.screenshot({ path: join(screenshots, 'lap-report.png') });
    for (const format of ['A4', 'Letter']) {
      const pdf = (await page.pdf({ format, path: join(screenshots, `lap-report-${format}.pdf`) })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    }
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByTestId('report-print').isVisible(), PATIENCE).toBe(false);
    expect(await page.getByTestId('overlay-cover').isVisible()).toBe(false);
    await page.screenshot({ path: join(screenshots, 'lap-report-print.png'), fullPage: true });
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(() => page.getByTestId('report-print').isVisible(), PATIENCE).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('lap-report').count(), PATIENCE).toBe(0);
    await page.getByTestId('overlay-cover').focus();
    await page.keyboard.press('Control+p');
    await expect.poll(() => page.getByTestId('lap-report').count(), PATIENCE).toBe(1);
    await page.getByTestId('report-close').click(PATIENCE);
    await expect.poll(() => page.getByTestId('lap-report').count(), PATIENCE).toBe(0);
  });

  test('markers are put by key and click, written at, seen in the other window, jumped to and taken away', async () => {
    const other = await openWindow();
    const [, second] = best();
    await page.bringToFront();
    await page.getByTestId('overlay-cover').focus();
    await page.keyboard.press('k');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')), PATIENCE).toBe('marker-text');
    await page.keyboard.type('late on the <b>throttle</b>');
    await page.keyboard.press('Enter');
    await expect.poll(() => other.getByTestId('marker-flag').allInnerTexts(), PATIENCE).toEqual(['late on the <b>throttle</b>']);
    const box = (await page.getByTestId('overlay-cover').boundingBox())!;
    await page.keyboard.down('Control');
    await page.mouse.click(box.x + box.width * 0.8, box.y + box.height * 0.5);
    await page.keyboard.up('Control');
    await expect.poll(() => page.getByTestId('marker-row').count(), PATIENCE).toBe(2);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')), PATIENCE).toBe('marker-text');
    await page.keyboard.type('kerb');
    await page.keyboard.press('Enter');
    await expect.poll(() => other.getByTestId('marker-flag').allInnerTexts(), PATIENCE).toContain('kerb');
    await page.screenshot({ path: join(screenshots, 'markers.png') });

    const session = workstation.open({ event() {}, live() {} });
    const note = await session.request('note.get', { id: second!.id }) as { text: string; tags: string[] };
    session.close();
    expect(note.text).toMatch(/^<b>wide<\/b> in the last corner\n@\d+(\.\d)? m: late on the <b>throttle<\/b>\n@\d+(\.\d)? m: kerb$/);
    expect(note.tags).toEqual(['kerb', 'slow']);

    const at = (): Promise<string | null> => page.getByTestId('overlay-cursor').getAttribute('data-x');
    await page.getByTestId('marker-jump').first().click(PATIENCE);
    const first = /@(\d+(?:\.\d)?) m: late/.exec(note.text)![1];
    await expect.poll(async () => Number(await at()), PATIENCE).toBe(Number(first));
    await page.getByTestId('overlay-cover').focus();
    await page.keyboard.press('j');
    await expect.poll(async () => Number(await at()), PATIENCE).toBe(Number(/@(\d+(?:\.\d)?) m: kerb/.exec(note.text)![1]));
    await page.getByTestId('analysis-axis-time').click(PATIENCE);
    await expect.poll(() => page.getByTestId('marker-flag').count(), PATIENCE).toBe(2);
    await page.getByTestId('analysis-axis-distance').click(PATIENCE);

    await other.bringToFront();
    await other.getByTestId('lap-table-markers').click(PATIENCE);
    await other.getByTestId('marker-remove').first().click(PATIENCE);
    await page.bringToFront();
    await expect.poll(() => page.getByTestId('marker-flag').allInnerTexts(), PATIENCE).toEqual(['kerb']);
    await other.close();
  });

  test('a tag leaves its laps alone in the list, and the chosen laps are there again after a reload', async () => {
    await page.getByTestId('filter-mode-all').click(PATIENCE);
    await expect.poll(async () => Number(await page.getByTestId('lap-browser').getAttribute('data-rows')), PATIENCE).toBeGreaterThan(4);
    await page.getByTestId('tag-slow').click(PATIENCE);
    await expect.poll(() => page.getByTestId('lap-browser').getAttribute('data-rows'), PATIENCE).toBe('1');
    await page.getByTestId('tag-slow').click(PATIENCE);
    await page.getByTestId(`pick-${best()[2]!.id}`).click(PATIENCE);
    await expect.poll(() => lines(page, 'Speed'), PATIENCE).toBe('3');
    await page.getByTestId('lap-table-cursor').click(PATIENCE);
    await page.getByTestId(`reference-${best()[1]!.id}`).click(PATIENCE);
    await expect.poll(() => page.getByTestId(`reference-${best()[1]!.id}`).innerText(), PATIENCE).toBe('reference');
    await page.reload();
    await expect.poll(() => lines(page, 'Speed'), PATIENCE).toBe('3');
    expect(await page.getByTestId(`reference-${best()[1]!.id}`).innerText(PATIENCE)).toBe('reference');
  });

  test('lap times by tyre age: the slope is that of the stored laps, and a point that is pressed lays its lap over the others', async () => {
    await page.keyboard.press('Escape');
    await page.getByTestId('overlay-cover').focus();
    await page.keyboard.press('y');
    const flying = laps.filter((lap) => lap.lap_type === 'flying' && lap.lap_time !== null && lap.tyre_age !== null);
    await expect.poll(async () => Number(await page.getByTestId('tyre-age-plot').getAttribute('data-points', PATIENCE)), PATIENCE).toBe(flying.length);
    const compound = flying[0]!.compound!;
    const middle = (car: string): number => flying.filter((lap) => lap.car === car).map(({ lap_time }) => lap_time!).toSorted((a, b) => a - b)[1]!;
    const own = flying.filter((lap) => lap.compound === compound && lap.lap_time! <= middle(lap.car) * 1.04);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [x, y] = [(lap: LapRow) => lap.tyre_age! - mean(own.filter(({ car }) => car === lap.car).map(({ tyre_age }) => tyre_age!)), (lap: LapRow) => lap.lap_time! - mean(own.filter(({ car }) => car === lap.car).map(({ lap_time }) => lap_time!))];
    const slope = own.reduce((sum, lap) => sum + x(lap) * y(lap), 0) / own.reduce((sum, lap) => sum + x(lap) ** 2, 0);
    await expect.poll(async () => Number(await page.getByTestId(`tyre-fit-${compound}`).locator('[data-slope]').getAttribute('data-slope', PATIENCE)), PATIENCE).toBeCloseTo(slope, 6);
    await page.screenshot({ path: join(screenshots, 'tyre-age.png') });
    await page.getByTestId('clear-laps').click(PATIENCE);
    await expect.poll(() => page.getByTestId('analysis-empty').count(), PATIENCE).toBe(1);
    await page.getByTestId('tyre-age-body').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => words('tyre-pointed'), PATIENCE).toMatch(/ L\d .*laps/s);
    await page.keyboard.press('Enter');
    await expect.poll(() => lines(page, 'Speed'), PATIENCE).toBe('1');

    const box = (await page.getByTestId('tyre-age-plot').boundingBox())!;
    const oldest = Math.max(...flying.map(({ tyre_age }) => tyre_age!));
    const left = box.x + 46 + ((box.width - 58) * (oldest + 0.6)) / (oldest + 1.2);
    let down = 10;
    await expect.poll(async () => {
      await page.mouse.move(left, box.y + down);
      down = down < box.height - 24 ? down + 6 : 10;
      return (await page.getByTestId('tyre-pointed').allInnerTexts()).join();
    }, { ...PATIENCE, interval: 60 }).toContain(`, ${oldest} laps`);
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(() => lines(page, 'Speed'), PATIENCE).toBe('2');

    await page.getByTestId('export-tyre-age').click(PATIENCE);
    const [download] = await Promise.all([page.waitForEvent('download', PATIENCE), page.getByTestId('export-as-csv').click(PATIENCE)]);
    const rows = readFileSync(await download.path()).toString().trimEnd().split('\r\n').filter((row) => !row.startsWith('#'));
    expect(rows[0]).toBe('Lap id,Car,Driver,Lap,Compound,Tyre age [laps],Lap time [s],Left out');
    expect(rows).toHaveLength(1 + flying.length);
  });

  test.each([['scatter', 'g', /Ay \[g\]/], ['histogram', 'i', /Time in each bin \[s\]/], ['spectrum', 'f', /Frequency \[Hz\]/]] as const)('a %s is exported as picture and values', async (kind, key, axis) => {
    await page.getByTestId('overlay-cover').focus();
    await page.keyboard.press(key);
    const save = async (format: string): Promise<string> => {
      await page.getByTestId(`export-${kind}`).click(PATIENCE);
      const [download] = await Promise.all([page.waitForEvent('download', PATIENCE), page.getByTestId(`export-as-${format}`).click(PATIENCE)]);
      await expect.poll(() => page.getByTestId(`export-as-${format}`).count(), PATIENCE).toBe(0);
      return readFileSync(await download.path()).toString();
    };
    const svg = await save('svg');
    expect(svg).toMatch(axis);
    expect(svg.match(/<path d="M[^"]{200}/g)).toHaveLength(2);
    const rows = (await save('csv')).trimEnd().split('\r\n').filter((row) => !row.startsWith('#'));
    expect(rows[0]!.split(',').length).toBeGreaterThanOrEqual(4);
    expect(rows.length).toBeGreaterThan(10);
    expect((await save('png')).length).toBeGreaterThan(5000);
  });

  test.each([[1366, 768, 'light'], [2560, 1440, 'dark'], [2560, 1440, 'light']] as const)('report, markers and tyre age at %i × %i, %s', async (width, height, colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.getByTestId('overlay-cover').focus();
    await page.keyboard.press('y');
    await page.getByTestId('tyre-fits').waitFor(PATIENCE);
    await page.getByTestId('export-laps').click(PATIENCE);
    await page.getByTestId('export-as-csv').waitFor(PATIENCE);
    await page.screenshot({ path: join(screenshots, `lap-tools-${width}-${colorScheme}.png`) });
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('export-as-csv').count(), PATIENCE).toBe(0);
    await page.getByTestId('open-report').click(PATIENCE);
    await page.getByTestId('report-sections').waitFor(PATIENCE);
    await page.screenshot({ path: join(screenshots, `lap-report-${width}-${colorScheme}.png`) });
    await page.getByTestId('report-close').click(PATIENCE);
    await expect.poll(() => page.getByTestId('lap-report').count(), PATIENCE).toBe(0);
  });
});
