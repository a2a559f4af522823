import { copyFileSync, cpSync, mkdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../support/random.ts';
import { drive } from '../drive.ts';
import { killedWay } from '../killed-way.ts';
import { lacksLoop, lacksStrace, tool } from '../machine.ts';
import { firstOfLife } from '../made-frame.ts';
import type { Evidence, FrameId } from '../oracle.ts';
import type { LoneContext, LoneRow } from '../row.ts';

const IMAGE_BYTES = 192 * 2 ** 20;
/** Syncs are believed and do nothing: what a disk does that lies, or a database with synchronous=OFF. */
const LYING_DISK = ['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:retval=0'];

/**
 * The edge buffer lies on a file system in an image. A power cut is a copy of the image while the writer stands still: what was
 * not synced is in the memory of the machine, and not in the copy. The next life goes on with the copy.
 */
async function cut({ folder, name, seed, short }: LoneContext, more: { cuts?: number; under?: readonly string[] } = {}): Promise<Evidence> {
  const random = seededRandom(seed);
  const image = join(folder, 'disk.img');
  const disk = join(folder, 'disk');
  const edgeFolder = join(disk, 'edge');
  writeFileSync(image, '');
  truncateSync(image, IMAGE_BYTES);
  tool('mkfs.ext4', '-q', '-F', image);
  mkdirSync(disk);
  const before: FrameId[] = [];
  const names = new Map<string, FrameId>();
  const texts: string[] = [];
  const place = { kind: 'embedded' as const, path: join(folder, 'stream.db') };
  const cuts = more.cuts ?? (short ? 3 : 20);
  const mounted = async <T>(use: () => Promise<T> | T): Promise<T> => {
    tool('mount', '-o', 'loop', image, disk);
    try {
      return await use();
    } finally {
      tool('umount', disk);
    }
  };
  await mounted(() => mkdirSync(edgeFolder));
  for (let n = 0; n < cuts; n++) {
    await mounted(async () => {
      const way = { folder, edgeFolder, edge: { ballast: 2 ** 20 }, name, place, first: firstOfLife(n) };
      const order = { way, edgeOnly: true, cars: 4, every: 2 };
      const life = await killedWay(order, { after: more.under ? 1500 : 100 + random() * 1400, before: () => copyFileSync(image, `${image}.cut`), ...(more.under ? { under: more.under } : {}) });
      before.push(...life.acknowledged);
      for (const [key, id] of life.names) names.set(key, id);
      texts.push(...life.texts);
    });
    renameSync(`${image}.cut`, image);
  }
  // What the last cut left is taken to the disk of this machine, so that nothing stays mounted.
  const left = join(folder, 'edge');
  await mounted(() => cpSync(edgeFolder, left, { recursive: true }));
  const evidence = await drive({ way: { folder, edgeFolder: left, name, place, first: firstOfLife(cuts) }, cars: 4, frames: 20, every: 5, before, names, patience: more.under ? 3 : 60 });
  return { ...evidence, texts: [...texts, ...evidence.texts].map((text) => text.replaceAll(folder, 'FOLDER')), note: `${cuts} cut${cuts > 1 ? 's' : ''}` };
}

const rows: LoneRow[] = [
  { id: 'F03', alone: true, what: 'power cut', lacks: lacksLoop, run: (context) => cut(context) },
  {
    id: 'F03-lying',
    alone: true,
    what: 'control: the same on a disk that does not sync',
    mustShow: 'lost',
    lacks: () => lacksLoop() ?? lacksStrace(),
    run: (context) => cut(context, { cuts: 1, under: LYING_DISK }),
  },
];
export default rows;
