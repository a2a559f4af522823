import { setTimeout as sleep } from 'node:timers/promises';
import { startCluster } from '../../kafka/cluster.ts';
import { drive } from '../drive.ts';
import type { LoneRow } from '../row.ts';

const NODES = 3;
/** ms that a broker is away: long enough for the others to choose new leaders. */
const AWAY = 12_000;
/** ms until one that came back holds again what the others hold, and the next may go. */
const BACK = 12_000;

const rows: LoneRow[] = [
  {
    id: 'F22-cluster',
    alone: true,
    long: true,
    what: 'three brokers with three copies, killed in turn: leaders and the controller move',
    async run({ folder, name, short }) {
      const cluster = await startCluster(NODES);
      const kills = short ? 1 : NODES;
      try {
        return await drive({
          way: { folder, name, place: { kind: 'kafka', brokers: cluster.addresses } },
          cars: 4,
          frames: short ? 300 : 900,
          every: 100,
          async fault() {
            await sleep(2000);
            for (const broker of cluster.brokers.slice(0, kills)) {
              await broker.kill();
              await sleep(AWAY);
              await broker.restart();
              await sleep(BACK);
            }
          },
          patience: 90,
          note: () => `${kills} of ${NODES} killed`,
        });
      } finally {
        await cluster.stop();
      }
    },
  },
];
export default rows;
