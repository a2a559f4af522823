import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { kafkaClient } from '../../../main/stream/kafka-client.ts';
import { drive } from '../drive.ts';
import type { Evidence } from '../oracle.ts';
import type { FaultRow, RowContext } from '../row.ts';
import { droppedByFactory, type Way } from '../way.ts';

const CARS = 4;
const FRAMES = 60;

async function withAdmin<T>({ broker }: RowContext, use: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafkaClient({ brokers: [broker.address], clientId: 'lapwing-test' }).admin();
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Everything arrives; then the offsets of relay and factory are forgotten, and both read all of it again. */
async function readAgain(context: RowContext): Promise<Evidence> {
  const { folder, name, broker } = context;
  const way = { folder, name, place: { kind: 'kafka' as const, brokers: [broker.address] } };
  const { edge: before } = await drive({ way, cars: CARS, frames: FRAMES, every: 20 });
  await withAdmin(context, async (admin) => {
    const { groups } = await admin.listGroups();
    await admin.deleteGroups(groups.map(({ groupId }) => groupId).filter((id) => id === `${name}.relay` || id === `lapwing.factory.${name}`));
  });
  return drive({
    way,
    cars: CARS,
    frames: FRAMES,
    every: 20,
    before,
    complaints: (begun) => (droppedByFactory(begun) >= before.length ? [] : [`the factory read only ${droppedByFactory(begun)} of ${before.length} frames again`]),
    note: (begun) => `${droppedByFactory(begun)} repeats dropped by the factory`,
  });
}

/** The relay is away; what it has not read leaves the topic; the edge buffer still has it. */
async function passedBy(context: RowContext): Promise<Evidence> {
  const { folder, name, broker } = context;
  let removed = 0;
  const removeUnread = (way: Way): Promise<void> =>
    withAdmin(context, async (admin) => {
      const { fiaTelemetry } = way.topics;
      const ends = await admin.fetchTopicOffsets(fiaTelemetry);
      const read = await admin.fetchOffsets({ groupId: `${name}.relay`, topics: [fiaTelemetry] });
      for (const { partition, offset } of read[0]!.partitions) {
        const end = ends.find((each) => each.partition === partition)!;
        removed += Math.max(0, Number(end.high) - Math.max(Number(offset), Number(end.low)));
      }
      await admin.deleteTopicRecords({ topic: fiaTelemetry, partitions: ends.map(({ partition, high }) => ({ partition, offset: high })) });
    });
  /** A group that has never been anywhere misses nothing. */
  const relayHasRead = (way: Way): Promise<boolean> =>
    withAdmin(context, async (admin) => {
      const { fiaTelemetry } = way.topics;
      const ends = await admin.fetchTopicOffsets(fiaTelemetry);
      const read = await admin.fetchOffsets({ groupId: `${name}.relay`, topics: [fiaTelemetry] });
      return read[0]!.partitions.every(({ partition, offset }) => Number(offset) > 0 || ends.find((each) => each.partition === partition)!.high === '0');
    });
  return drive({
    way: { folder, name, place: { kind: 'kafka', brokers: [broker.address] } },
    cars: CARS,
    frames: 2 * FRAMES,
    every: 20,
    patience: 60,
    brokerForgets: true,
    async fault(way) {
      await sleep(500);
      while (!(await relayHasRead(way))) await sleep(100);
      await way.pauseRelay(async () => {
        await sleep(1000);
        way.link.set('cut');
        await sleep(200);
        await removeUnread(way);
        way.link.set('up');
      });
    },
    complaints: ({ texts }) => [
      ...(removed > 0 ? [] : ['nothing was removed that was not read']),
      ...([...texts].some((text) => text.includes('records left')) ? [] : ['nobody was told of the records that were not read']),
    ],
    note: () => `${removed} records left the topic unread, and were sent again by the edge`,
  });
}

const rows: FaultRow[] = [
  { id: 'F29-again', what: 'offsets of relay and factory forgotten: everything is read again', run: readAgain },
  { id: 'F29-passed', long: true, what: 'records leave the topic before they are read', run: passedBy },
];
export default rows;
