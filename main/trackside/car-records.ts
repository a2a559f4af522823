import type { LiveCar } from '../../common/live-packet.ts';

/** The records of one car in the order of time, counted from 0, as far as they can be had: from a live race or from the store. */
export interface CarRecords {
  /** The first one that can still be had, and one past the newest. */
  readonly oldest: number;
  readonly written: number;
  /** The first record at or after a race time, s. */
  find(racetime: number): number;
  /** From number `from` to the newest. A channel holds its value from one sample to the next; NaN before its first, and where the car lacks it. */
  read(from: number, channels: readonly string[]): Omit<LiveCar, 'car'>;
}
