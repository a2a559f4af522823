import type { SampleTimes } from './sample-index.ts';

/** The finest step of race time that is written: 0.1 ms. */
const TIME_DECIMALS = 4;

/** Race time in whole units of the fewest decimals that hold both its beginning and its step. */
export function timeForm({ racetime0, interval }: Pick<SampleTimes, 'racetime0' | 'interval'>): { first: number; step: number; decimals: number } {
  for (let decimals = 1; ; decimals++) {
    const power = 10 ** decimals;
    const first = Math.round(racetime0 * power);
    const step = interval * power;
    const exact = Math.abs(first - racetime0 * power) < 1e-3 && Math.abs(Math.round(step) - step) < 1e-6;
    if (exact || decimals === TIME_DECIMALS) return { first, step, decimals };
  }
}
