import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { kafkaClient } from '../../../main/stream/kafka-client.ts';
import { deadLetterOf } from '../../../main/stream/topics.ts';
import { drive } from '../drive.ts';
import type { FaultRow } from '../row.ts';

const rows: FaultRow[] = [
  {
    id: 'F25',
    what: 'one frame of 2 MB where the broker takes 1 MB',
    run({ folder, name, broker }) {
      return drive({
        way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
        cars: 4,
        frames: 40,
        every: 50,
        async fault(way) {
          await sleep(500);
          way.append(['car9'], 2 * 2 ** 20);
          way.append(['car9']);
        },
        patience: 15,
        destroys: true,
        complaints: (way) => [
          ...([...way.texts].some((text) => /^car9 frame 0 of faults has 20\d{5} bytes, larger than .* takes; it is set apart/.test(text)) ? [] : ['nobody was told']),
          ...(setApart(join(folder, 'edge.db')) === 1 ? [] : [`${setApart(join(folder, 'edge.db'))} frames set apart instead of 1`]),
        ],
      });
    },
  },
  {
    id: 'F25-narrow',
    what: 'one frame of 300 kB that fits the first topic, and not the one it is relayed to',
    run({ folder, name, broker }) {
      return drive({
        way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
        cars: 4,
        frames: 40,
        every: 50,
        async fault(way) {
          await narrow(broker.address, way.topics.factoryTelemetry, 100_000);
          await sleep(500);
          way.append(['car9'], 300_000);
          way.append(['car9']);
        },
        patience: 15,
        destroys: true,
        complaints: ({ texts, topics }) => {
          const told = [...texts].filter((text) => text.startsWith('car9 frame 0 of faults has 300') && text.includes(`is told in ${deadLetterOf(topics.factoryTelemetry)}`));
          return told.length === 1 ? [] : [`${told.length} lines instead of one said what became of the frame`];
        },
      });
    },
  },
];
export default rows;

async function narrow(address: string, topic: string, bytes: number): Promise<void> {
  const admin = kafkaClient({ brokers: [address], clientId: 'lapwing-test' }).admin();
  await admin.connect();
  const configEntries = [{ name: 'max.message.bytes', value: String(bytes) }];
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configEntries }] });
  await admin.disconnect();
}

/** Frames in the quarantine of an edge buffer that is closed. */
function setApart(path: string): number {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT COUNT(*) FROM quarantine').pluck().get()!;
  } finally {
    db.close();
  }
}
