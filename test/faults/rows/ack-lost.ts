import { drive } from '../drive.ts';
import { KafkaProxy } from '../kafka-proxy.ts';
import type { Evidence } from '../oracle.ts';
import { OverlappingSender } from '../overlapping-sender.ts';
import type { FaultRow, RowContext } from '../row.ts';
import type { WayOptions } from '../way.ts';

async function run({ folder, name, seed, short, broker }: RowContext, cars: number, more: Partial<WayOptions> = {}): Promise<Evidence> {
  const proxy = await KafkaProxy.start(broker.address, seed);
  // A lost answer takes its connection with it: else each costs the thirty seconds of a time-out.
  Object.assign(proxy.faults, { loseAcks: 0.3, lostAck: 'reset' });
  try {
    return await drive({
      way: { folder, name, place: { kind: 'kafka', brokers: [proxy.address] }, direct: { kind: 'kafka', brokers: [broker.address] }, ...more },
      cars,
      frames: short ? 60 : 300,
      every: 50,
      patience: more.sender ? 12 : 60,
      fault: async () => undefined,
      complaints: () => (proxy.counts.lostAcks === 0 ? ['no answer was lost'] : []),
      note: () => `${proxy.counts.lostAcks} of ${proxy.counts.produced} answers lost`,
    });
  } finally {
    await proxy.close();
  }
}

const rows: FaultRow[] = [
  ...[1, 2, 4].map((cars) => ({ id: `F18-${cars}`, what: `answers to produce requests lost, ${cars} car${cars > 1 ? 's' : ''}`, run: (context: RowContext) => run(context, cars) })),
  {
    id: 'F18-overlap',
    what: 'control: the same with overlapping sends',
    mustShow: 'lost',
    run: (context) => run(context, 4, { sender: (options) => new OverlappingSender(options) }),
  },
  {
    id: 'F18-repeats',
    what: 'control: the same with a sink that keeps no ledger',
    mustShow: 'duplicates',
    run: (context) => run(context, 4, { deduplicates: false }),
  },
];
export default rows;
