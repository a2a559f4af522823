import { drive } from '../drive.ts';
import { killedWay } from '../killed-way.ts';
import type { FaultRow } from '../row.ts';

const rows: FaultRow[] = [
  {
    id: 'F13',
    long: true,
    what: 'the process stands still, as a laptop that sleeps',
    async run({ folder, name, short, broker }) {
      const way = { folder, name, place: { kind: 'kafka' as const, brokers: [broker.address] } };
      // Longer than the ten seconds after which the broker gives its partitions to somebody else.
      const pause = short ? 12_000 : 60_000;
      const { acknowledged: before } = await killedWay({ way, cars: 4, every: 50, pause: { at: 2000, for: pause } }, { after: 2000 + pause + 10_000 });
      return drive({ way, cars: 4, frames: 20, every: 50, before, recoveryLimit: 20, note: () => `still for ${pause / 1000} s, killed 10 s later` });
    },
  },
];
export default rows;
