import { CHANNELS } from '../../common/channels.ts';
import { gridOf, type SampleGrid } from '../../common/sample-grid.ts';

/** Channels that are recorded at the same steps of the race. */
export interface SampleGroup {
  /** Samples a second. */
  readonly rate: number;
  /** Physics steps from one sample to the next. */
  readonly stride: number;
  /** Places in `CHANNELS`. */
  readonly channels: Int32Array;
  /** Of the rates that the catalogue gives them, the lowest, Hz. */
  readonly slowest: number;
}

/** What is recorded when: each channel at its own rate, but no faster than `cap` and than the physics. */
export class SampleSchedule {
  readonly grid: SampleGrid;
  /** Samples a second of each channel. */
  readonly rates: readonly number[];
  readonly groups: readonly SampleGroup[];
  /** Physics steps from one instant of the grid to the next. */
  readonly stride: number;

  /** `cap` and `stepsASecond` in Hz; `cap` divides `stepsASecond`. */
  constructor(cap: number, stepsASecond: number) {
    this.rates = CHANNELS.map((channel) => Math.min(channel.rate, cap, stepsASecond));
    this.grid = gridOf(this.rates);
    this.stride = Math.round(stepsASecond * this.grid.interval);
    this.groups = [...new Set(this.rates)].map((rate) => {
      const channels = [...this.rates.keys()].filter((c) => this.rates[c] === rate);
      const slowest = Math.min(...channels.map((c) => CHANNELS[c]!.rate));
      return { rate, stride: stepsASecond / rate, channels: Int32Array.from(channels), slowest };
    });
  }

  /** Of the channels that are due after so many steps of the race, the lowest rate that the catalogue gives one, Hz; Infinity when none is due. */
  slowestDue(steps: number): number {
    const { groups } = this;
    let slowest = Infinity;
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g]!;
      if (group.slowest < slowest && steps % group.stride === 0) slowest = group.slowest;
    }
    return slowest;
  }
}
