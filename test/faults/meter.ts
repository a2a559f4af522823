import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Meter {
  /** What comes now is work, and no start any more: the delay counts from here. */
  started(): void;
  /** Ends it. Peak memory, bytes, from the first moment on, and the event-loop delay that 99 of 100 are below since the start, ms. */
  end(): { peakRss: number; stall: number };
}

/** Measures this process from now on. */
export function startMeter(): Meter {
  let peakRss = 0;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const look = (): void => void (peakRss = Math.max(peakRss, process.memoryUsage.rss()));
  const timer = setInterval(look, 200);
  return {
    started() {
      delay.enable();
    },
    end() {
      look();
      clearInterval(timer);
      delay.disable();
      return { peakRss, stall: delay.percentile(99) / 1e6 };
    },
  };
}
