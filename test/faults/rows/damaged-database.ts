import { statSync } from 'node:fs';
import { seededRandom } from '../../support/random.ts';
import { cutShort, databaseOf, flip, flipInFrame, patch } from '../damage.ts';
import { damagedLives, type Damage } from '../damaged-lives.ts';
import type { FaultRow } from '../row.ts';

const inFrame = (share: number): Damage => ({ what: `in a frame, ${Math.round(share * 100)} % on`, do: (folder) => flipInFrame(databaseOf(folder), share) });
const anywhere = (share: number): Damage => ({ what: `a bit at ${Math.round(share * 100)} %`, do: (folder) => flip(databaseOf(folder), share) });
const zeroed = (bytes: number): Damage => ({ what: `first ${bytes} bytes zero`, do: (folder) => patch(databaseOf(folder), (content) => content.fill(0, 0, bytes)) });
const halved: Damage = { what: 'cut in half', do: (folder) => cutShort(databaseOf(folder), Math.floor(statSync(databaseOf(folder)).size / 2)) };

const rows: FaultRow[] = [
  {
    id: 'F10-frame',
    alone: true,
    what: 'a bit flipped in a frame that lies in the database',
    run(context) {
      const random = seededRandom(context.seed);
      const places = [0.2, 0.8, ...(context.short ? [] : Array.from({ length: 10 }, random))];
      return damagedLives(context, { damages: places.map(inFrame), told: /was damaged in .* and is set apart there/, most: 1 });
    },
  },
  {
    id: 'F10-file',
    alone: true,
    what: 'database with a zeroed head, cut in half, a bit flipped anywhere',
    run(context) {
      const random = seededRandom(context.seed);
      const flips = Array.from({ length: context.short ? 0 : 10 }, random);
      return damagedLives(context, { damages: [zeroed(100), halved, zeroed(4096), ...flips.map(anywhere)], told: /was damaged/ });
    },
  },
];
export default rows;
