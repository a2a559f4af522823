import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../support/random.ts';
import { drive } from '../drive.ts';
import { KafkaProxy } from '../kafka-proxy.ts';
import type { FaultRow, RowContext } from '../row.ts';
import type { WayOptions } from '../way.ts';

/** Kafka's words for a leader that has moved, and for too few followers that keep up. */
const NOT_LEADER = 6;
const NOT_ENOUGH_REPLICAS = 19;
const TOLD_OF_REFUSAL = /^sending .* refused for now: .*(leader|replicas)/i;
/** Of produce requests, while the brokers do not agree. */
const REFUSED = 0.6;

const wayOf = ({ folder, name, broker }: RowContext): WayOptions => ({ folder, name, place: { kind: 'kafka', brokers: [broker.address] } });

const rows: FaultRow[] = [
  {
    id: 'F21',
    what: 'broker frozen and thawed, again and again',
    breaksBroker: true,
    run(context) {
      const { broker, short, seed } = context;
      const random = seededRandom(seed);
      // The first freeze outlasts every time-out; the others end at any moment of a request.
      const freezes = short ? [3000, 1000] : [45_000, ...Array.from({ length: 49 }, () => 200 + random() * 3000)];
      return drive({
        way: wayOf(context),
        cars: 4,
        frames: short ? 60 : 2000,
        every: 100,
        async fault() {
          for (const freeze of freezes) {
            await sleep(500 + random() * 1000);
            broker.freeze();
            await sleep(freeze);
            broker.thaw();
          }
        },
        patience: 90,
        note: () => `${freezes.length} freezes, the longest ${Math.max(...freezes) / 1000} s`,
      });
    },
  },
  {
    id: 'F22',
    what: 'broker killed and started again',
    breaksBroker: true,
    run(context) {
      const { broker, short } = context;
      const kills = short ? 1 : 5;
      return drive({
        way: wayOf(context),
        cars: 4,
        frames: short ? 60 : 300,
        every: 100,
        async fault() {
          for (let kill = 0; kill < kills; kill++) {
            await sleep(2000);
            await broker.kill();
            await sleep(1000);
            await broker.restart();
          }
        },
        patience: 90,
        complaints: ({ texts }) => ([...texts].some((text) => text.includes(broker.address)) ? [] : ['nobody was told which broker is away']),
        note: () => `${kills} kill${kills > 1 ? 's' : ''}`,
      });
    },
  },
  {
    id: 'F22-refused',
    what: 'brokers take nothing now and then: the leader has moved, too few followers keep up',
    async run({ folder, name, seed, short, broker }) {
      const proxy = await KafkaProxy.start(broker.address, seed);
      try {
        return await drive({
          way: { folder, name, place: { kind: 'kafka', brokers: [proxy.address] }, direct: { kind: 'kafka', brokers: [broker.address] } },
          cars: 4,
          frames: short ? 60 : 300,
          every: 100,
          async fault() {
            await sleep(1000);
            Object.assign(proxy.faults, { refuse: REFUSED, refusals: [NOT_LEADER, NOT_ENOUGH_REPLICAS] });
            while (proxy.counts.refused < (short ? 6 : 60)) await sleep(50);
            proxy.faults.refuse = 0;
          },
          complaints: ({ texts }) => ([...texts].some((text) => TOLD_OF_REFUSAL.test(text)) ? [] : ['nobody was told what the broker says']),
          patience: 60,
          note: () => `${proxy.counts.refused} of ${proxy.counts.refused + proxy.counts.produced} requests refused`,
        });
      } finally {
        await proxy.close();
      }
    },
  },
];
export default rows;
