import { syncedFiles } from '../damage.ts';
import { lacksStrace } from '../machine.ts';
import type { LoneRow } from '../row.ts';
import { wholeRace } from '../whole-race.ts';

const slow = (folder: string, milliseconds: number): string[] => [
  ...['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', `inject=fsync,fdatasync:delay_enter=${1000 * milliseconds}`],
  ...syncedFiles(folder).flatMap((path) => ['-P', path]),
];
/** Of four cars, in frames: eight batches that wait, and one under way. */
const MOST_WAITING = 200;
const MOST_STALL = 100;

const rows: LoneRow[] = [
  {
    id: 'F07',
    alone: true,
    what: 'each sync of the edge buffer takes half a second',
    lacks: lacksStrace,
    async run({ folder, short, seed }) {
      const delay = short ? 100 : 500;
      const { most, report, ...evidence } = await wholeRace({
        order: { folder, race: { cars: 4, laps: 1, seed: seed % 1000, speed: 20 } },
        under: slow(folder, delay),
        patience: 100_000,
      });
      return {
        ...evidence,
        complaints: [
          ...(most > MOST_WAITING ? [`${most} frames waited in memory`] : []),
          ...(evidence.stall > MOST_STALL ? [`the thread of the screens stood still for ${Math.round(evidence.stall)} ms`] : []),
        ],
        note: `${delay} ms each: a race of ${Math.round(report.sim_s)} s at speed 20 took ${Math.round(report.wall_s)} s; ${most} frames waited in memory at most`,
      };
    },
  },
];
export default rows;
