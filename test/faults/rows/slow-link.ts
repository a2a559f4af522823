import { setTimeout as sleep } from 'node:timers/promises';
import { cars } from '../../stream/numbered.ts';
import { drive } from '../drive.ts';
import { KafkaProxy } from '../kafka-proxy.ts';
import type { FaultRow } from '../row.ts';

const CARS = 2;
const BITS_PER_SECOND = 64_000;
/** Of what the link carries while it does not stand still. */
const LEAST_USE = 0.7;
const MOST_AGAIN = 0.05;

const rows: FaultRow[] = [
  {
    id: 'F16',
    long: true,
    what: 'the radio is slow: 64 kbit/s, 800 ± 300 ms there and back, one message in ten held up for 5 s',
    async run({ folder, name, seed, short, broker }) {
      const proxy = await KafkaProxy.start(broker.address, seed);
      const backlog = short ? 450 : 2000;
      let use = NaN;
      try {
        return await drive({
          way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] }, radio: { kind: 'kafka', brokers: [proxy.address] } },
          cars: CARS,
          frames: 30,
          every: 100,
          async fault(way) {
            way.link.set('cut');
            while (way.acknowledged.length < CARS * backlog) way.append(cars(CARS));
            const bytes = (): number => way.edge.after(0, Number.MAX_SAFE_INTEGER, Infinity).reduce((sum, { sealed }) => sum + sealed.length, 0);
            await sleep(30 * 100 + 1000);
            const all = bytes();
            Object.assign(proxy.faults, { delay: 400, jitter: 150, bitsPerSecond: BITS_PER_SECOND, stallShare: 0.1, stall: 5000 });
            way.link.set('up');
            const began = Date.now();
            while (way.seenOnBroker.size < way.acknowledged.length) await sleep(20);
            const standing = proxy.there.stalled + proxy.back.stalled;
            use = (all * 8) / (BITS_PER_SECOND * ((Date.now() - began - standing) / 1000));
          },
          patience: 60,
          complaints: (way) => {
            const again = way.onBroker.length - way.seenOnBroker.size;
            return [
              ...(again > MOST_AGAIN * way.onBroker.length ? [`${again} of ${way.onBroker.length} records sent again`] : []),
              ...(use >= LEAST_USE ? [] : [`${(100 * use).toFixed(0)} % of the link used instead of ${100 * LEAST_USE} %`]),
            ];
          },
          note: () => `${(100 * use).toFixed(0)} % of the link used for frames, ${proxy.counts.produced} requests, held up for ${(proxy.there.stalled + proxy.back.stalled) / 1000} s`,
        });
      } finally {
        await proxy.close();
      }
    },
  },
];
export default rows;
