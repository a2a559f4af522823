import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { drive } from '../drive.ts';
import { lacksMount, onSmallDisk } from '../machine.ts';
import type { Evidence } from '../oracle.ts';
import type { LoneContext, LoneRow } from '../row.ts';

const MEGABYTES = 16;
const BALLAST = 2 * 2 ** 20;
const FILLER = 5 * 2 ** 20;

/** With the radio cut the disk fills up; either the radio comes back, and the buffer lets go of what arrives, or somebody makes room. */
function filled({ folder, name, short }: LoneContext, healed: 'radio' | 'room'): Promise<Evidence> {
  const edgeFolder = join(folder, 'disk');
  return onSmallDisk(edgeFolder, MEGABYTES, () => {
    const filler = join(edgeFolder, 'filler');
    writeFileSync(filler, Buffer.alloc(FILLER));
    let refused = false;
    return drive({
      way: { folder, edgeFolder, edge: { ballast: BALLAST }, name, place: { kind: 'embedded', path: join(folder, 'stream.db') }, bodyBytes: 12_000 },
      cars: 4,
      frames: short ? 500 : 1000,
      every: 5,
      patience: 30,
      async fault(way) {
        way.link.set('cut');
        const end = performance.now() + 20_000;
        const isRefused = (): boolean => [...way.texts].some((text) => text.includes('cannot write'));
        while (!isRefused() && performance.now() < end) await sleep(20);
        refused = isRefused();
        await sleep(200);
        if (healed === 'room') {
          rmSync(filler);
          await sleep(500);
        }
        way.link.set('up');
      },
      complaints: ({ texts }) => {
        const told = [...texts];
        return [
          ...(refused ? [] : ['the disk was never full']),
          ...(told.some((text) => /storage is low: \d+ MB left/.test(text)) ? [] : ['nobody was told how much is left']),
        ];
      },
      note: ({ texts }) => [...texts].find((text) => text.startsWith('storage'))?.replaceAll(folder, 'FOLDER') ?? '',
    }).then((evidence) => ({ ...evidence, texts: evidence.texts.map((text) => text.replaceAll(folder, 'FOLDER')) }));
  });
}

const rows: LoneRow[] = [
  { id: 'F05-radio', alone: true, what: 'disk full, until the radio comes back', lacks: lacksMount, run: (context) => filled(context, 'radio') },
  { id: 'F05-room', alone: true, long: true, what: 'disk full, until somebody makes room', lacks: lacksMount, run: (context) => filled(context, 'room') },
];
export default rows;
