import { seededRandom } from '../../support/random.ts';
import { cutShort, databaseOf, flip, flipInFrame, newestSegment, patch } from '../damage.ts';
import { damagedLives, type Damage } from '../damaged-lives.ts';
import type { FaultRow } from '../row.ts';

type FileOf = (folder: string) => string;
const inFrame = (share: number): Damage => ({ what: `in a frame, ${Math.round(share * 100)} % on`, do: (folder) => flipInFrame(newestSegment(folder), share) });
const anywhere = (share: number): Damage => ({ what: `a bit of the database at ${Math.round(share * 100)} %`, do: (folder) => flip(databaseOf(folder), share) });
const zeroed = (file: FileOf, name: string, bytes: number): Damage => ({ what: `first ${bytes} bytes of ${name} zero`, do: (folder) => patch(file(folder), (content) => content.fill(0, 0, bytes)) });
const halved = (file: FileOf, name: string): Damage => ({ what: `${name} cut in half`, do: (folder) => cutShort(file(folder), { share: 0.5 }) });

const rows: FaultRow[] = [
  {
    id: 'F10-frame',
    alone: true,
    what: 'a bit flipped in a frame',
    run(context) {
      const random = seededRandom(context.seed);
      const places = [0.2, 0.8, ...(context.short ? [] : Array.from({ length: 10 }, random))];
      return damagedLives(context, { damages: places.map(inFrame), told: /was damaged in .* and is set apart there/, most: 1 });
    },
  },
  {
    id: 'F10-file',
    alone: true,
    what: 'database or segment with a zeroed head, cut in half, a bit flipped anywhere',
    run(context) {
      const random = seededRandom(context.seed);
      const flips = Array.from({ length: context.short ? 0 : 10 }, random);
      const damages = [zeroed(databaseOf, 'database', 100), zeroed(newestSegment, 'segment', 4096), ...(context.short ? [] : [halved(databaseOf, 'database'), halved(newestSegment, 'segment')])];
      return damagedLives(context, { damages: [...damages, ...flips.map(anywhere)], told: /was damaged|has lost/ });
    },
  },
];
export default rows;
