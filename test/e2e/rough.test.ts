import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHANNELS } from '../../common/channels.ts';
import type { RaceView } from '../../common/race-view.ts';
import { lapId } from '../../common/lap.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import type { Session, Workstation } from '../../main/session.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { openWorkstation } from '../../main/workstation.ts';
import { sampleLap } from '../trackside/laps/sample-lap.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const root = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const browser = await browserOrReason();
const PATIENCE = { timeout: 60_000 };
const CARS = 20;
const LAPS = 500;
const STORED = '20261122T140000Z-rough-1f3a';
const MARKUP = '<img src=x onerror="document.title=`taken`"> & <b>Bold</b>';

/** Ten thousand laps of twenty samples, the first car's driver called by markup. */
function storeLaps(dataDir: string): void {
  const store = new LapStore(join(dataDir, 'laps.db'));
  const channels = CHANNELS.filter(({ name }) => ['Distance', 'Speed', 'LapTime'].includes(name));
  const driver = (car: number): string => (car === 1 ? MARKUP : `Driver ${car}`);
  const cars = Array.from({ length: CARS }, (_, i) => ({ car: `car${i + 1}`, number: i + 1, driver: driver(i + 1), team: 'Team', model: 'LW1' }));
  store.db.transaction(() => {
    store.raceStarted(STORED, { type: 'started', racetime: 0, track: 'little-marsh', laps: LAPS, seed: 7, started: 1763834400, cars });
    for (const { car, number } of cars) {
      const made = sampleLap({ race_id: STORED, car, lap: 1, samples: 20, channels });
      for (let lap = 1; lap <= LAPS; lap++) {
        store.insertLap({ ...made, head: { ...made.head, _id: lapId(STORED, car, lap), driver: driver(number), lap, lap_type: 'flying', lap_time: 40 + number / 10 + ((lap * 7919) % 1000) / 500 } });
      }
    }
  })();
  store.raceFinished(STORED, []);
  store.raceEnded(STORED);
  store.close();
}

