import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { decodeLivePacket } from '../common/live-packet.ts';
import { startWebHost } from '../main/hosts/web/web-host.ts';
import { openWorkstation } from '../main/workstation.ts';
import { buildIfStale } from '../main/hosts/fresh-build.ts';
import { launchBrowser } from '../test/e2e/browser.ts';
import { median, quantile, type Bench, type BenchRow } from './bench.ts';

const SECONDS = 15;
const root = fileURLToPath(new URL('../dist/renderer', import.meta.url));

interface Watched {
  framesPerSecond: number;
  /** Longest time between two frames, ms. */
  worst: number;
  /** Age of the newest sample that the speed chart shows, ms, at each of its draws. */
  ages: number[];
}

/** Runs in the page: counts its frames, and at each new draw of the speed chart asks how old its newest sample is. */
function watch(page: Page, startedMs: number): Promise<Watched> {
  return page.evaluate(
    ({ seconds, started }) =>
      new Promise<Watched>((resolve) => {
        const began = performance.now();
        const ages: number[] = [];
        let frames = 0;
        let last = began;
        let worst = 0;
        let shown = '';
        const tick = (now: number): void => {
          frames++;
          worst = Math.max(worst, now - last);
          last = now;
          const latest = document.querySelector<HTMLElement>('[data-testid=chart-Speed]')?.dataset['latest'] ?? '';
          if (latest !== shown && Number(latest) > 0) ages.push(Date.now() - started - Number(latest) * 1000);
          shown = latest;
          if (now - began < seconds * 1000) requestAnimationFrame(tick);
          else resolve({ framesPerSecond: (frames * 1000) / (now - began), worst, ages });
        };
        requestAnimationFrame(tick);
      }),
    { seconds: SECONDS, started: startedMs },
  );
}

const bench: Bench = {
  name: 'screens',
  async run(): Promise<BenchRow[]> {
    buildIfStale(() => {});
    const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const workstation = await openWorkstation({ dataDir });
    const web = await startWebHost({ workstation, root });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
      await page.goto(web.url);
      const arrivals: { at: number; newest: number }[] = [];
      const session = workstation.open({
        event() {},
        live(packet) {
          const newest = Math.max(...decodeLivePacket(packet).cars.map(({ racetime }) => racetime.at(-1)!));
          arrivals.push({ at: Date.now(), newest });
          void session.request('live.credit', { subscription: 1 });
        },
      });
      await session.request('race.start', { cars: 20, laps: 20, speed: 1 });
      await page.waitForSelector('[data-testid=chart-Speed]');
      await page.waitForTimeout(5000);
      const [race] = (await session.request('races.list', {})) as { started: number }[];
      await session.request('live.subscribe', { subscription: 1, cars: [], channels: ['Speed'], past: 0 });
      const live = await watch(page, race!.started * 1000);
      await session.request('live.unsubscribe', { subscription: 1 });
      const atSession = arrivals.map(({ at, newest }) => at - (race!.started + newest) * 1000);
      await page.getByTestId('tab-sql').click();
      const still = await watch(page, 0);
      session.close();
      return [
        { what: 'frames a second, Live, 2 cars × 5 channels × 100 Hz', value: live.framesPerSecond, unit: '1/s', note: '1440×900, software rendering' },
        { what: '… against a screen that draws nothing', value: live.framesPerSecond / still.framesPerSecond, unit: '×' },
        { what: 'longest pause between two frames, Live', value: live.worst, unit: 'ms' },
        { what: 'simulator to chart, median', value: median(live.ages), unit: 'ms', note: 'age of the newest sample at each draw of the speed chart' },
        { what: 'simulator to chart, 99th percentile', value: quantile(live.ages, 0.99), unit: 'ms' },
        { what: '… of which to a session, median', value: median(atSession), unit: 'ms', note: 'grows where the simulator cannot keep to real time' },
      ];
    } finally {
      await browser.close();
      await web.close();
      await workstation.close();
      rmSync(dataDir, { recursive: true });
    }
  },
};
export default bench;
