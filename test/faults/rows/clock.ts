import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jumpingClock, lacksFaketime } from '../machine.ts';
import type { FaultRow } from '../row.ts';
import { wholeRace } from '../whole-race.ts';

const HOUR = 3600;
/** Seconds off the true time: an hour back, an hour on, the beginning of 1970, and an hour back. */
const jumps = (): number[] => [-HOUR, HOUR, -Math.floor(Date.now() / 1000) + 60, -HOUR];

const rows: FaultRow[] = [
  {
    id: 'F12',
    what: 'the clock jumps: an hour back, an hour on, 1970',
    lacks: lacksFaketime,
    async run({ folder, broker, seed, short }) {
      const clock = join(folder, 'clock');
      const set = (seconds: number): void => writeFileSync(clock, `${seconds < 0 ? '' : '+'}${seconds}`);
      set(0);
      const between = short ? 1500 : 12_000;
      const data = join(folder, 'data');
      const { report, most: _, lag, ...evidence } = await wholeRace({
        order: { folder: data, brokers: [broker.address], race: { cars: 4, laps: short ? 1 : 6, seed: seed % 1000, speed: 10 } },
        env: jumpingClock(clock),
        patience: 110_000,
        async fault() {
          for (const jump of jumps()) {
            await sleep(between);
            set(jump);
          }
        },
      });
      return {
        ...evidence,
        complaints: [
          ...(lag[0] < 0 || report.wall_s < 0 ? [`a duration below zero: ${Math.min(lag[0], report.wall_s)} s`] : []),
          ...(report.frames.gaps.length > 0 ? [`${report.frames.gaps.length} gaps`] : []),
          ...(report.frames.clock_suspect === 0 ? ['no frame is marked although the clock jumped'] : []),
          ...(report.wall_s > report.sim_s ? [`a race of ${report.sim_s} s at speed 10 took ${report.wall_s} s`] : []),
        ],
        note: `a race of ${Math.round(report.sim_s)} s at speed 10 took ${Math.round(report.wall_s)} s; frames were up to ${Math.round(lag[1])} s old; ${report.frames.clock_suspect} of them marked`,
      };
    },
  },
];
export default rows;
