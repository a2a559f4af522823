import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { drive } from '../drive.ts';
import type { FaultRow } from '../row.ts';

const rows: FaultRow[] = [
  {
    id: 'F25',
    what: 'one frame of 2 MB where the broker takes 1 MB',
    run({ folder, name, broker }) {
      return drive({
        way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
        cars: 4,
        frames: 40,
        every: 50,
        async fault(way) {
          await sleep(500);
          way.append(['car9'], 2 * 2 ** 20);
          way.append(['car9']);
        },
        patience: 15,
        destroys: true,
        complaints: (way) => [
          ...([...way.texts].some((text) => /^car9 frame 0 of faults has 20\d{5} bytes, larger than .* takes; it is set apart/.test(text)) ? [] : ['nobody was told']),
          ...(setApart(join(folder, 'edge.db')) === 1 ? [] : [`${setApart(join(folder, 'edge.db'))} frames set apart instead of 1`]),
        ],
      });
    },
  },
];
export default rows;

/** Frames in the quarantine of an edge buffer that is closed. */
function setApart(path: string): number {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT COUNT(*) FROM quarantine').pluck().get()!;
  } finally {
    db.close();
  }
}
