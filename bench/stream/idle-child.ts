// Prints the share of one core, in percent, that an idle stream takes: idle-child.ts own|theirs READERS BROKER,…
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const [timer, readers, brokers = ''] = process.argv.slice(2);
/** Milliseconds. */
const SETTLE = 3000;
const WINDOW = 8000;

const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { prototype: { scheduleCheckPendingRequests(): void } };
const theirs = prototype.scheduleCheckPendingRequests;
const { openKafkaStream } = await import('../../main/stream/kafka.ts');
if (timer === 'theirs') prototype.scheduleCheckPendingRequests = theirs;

const stream = await openKafkaStream({ brokers: brokers.split(','), clientId: 'lapwing-bench' });
const topic = `idle.${randomUUID()}`;
await stream.ensureTopics([{ name: topic, partitions: 4 }]);
const seen = Array.from({ length: Number(readers) }, () => 0);
for (const i of seen.keys()) {
  await stream.consumer({ group: `idle-${randomUUID()}`, topics: [topic], handle: (records) => void (seen[i]! += records.length) });
}
const producer = await stream.producer();
await producer.send(topic, [{ key: 'car7', value: Buffer.alloc(1000) }]);
while (seen.some((count) => count === 0)) await sleep(50);
await sleep(SETTLE);
const before = process.cpuUsage();
const start = performance.now();
await sleep(WINDOW);
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${((user + system) / 10 / (performance.now() - start)).toFixed(3)}\n`);
process.exit(0);
