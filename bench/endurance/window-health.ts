import type { CDPSession, Page } from 'playwright-core';

/** How a window does, since it was last asked. */
export interface WindowHealth {
  /** After a collection, MiB. */
  heap: number;
  nodes: number;
  listeners: number;
  framesPerSecond: number;
  /** Longest pause between two frames, ms. */
  worst: number;
  /** Tasks longer than 50 ms, and the longest, ms. */
  longTasks: number;
  longest: number;
}

interface Watch {
  frames: number;
  since: number;
  /** Time of the last frame. */
  last: number;
  worst: number;
  tasks: number[];
}

/** Counts frames and long tasks of a window from now on. */
export async function watchWindow(page: Page): Promise<() => Promise<WindowHealth>> {
  await page.evaluate(() => {
    const watch: Watch = { frames: 0, since: performance.now(), last: performance.now(), worst: 0, tasks: [] };
    Object.assign(globalThis, { lapwingWatch: watch });
    const tick = (now: number): void => {
      watch.frames++;
      watch.worst = Math.max(watch.worst, now - watch.last);
      watch.last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    new PerformanceObserver((list) => watch.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return () => health(page, devtools);
}

async function health(page: Page, devtools: CDPSession): Promise<WindowHealth> {
  const watched = await page.evaluate(() => {
    const { frames, since, worst, tasks } = (globalThis as unknown as { lapwingWatch: Watch }).lapwingWatch;
    return { framesPerSecond: (frames * 1000) / (performance.now() - since), worst, longTasks: tasks.length, longest: Math.max(0, ...tasks) };
  });
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((each) => each.name === name)!.value;
  // The collection is not the window's own doing.
  await page.evaluate(() => Object.assign((globalThis as unknown as { lapwingWatch: Watch }).lapwingWatch, { frames: 0, since: performance.now(), last: performance.now(), worst: 0, tasks: [] }));
  return { ...watched, heap: metric('JSHeapUsedSize') / 2 ** 20, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}
