import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFiles } from '../../main/installation.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { temporaryFolder } from '../hosts/temporary-folder.ts';
import { startLapwing } from '../support/cli.ts';
import { storeRace } from '../support/stored-race.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { endServing, servedAt } from './serving.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const browser = await browserOrReason();

describe.skipIf(!browser)('notes of laps in two windows', { timeout: 90_000 }, () => {
  const complaints: string[] = [];
  const folder = temporaryFolder();
  let serving: ReturnType<typeof startLapwing>;
  let context: BrowserContext;
  let one: Page;
  let two: Page;

  const openWindow = async (url: string): Promise<Page> => {
    const page = await context.newPage();
    hearComplaints(page, complaints);
    await page.goto(url);
    await page.getByTestId('tab-laps').click();
    await page.getByTestId('laps-table').waitFor({ timeout: 20_000 });
    return page;
  };

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    const data = folder.path;
    const store = new LapStore(dataFiles(data).laps);
    storeRace(store, { race_id: 'race-1' });
    store.close();
    serving = startLapwing(['serve', '--port', '0', '--data', data]);
    const url = await servedAt(serving);
    context = await browser!.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    one = await openWindow(url);
    two = await openWindow(new URL('/', url).href);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    folder.remove();
    expect(complaints).toEqual([]);
  });

  test('the keyboard alone chooses a lap and writes, and the other window shows it', async () => {
    await one.getByTestId('laps-table').focus();
    await one.keyboard.press('ArrowDown');
    await one.keyboard.press('ArrowDown');
    await one.keyboard.press('n');
    await expect.poll(() => one.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('note-text');
    await one.keyboard.type('<b>wide</b> at the last corner');
    await one.getByTestId('note-tags').fill('Slow, kerb');
    await one.getByTestId('note-author').fill('Ada');
    await one.keyboard.press('Control+Enter');
    await expect.poll(() => two.getByTestId('laps-table').innerText()).toContain('<b>wide</b> at the last corner');
    await one.screenshot({ path: join(screenshots, 'note.png') });
  });

  test('a tag leaves its laps alone in the list', async () => {
    await two.getByTestId('tag-kerb').click();
    await expect.poll(() => two.getByTestId('laps-table').getAttribute('data-rows')).toBe('1');
    await two.getByTestId('tag-kerb').click();
    await expect.poll(() => two.getByTestId('laps-table').getAttribute('data-rows')).toBe('8');
  });

  test('of two who write at once the second is told who wrote what, and keeps theirs or hers', async () => {
    await two.getByTestId('laps-table').getByText('<b>wide</b>').click();
    await two.getByTestId('note-text').fill('early on the throttle');
    await two.getByTestId('note-author').fill('Bo');
    await one.getByTestId('note-text').fill('wide at the first corner');
    await one.getByTestId('note-save').click();
    const conflict = two.getByTestId('note-conflict');
    await expect.poll(() => conflict.innerText()).toMatch(/Ada changed this at .*wide at the first corner, tags: kerb, slow/s);
    expect(await two.getByTestId('note-save').isDisabled()).toBe(true);
    await two.screenshot({ path: join(screenshots, 'note-conflict.png') });
    await two.getByTestId('note-mine').click();
    await expect.poll(() => conflict.count()).toBe(0);
    await expect.poll(() => one.getByTestId('note-text').inputValue()).toBe('early on the throttle');

    await one.getByTestId('note-text').fill('not this');
    await two.getByTestId('note-text').fill('but this');
    await two.getByTestId('note-save').click();
    await one.getByTestId('note-theirs').click();
    await expect.poll(() => one.getByTestId('note-text').inputValue()).toBe('but this');
  });

  test('a note is taken away in both', async () => {
    await one.getByTestId('note-delete').click();
    await expect.poll(() => two.getByTestId('note-text').inputValue()).toBe('');
    await expect.poll(() => two.getByTestId('tag-filter').count()).toBe(0);
    await two.keyboard.press('Escape');
    await expect.poll(() => two.getByTestId('note-panel').count()).toBe(0);
  });
});
