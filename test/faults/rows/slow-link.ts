import { drive } from '../drive.ts';
import { KafkaProxy } from '../kafka-proxy.ts';
import type { FaultRow } from '../row.ts';

const rows: FaultRow[] = [
  {
    id: 'F16',
    long: true,
    what: 'the way is slow: 64 kbit/s, 800 ± 300 ms, stalls of 5 s',
    async run({ folder, name, seed, short, broker }) {
      const proxy = await KafkaProxy.start(broker.address, seed);
      Object.assign(proxy.faults, { delay: 400, jitter: 150, bitsPerSecond: 64_000, stallShare: 0.02, stall: 5000 });
      const frames = short ? 60 : 600;
      try {
        return await drive({
          way: { folder, name, place: { kind: 'kafka', brokers: [proxy.address] }, direct: { kind: 'kafka', brokers: [broker.address] } },
          cars: 2,
          frames,
          every: 100,
          fault: async () => undefined,
          patience: 180,
          complaints: (way) => {
            const again = way.onBroker.length - way.seenOnBroker.size;
            return again > 0.05 * way.onBroker.length ? [`${again} of ${way.onBroker.length} records sent again`] : [];
          },
          note: () => `${proxy.counts.bytes} bytes sent in ${proxy.counts.produced} requests`,
        });
      } finally {
        await proxy.close();
      }
    },
  },
];
export default rows;
