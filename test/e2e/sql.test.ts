import { DuckDBInstance } from '@duckdb/node-api';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildIfStale } from '../../main/hosts/fresh-build.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { startLapwing } from '../support/cli.ts';
import { fillRaces } from '../trackside/sql/race-laps.ts';
import { browserOrReason } from './browser.ts';
import { hearComplaints } from './complaints.ts';
import { endServing, servedAt } from './serving.ts';

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url));
const browser = await browserOrReason();
const MILLION = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 1000000) SELECT n, n * 0.5 AS half, 'car' || (n % 4) AS car FROM c`;
const ENDLESS = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT COUNT(*) FROM c';
const PATIENCE = { timeout: 60_000 };
/** For a million rows, on a machine that has other things to do. */
const LONG = { timeout: 150_000 };

describe.skipIf(!browser)('the SQL screen in a browser', { timeout: 400_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lapwing-sql-e2e-'));
  const data = join(folder, 'data');
  let serving: ReturnType<typeof startLapwing>;
  let url: string;
  let page: Page;
  const complaints: string[] = [];

  const watch = (opened: Page): void => {
    hearComplaints(opened, complaints);
  };

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    buildIfStale(() => {});
    const store = new LapStore(join(data, 'laps.db'));
    fillRaces(store);
    store.close();
    serving = startLapwing(['serve', '--port', '0', '--data', data]);
    url = await servedAt(serving);
    const context = await browser!.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    page = await context.newPage();
    watch(page);
    await page.goto(url);
    await page.getByTestId('tab-sql').click();
    await editor().waitFor(PATIENCE);
    // What has come by then is what can be completed.
    await page.getByTestId('sql-catalogue').filter({ hasText: /laps\s*12/ }).waitFor(PATIENCE);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await endServing(serving);
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => complaints.splice(0));
  afterEach(() => expect(complaints).toEqual([]));

  const editor = () => page.getByTestId('sql-editor');
  const grid = () => page.getByTestId('sql-result');
  const written = async (): Promise<string> => (await editor().innerText()).replace(/\n$/, '');
  const shoot = (name: string): Promise<Buffer> => page.screenshot({ path: join(screenshots, `${name}.png`) });
  /** Types over what is there. What the editor adds by itself, such as closing quotes, goes through typing as a person's would. */
  const type = async (sql: string): Promise<void> => {
    await editor().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(sql);
    await page.keyboard.press('Escape');
  };
  /** Runs what is in the editor; resolves when another answer than the one before is there to its end. */
  const run = async (): Promise<void> => {
    const before = (await page.getByTestId('sql-summary').getAttribute('data-result')) ?? 'none';
    await page.keyboard.press('Control+Enter');
    await page.locator(`[data-testid=sql-summary][data-complete=true]:not([data-result="${before}"])`).waitFor(LONG);
  };
  const answer = async (sql: string): Promise<void> => {
    await type(sql);
    await run();
  };
  const offered = () => page.locator('.cm-tooltip-autocomplete');
  /** What is offered is taken by key once it has been there for a moment, so that nobody takes what they have not seen. */
  const accept = async (key: 'Enter' | 'Tab'): Promise<void> => {
    await page.waitForTimeout(300);
    await page.keyboard.press(key);
  };
  const notice = (words: string): Promise<void> => page.getByText(words).first().waitFor(PATIENCE);
  const download = async (format: string): Promise<Buffer> => {
    const [file] = await Promise.all([page.waitForEvent('download', LONG), page.getByTestId(`sql-export-${format}`).click()]);
    const path = join(folder, file.suggestedFilename());
    expect(file.suggestedFilename()).toMatch(/^lapwing-\d{8}-\d{6}\.(?:csv|json|parquet)$/);
    await file.saveAs(path);
    return readFileSync(path);
  };

  test('what is typed is completed: keywords, tables, columns behind a dot, functions, channels within quotes', async () => {
    await type('');
    await page.keyboard.type('SELECT l.dri');
    await page.keyboard.press('Escape');
    await page.keyboard.type(' FROM laps l WHERE l.rac');
    await expect.poll(() => offered().innerText(), PATIENCE).toContain('race_id');
    await page.keyboard.press('Escape');
    await type(' FROM laps');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('SELECT lap_t');
    await expect.poll(() => offered().innerText(), PATIENCE).toMatch(/lap_time\s*real/);
    await page.keyboard.press('Escape');
    await type('SELECT channel_me');
    await page.keyboard.type('a');
    await expect.poll(() => offered().innerText(), PATIENCE).toContain('(id, channel [, from, to])');
    await accept('Enter');
    await expect.poll(written, PATIENCE).toMatch(/^SELECT channel_mean\(\)?$/);
    await page.keyboard.type('id, ');
    await page.keyboard.type("'Thro");
    await expect.poll(() => offered().innerText(), PATIENCE).toMatch(/Throttle\s*%/);
    await shoot('sql-complete');
    await accept('Tab');
    await expect.poll(written, PATIENCE).toContain("'Throttle");
  });

  test('the catalogue counts what there is, finds a channel, and writes names into the question', async () => {
    const tree = page.getByTestId('sql-catalogue');
    await expect.poll(() => tree.innerText(), PATIENCE).toMatch(/laps\s+12/);
    await page.getByTestId('sql-find').fill('NewSensor');
    await expect.poll(() => tree.innerText(), PATIENCE).toMatch(/Others\s+1\s+NewSensor\s+V · 1/);
    await type('SELECT ');
    await tree.getByText('NewSensor', { exact: true }).click();
    await expect.poll(written, PATIENCE).toBe("SELECT 'NewSensor'");
    await page.getByTestId('sql-find').fill('');
  });

  test('a query runs with Ctrl+Enter, and its answer is drawn', async () => {
    await answer("SELECT car, lap, lap_time, channel_mean(id, 'Speed') AS mps FROM laps WHERE race_id = 'race-1' ORDER BY car, lap");
    await expect.poll(() => grid().innerText(), PATIENCE).toMatch(/car6\s+1\s+80\.5\d+\s+66\.1/);
    expect(await page.getByTestId('sql-summary').innerText()).toMatch(/^10 rows in [\d.]+ m?s$/);
    await page.getByTestId('sql-view-chart').click();
    const chart = page.getByTestId('sql-chart');
    await expect.poll(() => chart.getAttribute('data-lines'), PATIENCE).toBe('2');
    await expect.poll(() => page.getByTestId('chart-legend').innerText(), PATIENCE).toMatch(/car6[\s\S]*car7/);
    await shoot('sql-chart');
    const points = await chart.getAttribute('data-points');
    await page.getByTestId('chart-x').selectOption({ label: 'car' });
    await expect.poll(() => chart.getAttribute('data-points'), PATIENCE).not.toBe(points);
    await expect.poll(() => chart.locator('canvas').count(), PATIENCE).toBe(1);
    await page.getByTestId('sql-view-rows').click();
  });

  test('a runaway query is cancelled, with rows or without, and the next one works', async () => {
    for (const endless of [ENDLESS, ENDLESS.replace('COUNT(*)', 'x')]) {
      await type(endless);
      await page.getByTestId('sql-run').click();
      await expect.poll(() => page.getByTestId('sql-summary').innerText(), PATIENCE).toMatch(/^Running, [1-9]/);
      await page.getByTestId('sql-cancel').click();
      await expect.poll(() => page.getByTestId('sql-error').innerText(), PATIENCE).toContain('E_SQL_CANCELLED');
    }
    await answer('SELECT 6 * 7 AS n');
    await expect.poll(() => grid().innerText(), PATIENCE).toContain('42');
  });

  test('and ended at its limit, which a click makes longer', async () => {
    await page.getByTestId('sql-timeout-5').click();
    await type(ENDLESS);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.getByTestId('sql-error').innerText(), PATIENCE).toContain('took longer than 5 s');
    await page.getByRole('button', { name: 'Run with 2 min' }).click();
    await expect.poll(() => page.getByTestId('sql-summary').innerText(), PATIENCE).toContain('Running');
    await page.getByTestId('sql-cancel').click();
    await expect.poll(() => page.getByTestId('sql-error').innerText(), PATIENCE).toContain('E_SQL_CANCELLED');
    await page.getByTestId('sql-timeout-120').click();
  });

  test('a million rows are scrolled through to the last one, with a hundred of them in the page', async () => {
    await answer(MILLION);
    await expect.poll(() => grid().getAttribute('data-rows'), PATIENCE).toBe('1000000');
    await grid().click({ position: { x: 200, y: 60 } });
    await page.keyboard.press('Control+End');
    await expect.poll(() => grid().innerText(), PATIENCE).toMatch(/1,000,000\s+1000000\s+500000\s+car0/);
    await shoot('sql-million');
    await grid().hover();
    await page.mouse.wheel(0, -480);
    await expect.poll(() => grid().innerText(), PATIENCE).toMatch(/999,97\d\s+99997\d\s+49998/);
    const box = (await grid().boundingBox())!;
    await grid().evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await expect.poll(async () => Number(/^(?:\D*\n)*([\d,]+)\n/.exec(await grid().innerText())?.[1]?.replaceAll(',', '') ?? 0), PATIENCE).toBeGreaterThan(490_000);
    await expect.poll(() => grid().innerText(), PATIENCE).not.toContain('…');
    expect(await grid().locator('[role=row]').count()).toBeLessThan(box.height / 24 + 20);
    await page.getByTestId('sql-view-chart').click();
    await expect.poll(async () => Number(await page.getByTestId('sql-chart').getAttribute('data-points')), LONG).toBeGreaterThan(1000);
    const plot = (await page.locator('.u-over').boundingBox())!;
    await page.mouse.move(plot.x + plot.width * 0.4, plot.y + 40);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.6, plot.y + 60, { steps: 5 });
    await page.mouse.up();
    await page.getByTestId('chart-whole').click(PATIENCE);
    await page.getByTestId('sql-view-rows').click();
  });

  test('a mistake is marked where it is, and gone when it has been put right', async () => {
    await type('SELECT car,\n  lap_tme FROM laps');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.getByTestId('sql-error').innerText(), PATIENCE).toContain('no such column: lap_tme (line 2, column 3)');
    await expect.poll(() => page.getByTestId('sql-spot').innerText(), PATIENCE).toBe('lap_tme');
    await shoot('sql-error');
    await page.keyboard.press('Control+Home');
    await page.getByTestId('sql-go-to').click();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('i');
    await expect.poll(() => page.getByTestId('sql-spot').count(), PATIENCE).toBe(0);
    await page.keyboard.press('Escape');
    await run();
    expect(await page.getByTestId('sql-error').count()).toBe(0);
    expect(await written()).toContain('lap_time');
  });

  test('an answer leaves as CSV, JSON and Parquet, each as it should be', async () => {
    const hostile = `<img src=x onerror=alert(1)>`;
    await answer(`SELECT 1 AS n, 1.5 AS x, '=HYPERLINK("http://x")' AS t, NULL AS blank, 1 AS n UNION ALL SELECT 9007199254740993, -2, '${hostile}', NULL, 2`);
    await expect.poll(() => grid().innerText(), PATIENCE).toContain(hostile);
    expect((await download('csv')).toString()).toBe(`n,x,t,blank,n\r\n1,1.5,"'=HYPERLINK(""http://x"")",,1\r\n9007199254740993,-2,${hostile},,2\r\n`);
    expect((await download('csv-raw')).toString()).toContain('"=HYPERLINK(""http://x"")"');
    expect(JSON.parse((await download('json')).toString())).toEqual([
      { n: 1, x: 1.5, t: '=HYPERLINK("http://x")', blank: null, n_2: 1 },
      { n: '9007199254740993', x: -2, t: hostile, blank: null, n_2: 2 },
    ]);
    await download('parquet');
    await answer(MILLION);
    await download('parquet');
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const found = await duck.runAndReadAll(`SELECT COUNT(*)::INT, SUM(n)::VARCHAR, SUM(half), COUNT(DISTINCT car)::INT, MAX(n)::VARCHAR FROM read_parquet('${folder}/*.parquet', union_by_name = true) WHERE car IS NOT NULL`);
    expect(found.getRows()).toEqual([[1_000_000, '500000500000', 250_000_250_000, 4, '1000000']]);
    const typed = await duck.runAndReadAll(`SELECT n::VARCHAR, typeof(n), typeof(x), t, typeof(t), n_2::INT FROM read_parquet('${folder}/*.parquet', union_by_name = true) WHERE car IS NULL ORDER BY n_2`);
    expect(typed.getRows()).toEqual([['1', 'BIGINT', 'DOUBLE', '=HYPERLINK("http://x")', 'VARCHAR', 1], ['9007199254740993', 'BIGINT', 'DOUBLE', hostile, 'VARCHAR', 2]]);
    duck.closeSync();
  });

  test('cells that are selected with the mouse are copied, and pasted elsewhere', async () => {
    await answer('SELECT 1 AS a, 2 AS b UNION ALL SELECT 3, 4 UNION ALL SELECT 5, 6');
    const cell = (text: string) => grid().getByRole('gridcell', { name: text, exact: true });
    await cell('1').hover();
    await page.mouse.down();
    await cell('4').hover();
    await page.mouse.up();
    await page.keyboard.press('Control+c');
    await notice('Copied 2 rows.');
    await page.getByTestId('sql-find').click();
    await page.keyboard.press('Control+v');
    await expect.poll(() => page.getByTestId('sql-find').inputValue(), PATIENCE).toMatch(/^1\s2\s?3\s4$/);
    await page.getByTestId('sql-find').fill('');
    await answer("SELECT printf('%.5000c', 'x') AS long");
    await page.getByTestId('sql-copy').click();
    await notice('Copied 1 row. Of one long text only the beginning: export the answer to have it whole.');
  });

  test('a CSV file that is dropped becomes a table to join, and goes again', async () => {
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['car;number of the engine;mass, kg\ncar6;06;798,5\ncar7;07;801\n'], 'Car parts (2026).csv', { type: 'text/csv' }));
      return transfer;
    });
    await page.dispatchEvent('.sql-screen', 'dragover', { dataTransfer: dropped });
    await shoot('sql-drop');
    await page.dispatchEvent('.sql-screen', 'drop', { dataTransfer: dropped });
    await notice('Car parts (2026).csv is now the table car_parts_2026: 2 rows; car text, number of the engine text, mass, kg number.');
    await expect.poll(() => page.getByTestId('sql-catalogue').innerText(), PATIENCE).toMatch(/car_parts_2026\s+2/);
    await answer('SELECT car, "number of the engine" AS engine, "mass, kg" AS mass, COUNT(*) AS laps FROM laps JOIN car_parts_2026 USING (car) GROUP BY car');
    await expect.poll(() => grid().innerText(), PATIENCE).toMatch(/car6\s+06\s+798\.5\s+6[\s\S]*car7\s+07\s+801\s+6/);
    await shoot('sql-joined');
    await page.getByTestId('table-file').setInputFiles({ name: 'sheet.csv', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004 not what it says') });
    await notice('sheet.csv was not added: it is a spreadsheet or archive; save it as CSV first.');
    await page.getByTestId('table-remove-car_parts_2026').click();
    await expect.poll(() => page.getByTestId('sql-catalogue').innerText(), PATIENCE).not.toContain('car_parts_2026');
  });

  test('history and saved queries are there in another window, and after a reload', async () => {
    await answer("SELECT 'to be kept' AS word");
    await page.getByTestId('sql-save').click();
    await page.getByTestId('sql-name').fill('Kept for later');
    await page.keyboard.press('Enter');
    await notice('Saved as “Kept for later”');
    const other = await page.context().newPage();
    watch(other);
    await other.goto(`${new URL('/', page.url()).href}#/sql`);
    await other.getByTestId('sql-side-saved').click(PATIENCE);
    await other.getByText('Kept for later').click(PATIENCE);
    await expect.poll(() => other.getByTestId('sql-editor').innerText(), PATIENCE).toContain('to be kept');
    await other.getByTestId('sql-editor').click();
    await other.keyboard.press('Control+a');
    await other.keyboard.insertText("SELECT 'asked in the other window' AS word");
    await other.keyboard.press('Control+Enter');
    await page.getByTestId('sql-side-history').click();
    await expect.poll(() => page.getByTestId('sql-history').innerText(), PATIENCE).toContain('asked in the other window');
    await shoot('sql-history');
    await other.close();
    await page.reload();
    await expect.poll(() => editor().innerText().catch(() => ''), PATIENCE).toContain('asked in the other window');
    await page.getByTestId('sql-side-history').click();
    await page.getByTestId('sql-history').getByText('to be kept').click();
    await expect.poll(written, PATIENCE).toContain('to be kept');
  });
});
