// Sends, waits for the acknowledgement, takes the records, and never finishes with them.
import { numbered } from './numbered.ts';
import { openStream, type StreamPlace } from './place.ts';

const { place, topic, group } = JSON.parse(process.argv[2] as string) as { place: StreamPlace; topic: string; group: string };
const SENT = 200;

const stream = await openStream(place);
await stream.ensureTopics([{ name: topic, partitions: 4 }]);
await (await stream.producer()).send(topic, numbered(['car7'], SENT));
await stream.consumer({
  group,
  topics: [topic],
  handle: () => {
    process.stdout.write(`handling ${SENT}\n`);
    return new Promise(() => undefined);
  },
});
