import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { startLapwing } from '../support/cli.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { endServing, servedAt } from './serving.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const browser = await browserOrReason();

describe.skipIf(!browser)('the workstation in a browser', { timeout: 90_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-'));
  let serving: ReturnType<typeof startLapwing>;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    serving = startLapwing(['serve', '--race', '--port', '0', '--data', data]);
    const url = await servedAt(serving);
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    hearComplaints(page, complaints);
    await page.goto(url);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    rmSync(data, { recursive: true, force: true });
  });

  beforeEach(() => complaints.splice(0));
  afterEach(() => expect(complaints).toEqual([]));

  const tab = (name: string): Promise<void> => page.getByTestId(`tab-${name}`).click();
  const number = async (testId: string): Promise<number> => Number((await page.getByTestId(testId).innerText()).replace(/\D/g, ''));
  const latest = async (channel: string): Promise<number> => Number(await page.getByTestId(`chart-${channel}`).getAttribute('data-latest'));
  const shoot = (name: string): Promise<Buffer> => page.screenshot({ path: join(screenshots, `${name}.png`) });

  test('twenty cars run, and the charts of the picked ones move', async () => {
    await tab('live');
    await expect.poll(() => page.locator('[data-testid^=tower-row-]').count(), { timeout: 20_000 }).toBe(20);
    for (const channel of ['Speed', 'RPM', 'Gear', 'Throttle', 'Brake']) {
      const before = await latest(channel);
      await expect.poll(() => latest(channel), { timeout: 20_000 }).toBeGreaterThan(before + 1);
      await expect.poll(() => page.getByTestId(`chart-${channel}`).getAttribute('data-points').then(Number), { timeout: 20_000 }).toBeGreaterThan(50);
    }
    const third = page.locator('[data-testid^=tower-row-]').nth(2);
    await third.click();
    await expect.poll(() => third.getAttribute('aria-pressed')).toBe('true');
    await shoot('live');
  });

  test('the car panel shows tyres and brakes of the car that was picked last, and of another when asked', async () => {
    const panel = page.getByTestId('car-panel');
    await expect.poll(() => panel.locator('[data-testid^=car-car]').count()).toBe(3);
    const shown = (): Promise<string | null> => panel.getAttribute('data-car');
    const picked = await shown();
    await expect.poll(() => page.getByTestId('tread-FL').innerText()).toMatch(/^\d+\s+\d+\s+\d+$/);
    expect(await page.getByTestId('axle-rear').innerText()).toMatch(/\d\.\d\d\s+pressure bar\s+\d\.\d\d/);
    await panel.locator('[data-testid^=car-car]').first().click();
    await expect.poll(shown).not.toBe(picked);
    await expect.poll(() => page.getByTestId('messages').innerText()).toContain('Green flag');
  });

  test('a channel is found, drawn, and drawn again when the page is opened anew', async () => {
    await page.getByTestId('add-channel').click();
    await page.getByTestId('channel-search').fill('brakes front left temp');
    await page.keyboard.press('Enter');
    await expect.poll(() => latest('BrakeTempFL'), { timeout: 20_000 }).toBeGreaterThan(0);
    await page.getByTestId('replace-Gear').click();
    await page.getByTestId('channel-search').fill('Fuel');
    await page.getByTestId('channel-Fuel').click();
    await page.reload();
    await expect.poll(() => latest('Fuel'), { timeout: 20_000 }).toBeGreaterThan(0);
    expect(await page.getByTestId('chart-Gear').count()).toBe(0);
    await page.getByTestId('remove-Fuel').click();
    await page.getByTestId('remove-BrakeTempFL').click();
    await expect.poll(() => page.locator('[data-testid^=chart-][data-points]').count()).toBe(4);
    await page.getByTestId('add-channel').click();
    await page.getByRole('button', { name: 'Defaults' }).click();
    await expect.poll(() => latest('Gear'), { timeout: 20_000 }).toBeGreaterThan(0);
  });

  test('the dialog of a new race knows every track with its length, and every car', async () => {
    await page.getByTestId('new-race').click();
    await expect.poll(() => page.getByTestId('race-track').locator('option').first().innerText()).toMatch(/ · \d\.\d{3} km$/);
    await expect.poll(() => page.getByTestId('race-car').locator('option').count()).toBeGreaterThan(1);
    await shoot('new-race');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('new-race-dialog').count()).toBe(0);
  });

  test('the cut link grows a backlog; the restored one drains it and nothing is missing', async () => {
    await tab('link');
    await page.getByTestId('link-cut').click();
    await expect.poll(() => page.getByTestId('link-state').innerText()).toContain('cut');
    await expect.poll(() => number('link-backlog'), { timeout: 20_000 }).toBeGreaterThan(300);
    const held = await number('status-confirmed');
    await shoot('link-cut');
    await tab('live');
    await expect.poll(() => latest('Brake')).toBeGreaterThan(0);
    await page.waitForTimeout(1000);
    await shoot('live-cut');
    expect(await number('status-confirmed')).toBe(held);
    await tab('link');
    const made = await number('status-disk');
    expect(made).toBeGreaterThan(held + 300);
    await page.getByTestId('link-restore').click();
    await expect.poll(() => number('status-confirmed'), { timeout: 60_000 }).toBeGreaterThanOrEqual(made);
    expect(await number('status-gaps')).toBe(0);
    await shoot('link-restored');
  });

  test('the SQL screen answers, and says what is wrong with a query that writes', async () => {
    await page.getByTestId('race-speed').selectOption({ label: '20×' });
    await tab('laps');
    await expect.poll(() => page.locator('table').last().innerText(), { timeout: 40_000 }).toContain('flying');
    await shoot('laps');
    await page.getByTestId('race-speed').selectOption({ label: '1×' });
    await tab('sql');
    await page.getByTestId('sql-editor').fill(
      `SELECT race_id, car, ROUND(AVG(json_extract(r.value,'$.sensors.Speed')),2) AS mps FROM laps, json_each(laps.doc,'$.records') r WHERE lap = 1 GROUP BY race_id, car`,
    );
    await page.getByTestId('sql-run').click();
    await expect.poll(() => page.getByTestId('sql-result').innerText(), { timeout: 30_000 }).toMatch(/car\d+\s+\d\d\.\d/);
    await shoot('sql');
    await page.getByTestId('sql-editor').fill('DELETE FROM laps');
    await page.getByTestId('sql-editor').press('Control+Enter');
    await expect.poll(() => page.getByTestId('sql-error').innerText()).toContain('E_SQL_DENIED');
  });

  test('13 · 35 against 17 · 38 as a picture that follows the stops', async () => {
    await tab('strategy');
    await expect.poll(() => page.getByTestId('strategy-verdict').first().innerText()).toContain('17 · 38');
    expect(await page.getByTestId('plan-A-stop-0').inputValue()).toBe('13');
    expect(await page.getByTestId('strategy-gap-chart').getAttribute('data-laps')).toBe('53');
    const before = await page.getByTestId('strategy-time-A').innerText();
    await shoot('strategy');
    await page.getByTestId('plan-A-stop-0').fill('20');
    await page.getByTestId('plan-A-stop-0').press('Enter');
    await expect.poll(() => page.getByTestId('strategy-time-A').innerText()).not.toBe(before);
  });

  test('a page that is opened late sees the past', async () => {
    const late = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    await page.context().storageState().then((state) => late.context().addCookies(state.cookies));
    await late.goto(new URL('/', page.url()).href);
    await expect
      .poll(async () => Number(await late.getByTestId('chart-Speed').getAttribute('data-points').catch(() => 0)), { timeout: 20_000 })
      .toBeGreaterThan(500);
    await late.close();
  });
});
