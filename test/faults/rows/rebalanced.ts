import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer } from '../../../main/stream/stream.ts';
import { startRelay } from '../../../main/stream/relay.ts';
import { drive } from '../drive.ts';
import type { FaultRow } from '../row.ts';

const rows: FaultRow[] = [
  {
    id: 'F27',
    what: 'relays join and leave their group',
    run({ folder, name, short, broker }) {
      const rounds = short ? 3 : 10;
      return drive({
        way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
        cars: 8,
        frames: rounds * 60,
        every: 50,
        async fault({ stream, topics, told }) {
          for (let round = 0; round < rounds; round++) {
            const more: Consumer = await startRelay({
              stream,
              group: `${name}.relay`,
              from: topics.fiaTelemetry,
              to: [topics.factoryTelemetry],
              keep: () => true,
              onTrouble: told,
            });
            await sleep(1500);
            await more.close();
            await sleep(1000);
          }
        },
        note: () => `${rounds} joined and left`,
      });
    },
  },
];
export default rows;