describe.skipIf(!browser)('what is rough on screens', { timeout: 180_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-rough-'));
  const complaints: string[] = [];
  let workstation: Workstation;
  let host: WebHost;
  let session: Session;
  let page: Page;

  const shoot = (name: string): Promise<Buffer> => page.screenshot({ path: join(screenshots, `rough-${name}.png`) });
  const rows = (): Promise<number> => page.locator('[data-testid^=tower-row-]').count();

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    storeLaps(data);
    workstation = await openWorkstation({ dataDir: data });
    host = await startWebHost({ workstation, root });
    session = workstation.open({ event() {}, live() {} });
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB', colorScheme: 'dark' });
    hearComplaints(page, complaints);
    await page.goto(host.url);
    await page.getByTestId('status-disk').waitFor();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    session.close();
    await host.close();
    await workstation.close();
    rmSync(data, { recursive: true, force: true });
  });

  afterEach(() => expect(complaints.splice(0)).toEqual([]));

  test('ten thousand laps are listed, sorted and found, with no more rows in the page than can be seen', async () => {
    await page.getByTestId('tab-laps').click();
    await page.getByTestId(`race-row-${STORED}`).click();
    const table = page.getByTestId('laps-table');
    await expect.poll(() => table.getAttribute('data-rows'), PATIENCE).toBe(String(CARS * LAPS));
    const few = (): Promise<number> => page.locator('tr, [role=row]').count();
    expect(await few()).toBeLessThan(150);
    await table.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await expect.poll(() => table.innerText(), PATIENCE).toMatch(/▶1\tcar20/);
    await shoot('laps');
    await page.getByTestId('tab-analysis').click();
    await page.getByTestId('filter-races').selectOption(STORED);
    await page.getByTestId('filter-mode-all').click();
    await expect.poll(() => page.getByTestId('laps-found').innerText(), PATIENCE).toBe('10,000 found');
    await page.getByTestId('filter-text').fill('Driver 7');
    await expect.poll(() => page.getByTestId('laps-found').innerText(), PATIENCE).toBe(`${LAPS} found`);
    expect(await few()).toBeLessThan(150);
    await shoot('analysis');
  });

  test('a name that is markup stands as it is written, in lists, charts and the tower', async () => {
    await page.getByTestId('filter-text').fill('<img');
    await expect.poll(() => page.getByTestId('laps-found').innerText(), PATIENCE).toBe(`${LAPS} found`);
    await page.locator('[data-testid^="pick-"]').first().click();
    await expect.poll(() => page.getByTestId('lap-values').innerText(), PATIENCE).toContain('Bold</b>');
    await session.request('race.start', { cars: 3, laps: 500, track: 'little-marsh', drivers: [{ number: 1, name: MARKUP, team: '<script>document.title=`taken`</script>' }], events: [{ type: 'retire', at: 25, car: 'car1', reason: '<b>engine</b>' }] });
    await page.getByTestId('tab-live').click();
    await expect.poll(rows, PATIENCE).toBe(3);
    await expect.poll(() => page.getByTestId('tower-row-car1').innerText(), PATIENCE).toContain('Bold</b>');
    await page.getByTestId('car-panel').waitFor();
    for (const screen of ['link', 'strategy', 'sql', 'driver', 'tyres', 'live']) {
      await page.getByTestId(`tab-${screen}`).click();
      await expect.poll(() => page.getByTestId('dock').getAttribute('data-layout'), PATIENCE).toBe(screen);
    }
    expect(await page.locator('img, b b, td b b').count()).toBe(0);
    expect(await page.title()).toBe('Live · Lapwing');
    await shoot('markup');
  });

  test('a car that is out stays in the tower and says so, its panel and its lines stand', async () => {
    if ((await page.getByTestId('tower-row-car1').getAttribute('aria-pressed')) === 'false') await page.getByTestId('tower-row-car1').click();
    await page.getByTestId('race-speed').selectOption({ label: '5×' });
    await expect.poll(() => page.getByTestId('tower-row-car1').innerText(), PATIENCE).toContain('OUT');
    expect(await page.getByTestId('tower-row-car1').getAttribute('title')).toContain('out, <b>engine</b>');
    await expect.poll(() => page.getByTestId('messages').innerText(), PATIENCE).toContain('<b>engine</b>');
    const latest = (): Promise<number> => page.getByTestId('chart-Speed').getAttribute('data-latest').then(Number);
    const before = await latest();
    await expect.poll(latest, PATIENCE).toBeGreaterThan(before + 30);
    await expect.poll(() => page.getByTestId('car-panel').innerText(), PATIENCE).toMatch(/front/);
    await shoot('car-out');
  });

  test('a race without a car that was followed follows others', async () => {
    await session.request('race.stop', {});
    await expect.poll(async () => ((await session.request('race.current', {})) as RaceView).state, PATIENCE).toBe('stopped');
    await session.request('race.start', { cars: 2, track: 'little-marsh', drivers: [{ number: 801, name: 'A' }, { number: 802, name: 'B' }] });
    await expect.poll(() => page.getByTestId('tower-row-car801').count(), PATIENCE).toBe(1);
    await expect.poll(() => page.locator('[data-testid^=tower-row-][aria-pressed=true]').count(), PATIENCE).toBe(2);
    await expect.poll(() => page.getByTestId('car-panel').getAttribute('data-car'), PATIENCE).toMatch(/^car80[12]$/);
    await page.locator('.car-body').waitFor();
  });

  test('a workstation that does not answer is told on every screen, which stay as they are and go on when it is back', async () => {
    await page.waitForLoadState('networkidle');
    await host.close();
    await page.getByTestId('connection-lost').waitFor();
    expect(await page.getByTestId('connection-lost').innerText()).toContain('open the address that it printed');
    for (const screen of ['laps', 'analysis', 'link', 'strategy', 'sql', 'live']) {
      await page.getByTestId(`tab-${screen}`).click();
      await expect.poll(() => page.getByTestId('dock').getAttribute('data-layout'), PATIENCE).toBe(screen);
      expect(await page.getByTestId('connection-lost').isVisible()).toBe(true);
    }
    expect(await rows()).toBe(2);
    expect(await page.getByTestId('new-race').isDisabled()).toBe(true);
    await shoot('lost');
    host = await startWebHost({ workstation, root, port: host.port });
    await page.goto(host.url);
    await expect.poll(() => page.getByTestId('connection-lost').count(), PATIENCE).toBe(0);
    await expect.poll(rows, PATIENCE).toBe(2);
    // What the browser itself says of an address that does not answer is no fault of the screens; anything else would be.
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.startsWith('WebSocket connection to')));
  });
});
