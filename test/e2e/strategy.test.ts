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
const PATIENCE = { timeout: 120_000 };

describe.skipIf(!browser)('plans before a race, in a browser', { timeout: 480_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'lapwing-e2e-strategy-'));
  let serving: ReturnType<typeof startLapwing>;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    serving = startLapwing(['serve', '--port', '0', '--data', data]);
    const url = await servedAt(serving);
    page = await browser!.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    hearComplaints(page, complaints);
    await page.goto(url);
    await page.getByTestId('tab-strategy').click();
    await page.getByTestId('strategy-verdict').waitFor(PATIENCE);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    rmSync(data, { recursive: true, force: true });
  });

  beforeEach(() => complaints.splice(0));
  afterEach(() => expect(complaints).toEqual([]));

  const text = async (id: string): Promise<string> => ((await page.getByTestId(id).count()) === 0 ? '' : page.getByTestId(id).innerText());
  const state = async (): Promise<string> => ((await page.getByTestId('places').count()) === 0 ? '' : ((await page.getByTestId('places').getAttribute('data-state')) ?? ''));

  async function drag(handle: string, by: number): Promise<void> {
    const { x, y, width, height } = (await page.getByTestId(handle).boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + by, y + height / 2, { steps: 4 });
    await page.mouse.up();
  }

  test('finishing places come at once and get better, and a stop that is dragged asks anew', async () => {
    await page.getByTestId('view-places').click();
    await expect.poll(() => page.getByTestId('place-bars').count(), PATIENCE).toBe(1);
    await expect.poll(() => state(), PATIENCE).toBe('done');
    expect(await text('weigh-races')).toMatch(/^10,000 races, the same luck for each plan/);
    expect(await page.getByTestId('place-1').getAttribute('title')).toMatch(/^P1: A \d.* %, B \d.* %$/);
    await page.screenshot({ path: join(screenshots, 'strategy-places.png') });
    await drag('plan-B-handle-0', 60);
    await expect.poll(() => page.getByTestId('plan-B-stop-0').inputValue(), PATIENCE).not.toBe('17');
    const stops = async (): Promise<string> => `${await page.getByTestId('plan-B-stop-0').inputValue()} · 38`;
    await expect.poll(async () => (await text('odds-B')).includes(await stops()) && (await state()) !== 'stale', PATIENCE).toBe(true);
    expect(await text('weigh-sentence')).toMatch(/points a race\.$|cannot be told apart\.$/);
  });

  test('the same plan twice cannot be told apart', async () => {
    await page.getByTestId('plan-B-stop-0').fill('13');
    await page.getByTestId('plan-B-stop-1').fill('35');
    await page.getByTestId('plan-B-stint-0').selectOption('soft');
    await page.getByTestId('plan-B-stint-2').selectOption('medium');
    await expect.poll(() => text('strategy-verdict'), PATIENCE).toMatch(/take the same time in free air/);
    await expect.poll(() => text('weigh-word'), PATIENCE).toBe('NO DIFFERENCE');
    await page.getByTestId('strategy-reset').click();
  });

  test('a slider moves the chances, and a plan on one compound is told why it is not weighed', async () => {
    await expect.poll(() => text('odds-A'), PATIENCE).toMatch(/\s[1-9]\d? %/);
    await page.getByTestId('strategy-pace-slider').focus();
    await page.keyboard.press('End');
    await expect.poll(() => text('odds-A'), PATIENCE).toMatch(/13 · 35\s+(0|0\.\d) %/);
    await page.getByTestId('plan-A-stint-0').selectOption('medium');
    await expect.poll(() => text('weigh-fault'), PATIENCE).toMatch(/^Plan A cannot be weighed\. one compound/);
    await page.getByTestId('strategy-reset').click();
    await expect.poll(() => text('weigh-fault'), PATIENCE).toBe('');
  });

  test('the safety-car table says for every lap whether to stop, and follows the plan', async () => {
    await page.getByTestId('view-flags').click();
    await expect.poll(() => text('flags-sc-ranges'), PATIENCE).toMatch(/laps \d+–\d+\s+BOX\s+onto medium, gains up to/);
    const [safetyCar, virtual] = [await text('flags-sc-ranges'), await text('flags-vsc-ranges')];
    expect(virtual).not.toBe(safetyCar);
    await page.getByTestId('flags-sc').getByRole('slider').focus();
    for (let lap = 0; lap < 4; lap++) await page.keyboard.press('PageDown');
    await expect.poll(() => text('flags-readout'), PATIENCE).toMatch(/^Lap 20, safety car: .*\. Virtual: .*\.$/);
    await page.screenshot({ path: join(screenshots, 'strategy-flags.png') });
    await page.getByTestId('flags-plan-B').click();
    await expect.poll(() => text('flags-sc-ranges'), PATIENCE).not.toBe(safetyCar);
  });

  test('a set too few is told at the plan, the best plan that keeps to the rules becomes C, and a double stack waits', async () => {
    await page.getByTestId('view-gap').click();
    expect(await text('sets-after')).toMatch(/A S1 M0 H2 B S1 M0 H2/);
    await page.getByTestId('sets-medium').fill('1');
    await expect.poll(() => text('plan-A-fault'), PATIENCE).toMatch(/needs a second set of medium; 1 set left/);
    await page.getByTestId('sets-medium').fill('2');
    await expect.poll(() => text('plan-A-fault'), PATIENCE).toBe('');
    await page.getByTestId('strategy-best').click();
    await expect.poll(() => text('strategy-time-C'), PATIENCE).toMatch(/best/);
    await page.getByTestId('mate-lap').fill('13');
    await expect.poll(() => text('plan-A-waits'), PATIENCE).toMatch(/^Waits 2\.4 s in the box behind its team-mate\.$/);
    await page.getByTestId('mate-ahead').fill('1.4');
    await expect.poll(() => text('plan-A-waits'), PATIENCE).toMatch(/^Waits 1\.0 s/);
    await page.screenshot({ path: join(screenshots, 'strategy-rules.png') });
    await page.getByTestId('strategy-reset').click();
    await expect.poll(() => text('plan-A-waits'), PATIENCE).toBe('');
  });
});
