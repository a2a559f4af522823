import { setTimeout as sleep } from 'node:timers/promises';
import { drive } from '../drive.ts';
import { KafkaProxy } from '../kafka-proxy.ts';
import type { FaultRow } from '../row.ts';

const EVERY = 2000;

const rows: FaultRow[] = [
  {
    id: 'F17',
    what: 'every connection reset each 2 s',
    async run({ folder, name, seed, short, broker }) {
      const proxy = await KafkaProxy.start(broker.address, seed);
      const cycles = short ? 4 : 150;
      const confirmed: number[] = [];
      try {
        return await drive({
          way: { folder, name, place: { kind: 'kafka', brokers: [proxy.address] }, direct: { kind: 'kafka', brokers: [broker.address] } },
          cars: 4,
          frames: (cycles * EVERY) / 100,
          every: 100,
          async fault(way) {
            // How long the way takes to open is no matter of the fault.
            while (way.onBroker.length === 0) await sleep(20);
            for (let cycle = 0; cycle < cycles; cycle++) {
              await sleep(EVERY);
              confirmed.push(way.onBroker.length);
              proxy.reset();
            }
          },
          complaints: () => (confirmed.slice(1).some((count, i) => count <= confirmed[i]!) ? [`a cycle without progress: ${confirmed.join(', ')} records`] : []),
          note: () => `${cycles} resets`,
        });
      } finally {
        await proxy.close();
      }
    },
  },
];
export default rows;
