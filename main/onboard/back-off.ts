const FIRST_PAUSE = 100;
export const LONGEST_PAUSE = 30_000;

/** Full-jitter back-off: ms to wait after so many failures in a row, from 1. */
export function backOff(failures: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures, 10));
}
