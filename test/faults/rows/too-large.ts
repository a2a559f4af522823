import { setTimeout as sleep } from 'node:timers/promises';
import { drive } from '../drive.ts';
import type { FaultRow } from '../row.ts';

const rows: FaultRow[] = [
  {
    id: 'F25',
    what: 'one frame of 2 MB where the broker takes 1 MB',
    open: 'a frame that the broker does not take holds back all that come after it',
    run({ folder, name, broker }) {
      return drive({
        way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
        cars: 4,
        frames: 40,
        every: 50,
        async fault(way) {
          await sleep(500);
          way.edge.append([{ race: 'faults', car: 'car9', closed: Date.now(), body: Buffer.alloc(2 * 2 ** 20, 7) }]);
          way.sender.notify();
        },
        patience: 15,
      });
    },
  },
];
export default rows;
