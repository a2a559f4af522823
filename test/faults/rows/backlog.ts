import { setTimeout as sleep } from 'node:timers/promises';
import { drive } from '../drive.ts';
import type { FaultRow } from '../row.ts';

const CARS = 20;

const rows: FaultRow[] = [
  {
    id: 'F15',
    long: true,
    what: 'radio cut until there is a long backlog, which drains while frames go on',
    run({ folder, name, short, broker }) {
      const frames = short ? 500 : 2500;
      const half = (CARS * frames) / 2;
      let backlog = 0;
      return drive({
        way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
        cars: CARS,
        frames,
        every: 1,
        async fault(way) {
          way.link.set('cut');
          while (way.acknowledged.length < half) await sleep(5);
          backlog = way.edge.backlog();
          way.link.set('up');
        },
        complaints: () => (backlog < half ? [`a backlog of ${backlog} frames instead of ${half}`] : []),
        note: () => `a backlog of ${backlog} frames`,
      });
    },
  },
];
export default rows;
