import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaClient } from '../../../main/stream/kafka-client.ts';
import { drive } from '../drive.ts';
import type { Evidence } from '../oracle.ts';
import type { FaultRow, RowContext } from '../row.ts';
import type { Way } from '../way.ts';

type Admin = ReturnType<ReturnType<typeof kafkaClient>['admin']>;

async function run({ folder, name, short, broker }: RowContext, change: (admin: Admin, way: Way) => Promise<void>, recreated: boolean): Promise<Evidence> {
  const admin = kafkaClient({ brokers: [broker.address], clientId: 'lapwing-test' }).admin();
  await admin.connect();
  try {
    return await drive({
      way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
      cars: 4,
      frames: short ? 100 : 300,
      every: 50,
      fault: async (way) => {
        await sleep(2000);
        await change(admin, way);
      },
      patience: 60,
      brokerForgets: recreated,
      complaints: ({ texts, topics }) => (!recreated || [...texts].some((text) => text.includes(topics.fiaTelemetry)) ? [] : ['nobody was told which topic is not there']),
    });
  } finally {
    await admin.disconnect();
  }
}

/** By whoever is faster: the one who deleted it, or Lapwing. */
async function deleteAndCreate(admin: Admin, { topics: { fiaTelemetry } }: Way): Promise<void> {
  await admin.deleteTopics({ topics: [fiaTelemetry] });
  await sleep(2000);
  if ((await admin.listTopics()).includes(fiaTelemetry)) return;
  await admin.createTopics({ waitForLeaders: false, topics: [{ topic: fiaTelemetry, numPartitions: 4, replicationFactor: 1 }] });
}

const rows: FaultRow[] = [
  {
    id: 'F24-deleted',
    what: 'topics deleted, and nobody makes them again',
    run: (context) => run(context, (admin, { topics }) => admin.deleteTopics({ topics: [topics.fiaTelemetry, topics.factoryTelemetry, topics.factoryWatermarks] }), true),
  },
  { id: 'F24-recreated', what: 'topic deleted and made again', run: (context) => run(context, deleteAndCreate, true) },
  {
    id: 'F24-wider',
    what: 'topics get more partitions',
    run: (context) =>
      run(context, async (admin, { topics }) => void (await admin.createPartitions({ topicPartitions: [topics.fiaTelemetry, topics.factoryTelemetry].map((topic) => ({ topic, count: 7 })) })), false),
  },
];
export default rows;
