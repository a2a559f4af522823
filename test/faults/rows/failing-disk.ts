import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../support/random.ts';
import { drive } from '../drive.ts';
import { killedWay } from '../killed-way.ts';
import { lacksStrace } from '../machine.ts';
import { firstOfLife } from '../made-frame.ts';
import type { FrameId } from '../oracle.ts';
import type { LoneRow } from '../row.ts';

const rows: LoneRow[] = [
  {
    id: 'F04',
    alone: true,
    what: 'a sync of the disk fails, and does so for a while',
    lacks: lacksStrace,
    async run({ folder, name, seed, short }) {
      const random = seededRandom(seed);
      const edgeFolder = join(folder, 'edge');
      mkdirSync(edgeFolder);
      const way = { folder, edgeFolder, name, place: { kind: 'embedded' as const, path: join(folder, 'stream.db') } };
      const before: FrameId[] = [];
      const names = new Map<string, FrameId>();
      const texts = new Set<string>();
      const complaints: string[] = [];
      const lives = short ? 2 : 12;
      for (let life = 0; life < lives; life++) {
        const from = 30 + Math.floor(random() * 30);
        // One that fails alone is retried at once on a file that is opened anew; a run of them is not to be hidden.
        const until = life % 2 === 0 ? from : from + 10 + Math.floor(random() * 30);
        const under = ['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', `inject=fsync,fdatasync:error=EIO:when=${from}..${until}`];
        const { acknowledged, ...rest } = await killedWay({ way: { ...way, first: firstOfLife(life) }, edgeOnly: true, cars: 4, every: 5 }, { after: 2500, under });
        before.push(...acknowledged);
        for (const [key, id] of rest.names) names.set(key, id);
        for (const text of rest.texts) texts.add(text);
        if (until > from && !rest.texts.some((text) => text.includes(edgeFolder) && /cannot write|cannot be opened|storage fault/.test(text))) complaints.push(`nobody was told of the failures ${from} to ${until}`);
      }
      const evidence = await drive({ way: { ...way, first: firstOfLife(lives) }, cars: 4, frames: 20, every: 5, before, names });
      return {
        ...evidence,
        texts: [...texts, ...evidence.texts].map((text) => text.replaceAll(folder, 'FOLDER')),
        complaints,
        note: `${lives} lives, 1 to 40 failures in each`,
      };
    },
  },
];
export default rows;
