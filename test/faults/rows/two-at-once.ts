import { join } from 'node:path';
import { EdgeBuffer } from '../../../main/onboard/edge/edge-buffer.ts';
import { drive } from '../drive.ts';
import type { FaultRow } from '../row.ts';

const rows: FaultRow[] = [
  {
    id: 'F11',
    what: 'two at once on one edge buffer',
    run({ folder, name, broker }) {
      let refusal = '';
      return drive({
        way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
        cars: 4,
        frames: 50,
        every: 20,
        async fault(way) {
          try {
            new EdgeBuffer(join(folder, 'edge.db')).close();
          } catch (error) {
            refusal = (error as Error).message;
          }
          way.texts.add(refusal.replaceAll(folder, 'FOLDER'));
        },
        complaints: () => (refusal.includes('edge.db') ? [] : [`the second was not refused by name: "${refusal}"`]),
      });
    },
  },
];
export default rows;
