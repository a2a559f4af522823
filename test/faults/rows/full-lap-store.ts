import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFiles } from '../../../main/installation.ts';
import { lacksMount, onSmallDisk } from '../machine.ts';
import type { LoneRow } from '../row.ts';
import { wholeRace } from '../whole-race.ts';

const MEGABYTES = 24;
/** Leaves the lap store a lap or two. */
const FILLER = 22 * 2 ** 20;

/** The lap store lies on a disk of its own, which is full in the middle of a race; somebody makes room. */
const rows: LoneRow[] = [
  {
    id: 'F05-laps',
    alone: true,
    long: true,
    what: 'disk of the lap store full while laps are stored, until somebody makes room',
    lacks: lacksMount,
    async run({ folder, short, seed }) {
      const small = join(folder, 'small');
      mkdirSync(folder, { recursive: true });
      return onSmallDisk(small, MEGABYTES, async () => {
        const filler = join(small, 'filler');
        writeFileSync(filler, Buffer.alloc(FILLER));
        symlinkSync(join(small, 'laps.db'), dataFiles(folder).laps);
        const laps = short ? 3 : 8;
        const { report, ...evidence } = await wholeRace({
          order: { folder, race: { cars: 4, laps, seed: seed % 1000, speed: 20 } },
          patience: 300_000,
          onTold: async (text) => {
            if (!text.includes('laps.db is full')) return;
            // For a while nothing can be stored.
            await sleep(2000);
            rmSync(filler, { force: true });
          },
        });
        const told = evidence.texts.find((text) => text.includes('laps.db is full'));
        return {
          ...evidence,
          complaints: [
            ...(told ? [] : ['nobody was told that the disk of the lap store is full']),
            ...(report.laps_stored === 4 * (laps + 1) ? [] : [`${report.laps_stored} laps stored of ${4 * (laps + 1)}`]),
            ...(report.frames.gaps.length === 0 ? [] : ['frames are missing trackside']),
          ],
          note: told ?? '',
        };
      });
    },
  },
];
export default rows;
