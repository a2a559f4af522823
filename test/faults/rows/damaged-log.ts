import { seededRandom } from '../../support/random.ts';
import { cutShort, flip, newestSegment, remove } from '../damage.ts';
import { damagedLives, type Damage } from '../damaged-lives.ts';
import type { FaultRow } from '../row.ts';

const TOLD = /has lost|was damaged/;

const flipped = (share: number): Damage => ({ what: `flipped at ${Math.round(share * 100)} %`, do: (folder) => flip(newestSegment(folder), share) });
const deleted: Damage = { what: 'deleted', do: (folder) => remove(newestSegment(folder)) };
const torn = (bytes: number): Damage => ({ what: `${bytes} bytes short`, do: (folder) => cutShort(newestSegment(folder), { bytes }) });

const rows: FaultRow[] = [
  {
    id: 'F08',
    alone: true,
    what: 'a bit flipped in the newest frames',
    run(context) {
      const random = seededRandom(context.seed);
      const places = [0.1, 0.5, 0.9, ...(context.short ? [] : Array.from({ length: 17 }, random))];
      return damagedLives(context, { damages: places.map(flipped), told: TOLD });
    },
  },
  {
    id: 'F09',
    alone: true,
    what: 'newest frames deleted or cut short',
    run(context) {
      const random = seededRandom(context.seed);
      const more = Array.from({ length: context.short ? 0 : 10 }, () => torn(Math.ceil(random() * 200_000)));
      return damagedLives(context, { damages: [torn(13), torn(20_013), deleted, ...more], told: TOLD });
    },
  },
];
export default rows;
