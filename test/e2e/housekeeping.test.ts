import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
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
const PATIENCE = { timeout: 20_000 };
const RACE = '20251122T140000Z-monza-1f3a';
const OLDER = '20251121T140000Z-monza-aa01';

describe.skipIf(!browser)('housekeeping in a browser, while a race runs', { timeout: 90_000 }, () => {
  const complaints: string[] = [];
  const folder = temporaryFolder();
  const pack = join(folder.path, 'packs', `${RACE}.lapwing`);
  let serving: ReturnType<typeof startLapwing>;
  let context: BrowserContext;
  let page: Page;
  let home: string;

  const openWindow = async (url: string): Promise<Page> => {
    const opened = await context.newPage();
    hearComplaints(opened, complaints);
    await opened.goto(url);
    await opened.getByTestId('tab-laps').click();
    await opened.getByTestId(`race-row-${RACE}`).click(PATIENCE);
    return opened;
  };

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    const store = new LapStore(dataFiles(folder.path).laps);
    storeRace(store, { race_id: RACE, laps: 4, samples: 2000 });
    storeRace(store, { race_id: OLDER, laps: 40, samples: 2000, started: 1763748000 });
    store.close();
    serving = startLapwing(['serve', '--port', '0', '--data', folder.path]);
    const url = await servedAt(serving);
    home = new URL('/', url).href;
    context = await browser!.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    page = await openWindow(url);
    // One car: what it stores takes little of the room that is given up.
    await page.getByTestId('new-race').click();
    await page.locator('[name=cars]').fill('1');
    await page.getByTestId('race-start').click();
    await page.getByTestId('live-badge').waitFor(PATIENCE);
    await page.getByTestId('tab-laps').click();
    await page.getByTestId(`race-row-${RACE}`).click(PATIENCE);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    folder.remove();
    expect(complaints).toEqual([]);
  });

  const row = (race_id: string, on = page) => on.getByTestId(`race-row-${race_id}`);
  const running = async () => page.locator('[data-testid^=race-row-]', { hasText: 'running' }).first();
  const shoot = (name: string) => page.screenshot({ path: join(screenshots, `${name}.png`) });
  const notice = async (words: string | RegExp): Promise<void> => {
    await expect.poll(() => page.getByTestId('notices').innerText(), PATIENCE).toMatch(words);
  };
  const refused = async (dialog: string, words: RegExp): Promise<void> => {
    await expect.poll(() => page.getByTestId(`${dialog}-refused`).innerText().catch(() => ''), PATIENCE).toMatch(words);
  };
  const gone = async (testid: string): Promise<void> => {
    await expect.poll(() => page.getByTestId(testid).count(), PATIENCE).toBe(0);
  };
  const open = async (testid: string): Promise<void> => {
    await expect.poll(() => page.getByTestId(testid).isVisible(), PATIENCE).toBe(true);
  };

  test('each race says its size, the store its own; what runs is neither packed nor deleted, and the buttons say when', async () => {
    await expect.poll(() => row(RACE).innerText(), PATIENCE).toMatch(/finished\s+10\s+0\.\d MB/);
    await expect.poll(() => page.getByTestId('race-size').innerText(), PATIENCE).toMatch(/^10 laps, 0\.\d MB$/);
    await expect.poll(() => page.getByTestId('store-size').innerText(), PATIENCE).toMatch(/^\d+\.\d MB.* free on its disk$/);
    await expect.poll(() => page.getByTestId('store-rules').innerText(), PATIENCE).toBe('Every race stays until somebody deletes it.');
    await (await running()).click();
    await expect.poll(() => page.getByTestId('race-delete').isDisabled(), PATIENCE).toBe(true);
    expect(await page.getByTestId('race-pack').isDisabled()).toBe(true);
    expect(await page.getByTestId('race-delete').getAttribute('title')).toBe('Deletes this race for ever, when the race is over and all of it has arrived');
    expect(await page.getByTestId('race-pin').isEnabled()).toBe(true);
    await row(RACE).click();
    await expect.poll(() => page.getByTestId('race-delete').isEnabled(), PATIENCE).toBe(true);
    await shoot('housekeeping');
  });

  test('a race is packed into a file that is not there yet; a second time is refused in the dialog', async () => {
    await page.getByTestId('race-pack').click();
    await open('pack-race');
    expect(await page.getByTestId('pack-race-path').inputValue()).toBe(pack);
    await page.getByTestId('pack-race-do').click();
    await notice(/is packed into .*: 10 laps, 0\.\d MB\. Drop that file onto the Laps screen of another laptop\./);
    await gone('pack-race');
    expect(existsSync(pack)).toBe(true);
    await page.getByTestId('race-pack').click();
    await open('pack-race');
    await page.getByTestId('pack-race-do').click();
    await refused('pack-race', /is there already, and nothing is written over\. Name another file/);
    await page.getByTestId('pack-race-path').fill('notes.txt');
    await page.getByTestId('pack-race-do').click();
    await refused('pack-race', /notes\.txt does not end in \.lapwing/);
    await page.keyboard.press('Escape');
    await gone('pack-race');
  });

  test('a race is deleted when that was asked for twice, and not while another window replays it', async () => {
    const other = await openWindow(home);
    await other.getByTestId('replay-race').click(PATIENCE);
    await other.getByTestId('transport').waitFor(PATIENCE);
    await page.getByTestId('race-delete').click();
    await open('delete-race');
    await expect.poll(() => page.getByTestId('delete-race-what').innerText(), PATIENCE).toMatch(/^monza, .*: 10 laps \(0\.\d MB\)\. It cannot be brought back/);
    await shoot('delete-race');
    await page.getByTestId('delete-race-do').click();
    await refused('delete-race', /is being replayed on a screen\. End the replay, and delete it then\./);
    expect(await row(RACE).count()).toBe(1);
    await other.getByTestId('replay-close').click();
    await other.getByTestId('transport').waitFor({ state: 'detached', ...PATIENCE });
    await other.getByTestId('tab-laps').click();
    await page.getByTestId('delete-race-do').click();
    await gone('delete-race');
    await gone(`race-row-${RACE}`);
    await expect.poll(() => row(RACE, other).count(), PATIENCE).toBe(0);
    await other.close();
    await expect.poll(() => page.locator('[data-testid^=race-row-].on').count(), PATIENCE).toBe(1);
  });

  test('a pack that is dropped brings the race back; what is no pack is told by its name', async () => {
    const drop = async (name: string, bytes: Buffer): Promise<void> => {
      const dropped = await page.evaluateHandle(
        ([called, text]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], called));
          return transfer;
        },
        [name, bytes.toString('base64')] as const,
      );
      await page.dispatchEvent('.laps-screen', 'dragover', { dataTransfer: dropped });
      await shoot('pack-drop');
      await page.dispatchEvent('.laps-screen', 'drop', { dataTransfer: dropped });
    };
    const bytes = readFileSync(pack);
    await drop('lap times.csv', Buffer.from('lap;time'));
    await notice(/lap times\.csv was not taken in: races come in files that end in \.lapwing.* goes onto the SQL screen\./);
    await drop('film.lapwing', Buffer.from('\u0000\u0000\u0000 ftypmp42'));
    await notice(/film\.lapwing is not a packed race\./);
    const bent = Buffer.from(bytes);
    bent[bytes.length >> 1]! ^= 1;
    await drop('bent.lapwing', bent);
    await notice(/bent\.lapwing is damaged at byte \d+: a checksum does not match\. Nothing was unpacked/);
    expect(await row(RACE).count()).toBe(0);
    await drop('carried.lapwing', bytes);
    await notice(new RegExp(`${RACE} is unpacked: 10 laps`));
    await expect.poll(() => row(RACE).getAttribute('class').catch(() => ''), PATIENCE).toBe('on');
    await expect.poll(() => page.getByTestId('laps-table').innerText(), PATIENCE).toContain('car8');
    await page.getByTestId('store-file').setInputFiles(pack);
    await notice(new RegExp(`${RACE} is here already, bit for bit the same`));
  });

  test('rules are shown and set; what they take out is told a day before, but for what is pinned', async () => {
    await page.getByTestId('race-pin').click();
    await expect.poll(() => page.getByTestId('race-pin').getAttribute('aria-pressed'), PATIENCE).toBe('true');
    await expect.poll(() => row(RACE).innerText(), PATIENCE).toContain('◆');
    await page.getByTestId('store-keep').click();
    await open('keep-rules');
    await page.getByTestId('keep-days').fill('1');
    await page.getByTestId('keep-rules-do').click();
    await gone('keep-rules');
    await expect.poll(() => page.getByTestId('store-rules').innerText(), PATIENCE).toBe('Races older than 1 day leave; pinned ones stay.');
    await expect.poll(() => page.getByTestId('store-leaving').innerText(), PATIENCE).toMatch(/^One race leaves after .* Pin what is to stay\.$/);
    await expect.poll(() => row(OLDER).innerText(), PATIENCE).toContain('leaving');
    expect(await row(RACE).innerText()).toContain('finished');
    await row(OLDER).click();
    await expect.poll(() => page.getByTestId('race-size').innerText(), PATIENCE).toMatch(/^Leaves after .*: older than 1 days?$/);
    await shoot('keep-rules');
    await page.getByTestId('store-keep').click();
    await expect.poll(() => page.getByTestId('keep-days').inputValue(), PATIENCE).toBe('1');
    await page.getByTestId('keep-days').fill('');
    await page.getByTestId('keep-rules-do').click();
    await gone('store-leaving');
    await expect.poll(() => page.getByTestId('store-rules').innerText(), PATIENCE).toBe('Every race stays until somebody deletes it.');
  });

  test('the store is backed up and compacted while the race runs', async () => {
    await page.getByTestId('store-backup').click();
    await open('backup-store');
    const path = join(folder.path, 'copy.db');
    await page.getByTestId('backup-store-path').fill(path);
    await page.getByTestId('backup-store-do').click();
    await notice(/is backed up into .*copy\.db: 3 races/);
    await gone('backup-store');
    expect(statSync(path).size).toBeGreaterThan(100_000);
    await page.getByTestId('race-delete').click();
    await page.getByTestId('delete-race-do').click(PATIENCE);
    await gone(`race-row-${OLDER}`);
    await expect.poll(() => page.getByTestId('store-compact').isEnabled(), PATIENCE).toBe(true);
    await page.getByTestId('store-compact').click();
    await notice(/The store is compacted: \d+\.\d MB went back to the disk\./);
    expect(await (await running()).count()).toBe(1);
  });
});
