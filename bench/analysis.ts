import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startWebHost } from '../main/hosts/web/web-host.ts';
import { openWorkstation } from '../main/workstation.ts';
import { buildIfStale } from '../main/hosts/fresh-build.ts';
import type { RaceView } from '../common/race-view.ts';
import { launchBrowser } from '../test/e2e/browser.ts';
import { median, quantile, type Bench, type BenchRow } from './bench.ts';

const RUNS = 9;
const MOVES = 60;
const LAPS = 20;
const root = fileURLToPath(new URL('../dist/renderer', import.meta.url));

/** Functions for the page: how long until what was done to it has been painted. */
const HELPERS = `
  window.painted = () => new Promise((resolve) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => resolve(performance.now()); port2.postMessage(0); }));
  window.until = (holds) => new Promise((resolve) => { const look = () => { if (holds()) resolve(); else requestAnimationFrame(look); }; look(); });
  window.strips = () => [...document.querySelectorAll('[data-testid^=overlay-][data-lines]')];
  window.changed = (node) => new Promise((resolve) => { const seen = new MutationObserver(() => { seen.disconnect(); resolve(); }); seen.observe(node, { subtree: true, childList: true, characterData: true, attributes: true }); });
`;

interface PageHelpers {
  painted(): Promise<number>;
  until(holds: () => boolean): Promise<void>;
  strips(): HTMLElement[];
  changed(node: Node): Promise<void>;
}
declare const painted: PageHelpers['painted'];
declare const until: PageHelpers['until'];
declare const strips: PageHelpers['strips'];
declare const changed: PageHelpers['changed'];

/** From the click until all lines are painted, ms; every lap is read from the store anew. */
function overlay(page: Page): Promise<number> {
  return page.evaluate(async (laps) => {
    const press = (id: string): void => document.querySelector<HTMLElement>(`[data-testid=${id}]`)?.click();
    press('clear-laps');
    await until(() => strips().length === 0);
    await painted();
    const began = performance.now();
    press('overlay-fastest');
    await until(() => strips().length === 7 && strips().every((strip) => Number(strip.dataset['lines']) === laps));
    return (await painted()) - began;
  }, LAPS);
}

/** The same number of points as lines on bare canvases, from arrays in memory: the least that drawing can cost, ms. */
function rawCanvas(page: Page): Promise<number> {
  return page.evaluate(async (laps) => {
    const places = strips().map((strip) => ({ points: Number(strip.dataset['points']), box: strip.querySelector('canvas')!.getBoundingClientRect() }));
    const lines = places.map(({ points }) => Array.from({ length: laps }, (_, lap) => Float32Array.from({ length: (points / laps) | 0 }, (__, i) => Math.sin(i / 40 + lap) * 0.4 + 0.5)));
    const canvases = places.map(({ box }) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: box.width, height: box.height });
      canvas.style.cssText = `position:fixed;left:${box.left}px;top:${box.top}px`;
      document.body.append(canvas);
      return canvas;
    });
    await painted();
    const began = performance.now();
    canvases.forEach((canvas, c) => {
      const ctx = canvas.getContext('2d')!;
      for (const line of lines[c]!) {
        ctx.beginPath();
        line.forEach((y, i) => ctx.lineTo((i / line.length) * canvas.width, y * canvas.height));
        ctx.stroke();
      }
    });
    const took = (await painted()) - began;
    for (const canvas of canvases) canvas.remove();
    return took;
  }, LAPS);
}

/** For each movement of the mouse over the charts, until the values of all laps are in the page, ms. */
function cursor(page: Page): Promise<number[]> {
  return page.evaluate(async (moves) => {
    const cover = document.querySelector<HTMLElement>('[data-testid=overlay-cover]')!;
    const table = document.querySelector('[data-testid=lap-values]')!;
    const { left, top, width, height } = cover.getBoundingClientRect();
    const took: number[] = [];
    for (let i = 0; i < moves; i++) {
      await painted();
      const values = changed(table);
      const began = performance.now();
      cover.dispatchEvent(new PointerEvent('pointermove', { clientX: left + (width * (i + 5)) / (moves + 10), clientY: top + height / 2, bubbles: true }));
      await values;
      took.push(performance.now() - began);
    }
    return took;
  }, MOVES);
}

/** From a notch of the wheel until all strips are painted anew, ms. */
function zoom(page: Page): Promise<number[]> {
  return page.evaluate(async (runs) => {
    const cover = document.querySelector<HTMLElement>('[data-testid=overlay-cover]')!;
    const { left, width, top } = cover.getBoundingClientRect();
    const took: number[] = [];
    for (let i = 0; i < runs * 2; i++) {
      await painted();
      const drawn = Promise.all(strips().map((strip) => changed(strip)));
      const began = performance.now();
      cover.dispatchEvent(new WheelEvent('wheel', { clientX: left + width / 2, clientY: top + 20, deltaY: i < runs ? -120 : 120, bubbles: true, cancelable: true }));
      await drawn;
      took.push((await painted()) - began);
    }
    return took;
  }, RUNS);
}

const bench: Bench = {
  name: 'analysis',
  async run(): Promise<BenchRow[]> {
    buildIfStale(() => {});
    const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const workstation = await openWorkstation({ dataDir });
    const web = await startWebHost({ workstation, root });
    const browser = await launchBrowser();
    try {
      let session!: ReturnType<typeof workstation.open>;
      const over = new Promise<void>((resolve) => {
        session = workstation.open({ event: (name, payload) => void (name === 'race' && (payload as RaceView).state === 'finished' && resolve()), live() {} });
      });
      await session.request('race.start', { cars: LAPS, laps: 2, speed: 'max' });
      await over;
      session.close();
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
      await page.addInitScript(HELPERS);
      await page.addInitScript(() => localStorage.setItem('lapwing.analysis.strips', JSON.stringify(['Speed', 'RPM', 'Throttle', 'Brake', 'Gear', 'Steer'])));
      await page.goto(web.url);
      await page.getByTestId('tab-analysis').click();
      await page.waitForSelector('[data-testid=overlay-Speed][data-lines="2"]');
      const [overlays, raws]: [number[], number[]] = [[], []];
      for (let i = 0; i < RUNS; i++) {
        overlays.push(await overlay(page));
        raws.push(await rawCanvas(page));
      }
      const points = await page.evaluate(() => strips().reduce((sum, strip) => sum + Number(strip.dataset['points']), 0));
      const moves = await cursor(page);
      const zooms = await zoom(page);
      return [
        { what: `${LAPS} laps × 6 channels and delta-time, click to painted`, value: median(overlays), unit: 'ms', note: `median of ${RUNS}, read from the store each time; 1440×900, software rendering` },
        { what: '… the slowest of them', value: Math.max(...overlays), unit: 'ms' },
        { what: '… points drawn', value: points, unit: '' },
        { what: 'the same number of points on bare canvases, from memory', value: median(raws), unit: 'ms' },
        { what: '… click to painted against that', value: median(overlays) / median(raws), unit: '×' },
        { what: `mouse moved to values of ${LAPS} laps in the page, median`, value: median(moves), unit: 'ms', note: 'the line itself moves in the same frame as the mouse' },
        { what: '… 95th percentile', value: quantile(moves, 0.95), unit: 'ms' },
        { what: `notch of the wheel to ${LAPS} laps painted, median`, value: median(zooms), unit: 'ms' },
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
