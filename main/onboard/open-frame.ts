import type { SampleSchedule } from './sample-schedule.ts';

/**
 * The samples of one car that are not in a closed frame yet. They come channel by channel at each instant, and lie so too: a
 * column for each would scatter every instant over the memory.
 */
export class OpenFrame {
  lap = 0;
  /** Of the first and of the last sample, in steps of the race; -1 while there is none. */
  first = -1;
  last = -1;
  declared = false;
  /** For each group of the schedule: its channels' samples, instant after instant, and how many numbers that is. */
  readonly rows: readonly Int32Array[];
  readonly used: Int32Array;
  private readonly schedule: SampleSchedule;

  /** With room for so many s. */
  constructor(schedule: SampleSchedule, longest: number) {
    this.schedule = schedule;
    this.rows = schedule.groups.map(({ rate, channels }) => new Int32Array((rate * longest + 1) * channels.length));
    this.used = new Int32Array(schedule.groups.length);
  }

  /** Puts the samples of each channel into its own column. */
  fill(columns: readonly Int32Array[]): void {
    const { groups } = this.schedule;
    for (let g = 0; g < groups.length; g++) {
      const { channels } = groups[g]!;
      const rows = this.rows[g]!;
      const used = this.used[g]!;
      for (let k = 0; k < channels.length; k++) {
        const column = columns[channels[k]!]!;
        for (let at = k, i = 0; at < used; at += channels.length) column[i++] = rows[at]!;
      }
    }
  }

  /** Empties it. */
  clear(): void {
    this.first = -1;
    this.used.fill(0);
  }
}
