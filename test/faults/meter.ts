import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Peak memory (bytes) and event-loop delay (ms) of this process from now until the answer is called. */
export function startMeter(): () => { peakRss: number; stall: number } {
  let peakRss = 0;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const look = (): void => void (peakRss = Math.max(peakRss, process.memoryUsage.rss()));
  const timer = setInterval(look, 200);
  return () => {
    look();
    clearInterval(timer);
    delay.disable();
    return { peakRss, stall: delay.percentile(99) / 1e6 };
  };
}
