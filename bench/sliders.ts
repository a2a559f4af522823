import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../main/hosts/fresh-build.ts';
import { startWebHost } from '../main/hosts/web/web-host.ts';
import { openWorkstation } from '../main/workstation.ts';
import { launchBrowser } from '../test/e2e/browser.ts';
import { median, quantile, type Bench, type BenchRow } from './bench.ts';

const SECONDS = 10;
const root = fileURLToPath(new URL('../dist/renderer', import.meta.url));

interface Moved {
  frames: number;
  /** ms from the move of a slider to the frame that shows its answer. */
  waits: number[];
}

/** Runs in the page: moves a slider once a frame, and notes when the race time that stands beside a plan is another one. */
const MOVE = (seconds: number): Promise<Moved> =>
  new Promise((resolve) => {
    const slider = document.querySelector<HTMLInputElement>('[data-testid=strategy-wear-slider]')!;
    const time = document.querySelector('[data-testid=strategy-time-A]')!;
    const began = performance.now();
    const waits: number[] = [];
    let frames = 0;
    let shown = time.textContent;
    let since = began;
    const tick = (now: number): void => {
      frames++;
      if (time.textContent !== shown) {
        shown = time.textContent;
        waits.push(now - since);
        since = now;
      }
      if (now - began > seconds * 1000) return resolve({ frames, waits });
      slider.value = String(1 + (frames % 40) * 0.05);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });

const bench: Bench = {
  name: 'sliders',
  async run(): Promise<BenchRow[]> {
    buildIfStale(() => {});
    const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const workstation = await openWorkstation({ dataDir });
    const web = await startWebHost({ workstation, root });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
      await page.goto(web.url);
      await page.getByTestId('tab-strategy').click();
      await page.getByTestId('strategy-time-B').waitFor();
      const { frames, waits } = await page.evaluate(MOVE, SECONDS);
      return [
        { what: 'answers a second while a slider moves', value: waits.length / SECONDS, unit: '1/s', note: 'two plans in free air, gap chart drawn; 1440×900, software rendering' },
        { what: '… frames a second', value: frames / SECONDS, unit: '1/s', note: 'one move a frame' },
        { what: '… from one answer on the screen to the next, median', value: median(waits), unit: 'ms' },
        { what: '… 99th percentile', value: quantile(waits, 0.99), unit: 'ms' },
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
