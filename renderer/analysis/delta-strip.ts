import type { Strip } from '../live/strips.ts';

/** How delta-time is shown. */
export const DELTA: Strip = {
  ...{ channel: 'Δ time', unit: 's', scale: 1, digits: 3, share: 1.3, range: null, step: null, ticks: null, finest: 0.001, stepped: false },
};
