import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EdgeBuffer } from '../../../main/onboard/edge/edge-buffer.ts';
import { drive } from '../drive.ts';
import { lacksMount, onSmallDisk, tool } from '../machine.ts';
import type { LoneContext, LoneRow } from '../row.ts';

const wayOf = ({ folder, name }: LoneContext, edgeFolder: string) => ({ folder, edgeFolder, name, place: { kind: 'embedded' as const, path: join(folder, 'stream.db') } });

/** What somebody is told who starts on this folder; empty when it works. */
function refusal(folder: string): string {
  try {
    new EdgeBuffer(join(folder, 'edge.db')).close();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const helps = (text: string, folder: string): boolean => text.includes(folder) && /Check the folder and its rights|name another|Name another/.test(text);

const rows: LoneRow[] = [
  {
    id: 'F06-start',
    alone: true,
    what: 'data folder read-only, in the place of a file, missing',
    lacks: lacksMount,
    async run(context) {
      const { folder } = context;
      const disk = join(folder, 'disk');
      const file = join(folder, 'file');
      writeFileSync(file, 'no folder');
      const texts = await onSmallDisk(disk, 4, () => {
        tool('mount', '-o', 'remount,ro', disk);
        return Promise.resolve([disk, join(disk, 'deeper'), join(file, 'deeper')].map((place) => ({ place, text: refusal(place) })));
      });
      const missing = join(folder, 'not', 'yet', 'there');
      const evidence = await drive({
        way: wayOf(context, missing),
        cars: 4,
        frames: 40,
        every: 5,
        complaints: () => texts.filter(({ place, text }) => !helps(text, place)).map(({ place, text }) => `${place}: "${text}"`),
        note: () => 'a missing folder is made',
      });
      return { ...evidence, texts: texts.map(({ text }) => text.replaceAll(folder, 'FOLDER')) };
    },
  },
  {
    id: 'F06-gone',
    alone: true,
    what: 'data folder deleted in the middle of a race',
    run(context) {
      const { folder, short } = context;
      const edgeFolder = join(folder, 'edge');
      mkdirSync(edgeFolder);
      let told = false;
      return drive({
        way: wayOf(context, edgeFolder),
        cars: 4,
        frames: short ? 600 : 2000,
        every: 5,
        destroys: true,
        patience: 20,
        async fault(way) {
          await sleep(500);
          way.link.set('cut');
          await sleep(300);
          rmSync(edgeFolder, { recursive: true });
          await sleep(2000);
          told = [...way.texts].some((text) => text.includes(edgeFolder));
          way.link.set('up');
        },
        complaints: () => (told ? [] : ['nobody was told within two seconds']),
      });
    },
  },
];
export default rows;
