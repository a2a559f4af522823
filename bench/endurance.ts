import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RaceAudit } from '../common/audit.ts';
import type { RaceView } from '../common/race-view.ts';
import { buildIfStale } from '../main/hosts/fresh-build.ts';
import { startWebHost } from '../main/hosts/web/web-host.ts';
import { openWorkstation } from '../main/workstation.ts';
import { launchBrowser } from '../test/e2e/browser.ts';
import { hearComplaints } from '../test/e2e/complaints.ts';
import { median, type Bench, type BenchRow } from './bench.ts';
import { EngineLog } from './endurance/engine-log.ts';
import { shownFigures } from './endurance/shown-figures.ts';
import { KEPT, TEN_PANELS } from './endurance/ten-panels.ts';
import { watchWindow, type WindowHealth } from './endurance/window-health.ts';

/** `LAPWING_LONG` is the length in minutes, 60 for an hour. */
const SECONDS = process.env['LAPWING_LONG'] ? 60 * Number(process.env['LAPWING_LONG']) : 150;
const CARS = 20;
/** Until rings and histories are filled, s: these hold 300 s of the race in a long run. */
const WARM = Math.min(360, SECONDS / 3);
/** Between two looks at the figures, s, and between two at the window's health. */
const LOOK = 2;
const HEALTH = 10;
/** What the radio does, over and over, s each. */
const RADIO = [['up', 20], ['cut', 12], ['up', 15], ['edge', 18]] as const;
const ROUND = RADIO.reduce((sum, [, lasts]) => sum + lasts, 0);
/** In pixels: all ten panels can be read. */
const VIEWPORT = { width: 2560, height: 1440 };
const root = fileURLToPath(new URL('../dist/renderer', import.meta.url));

/** What the radio does so many seconds after the start. */
function radioAt(second: number): (typeof RADIO)[number][0] {
  let left = second % ROUND;
  return RADIO.find(([, lasts]) => (left -= lasts) < 0)![0];
}

const bench: Bench = {
  name: 'endurance',
  async run(): Promise<BenchRow[]> {
    buildIfStale(() => {});
    const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const workstation = await openWorkstation({ dataDir });
    const web = await startWebHost({ workstation, root });
    const browser = await launchBrowser();
    const log = new EngineLog(workstation);
    const ask = <T>(name: string, params: object = {}): Promise<T> => log.session.request(name, params) as Promise<T>;
    const complaints: string[] = [];
    const wrong: string[] = [];
    const healths: WindowHealth[] = [];
    let looks = 0;
    let cuts = 0;
    try {
      const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB', colorScheme: 'dark' });
      hearComplaints(page, complaints);
      await page.addInitScript((kept) => localStorage.setItem('lapwing.layouts', kept), KEPT);
      await page.goto(web.url);
      const { race_id } = await ask<RaceView>('race.start', { cars: CARS, laps: 200, speed: 1 });
      await page.evaluate((name) => (location.hash = `/${name}`), TEN_PANELS);
      await page.getByTestId('value-Speed').waitFor();
      await page.locator('[data-testid^=tower-row-]').nth(CARS - 1).waitFor();
      const panels = await page.locator('.dock-panel').count();
      await log.follow();
      const health = await watchWindow(page);
      const began = performance.now();
      let radio = 'up';
      for (let second = 0; second < SECONDS; second = (performance.now() - began) / 1000) {
        const next = radioAt(second);
        if (next !== radio) await ask('link.set', next === 'edge' ? { radio: 'preset', preset: 'edge' } : { radio: next });
        if (next === 'cut' && radio !== 'cut') cuts++;
        radio = next;
        await sleep(LOOK * 1000);
        looks++;
        wrong.push(...log.wrong(await shownFigures(page)).map((words) => `${second.toFixed(0)} s: ${words}`));
        if (second > WARM + healths.length * HEALTH) healths.push(await health());
      }
      await ask('link.set', { radio: 'up' });
      await ask('race.stop');
      await settled(ask, race_id);
      const audit = await ask<RaceAudit>('audit', { race_id });
      const { generated, confirmed, gaps } = audit.totals;
      await sleep(LOOK * 1000);
      wrong.push(...log.wrong(await shownFigures(page)).map((words) => `at the end: ${words}`));
      const [, shownConfirmed] = (await shownFigures(page)).status;
      const quarter = Math.ceil(healths.length / 4);
      const growth = (of: (health: WindowHealth) => number): number => median(healths.slice(-quarter).map(of)) / median(healths.slice(0, quarter).map(of));
      for (const line of [...wrong, ...complaints]) process.stderr.write(`${line}\n`);
      return [
        { what: `${CARS} cars in real time, ${panels} panels in one window`, value: SECONDS / 60, unit: 'min', note: `${VIEWPORT.width}×${VIEWPORT.height}, software rendering; the radio was cut ${cuts} times and as often at the edge of coverage` },
        { what: 'figures that the workstation had not said within 5 s', value: wrong.length, unit: '', note: `timing tower, status line and values, read ${looks} times` },
        { what: 'errors and warnings of the console', value: complaints.length, unit: '' },
        { what: 'frames of the race not confirmed, and gaps', value: (generated ?? NaN) - confirmed + gaps, unit: 'frames', note: `${confirmed} confirmed, the screen says ${shownConfirmed}; ${audit.balanced ? 'the books balance' : 'the books do not balance'}` },
        { what: 'heap, last quarter', value: median(healths.slice(-quarter).map(({ heap }) => heap)), unit: 'MiB', note: `median after a collection; the first ${WARM.toFixed(0)} s left out` },
        { what: '… against the first quarter', value: growth(({ heap }) => heap), unit: '×' },
        { what: 'nodes of the document, against the first quarter', value: growth(({ nodes }) => nodes), unit: '×', note: `${healths.at(-1)!.nodes} at the end` },
        { what: 'listeners, against the first quarter', value: growth(({ listeners }) => listeners), unit: '×', note: `${healths.at(-1)!.listeners} at the end` },
        { what: 'frames a second, median', value: median(healths.map(({ framesPerSecond }) => framesPerSecond)), unit: '1/s' },
        { what: '… last quarter against the first', value: growth(({ framesPerSecond }) => framesPerSecond), unit: '×' },
        { what: 'longest pause between two frames', value: Math.max(...healths.map(({ worst }) => worst)), unit: 'ms' },
        { what: 'tasks over 50 ms', value: healths.reduce((sum, { longTasks }) => sum + longTasks, 0), unit: '', note: `the longest ${Math.max(...healths.map(({ longest }) => longest)).toFixed(0)} ms` },
      ];
    } finally {
      log.session.close();
      await browser.close();
      await web.close();
      await workstation.close();
      rmSync(dataDir, { recursive: true });
    }
  },
};
export default bench;

/** Waits until everything of a race is confirmed; for a minute at most. */
async function settled(ask: <T>(name: string, params: object) => Promise<T>, race_id: string): Promise<void> {
  for (let i = 0; i < 120; i++) {
    const { totals, state } = await ask<RaceAudit>('audit', { race_id });
    if (state === 'finished' && totals.generated === totals.confirmed) return;
    await sleep(500);
  }
}
