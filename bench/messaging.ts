import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStream } from '../main/stream/embedded.ts';
import { kafkaClient } from '../main/stream/kafka-client.ts';
import { openKafkaStream } from '../main/stream/kafka.ts';
import type { BenchRow } from './bench.ts';
import { writeReport, type Part } from './messaging/report.ts';
import { sizeText } from './messaging/size-text.ts';
import { measure, topicNames, type Measured, type Point } from './messaging/study.ts';

/** The classic study of a stream: one producer, every record acknowledged by all; one thing varied at a time. */
const LONG = process.env['LAPWING_LONG'] === '1';
/** Milliseconds of a run. */
const RUN = LONG ? 2000 : 400;
/** ms after which nothing more is begun: what is left is said. */
const BUDGET = 8 * 60_000;

const USUAL: Point = { bytes: 1000, topics: 1, partitions: 1, perSend: 500 };
/** A record of 1 MB with its key is all that a broker takes. */
const SIZES = LONG ? [10, 100, 1000, 10_000, 100_000, 1_000_000] : [10, 1000, 100_000, 1_000_000];
const COUNTS = LONG ? [1, 10, 100, 1000] : [1, 100];
/** Small sends, so that each run comes to many of a thousand topics. */
const PER_TOPIC = 50;

const PARTS: { part: Part; points: Point[] }[] = [
  {
    part: { name: 'size', field: 'bytes', across: 'size of a record, bytes', usual: '' },
    points: SIZES.map((bytes) => ({ ...USUAL, bytes })),
  },
  {
    part: { name: 'topics', field: 'topics', across: 'topics', usual: `, ${PER_TOPIC} records of 1 kB a send` },
    points: COUNTS.map((topics) => ({ ...USUAL, topics, perSend: PER_TOPIC })),
  },
  {
    part: { name: 'partitions', field: 'partitions', across: 'partitions', usual: `, ${USUAL.perSend} records of 1 kB a send` },
    points: COUNTS.map((partitions) => ({ ...USUAL, partitions })),
  },
];

async function onEmbedded(folder: string, point: Point): Promise<Measured> {
  const path = join(folder, 'stream.db');
  const stream = openEmbeddedStream({ path });
  try {
    return await measure(stream, topicNames(point.topics), point, RUN);
  } finally {
    await stream.close();
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  }
}

async function onKafka(brokers: string[], point: Point): Promise<Measured> {
  const names = topicNames(point.topics);
  const stream = await openKafkaStream({ brokers, clientId: 'lapwing-bench' });
  try {
    return await measure(stream, names, point, RUN);
  } finally {
    await stream.close();
    const admin = kafkaClient({ brokers, clientId: 'lapwing-bench' }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: names }).catch(() => undefined);
    await admin.disconnect();
  }
}

const rowOf = ({ stream, bytes, topics, partitions, perSend, slowest, median, fastest }: Measured): BenchRow => ({
  what: `${stream}, records of ${sizeText(bytes)}B, up to ${perSend} a send, topics: ${topics}, partitions: ${partitions}`,
  value: median,
  unit: 'records/s',
  note: `${((median * bytes) / 1e6).toFixed(1)} MB/s; three runs: ${Math.round(slowest)} to ${Math.round(fastest)}`,
});

export default {
  name: 'messaging',
  /** With `LAPWING_REPORT` set to a folder, leaves tables and charts there. */
  async run(): Promise<BenchRow[]> {
    const folder = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const brokers = process.env['LAPWING_TEST_BROKERS']?.split(',');
    const end = performance.now() + BUDGET;
    const parts: { part: Part; measured: Measured[] }[] = [];
    try {
      for (const { part, points } of PARTS) {
        const measured: Measured[] = [];
        parts.push({ part, measured });
        for (const point of points) {
          if (performance.now() > end) {
            process.stderr.write(`messaging: out of time; not measured: ${part.name} ${point[part.field]}\n`);
            continue;
          }
          measured.push(await onEmbedded(folder, point));
          if (brokers) measured.push(await onKafka(brokers, point));
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const { LAPWING_REPORT } = process.env;
    if (LAPWING_REPORT) writeReport(LAPWING_REPORT, parts);
    return parts.flatMap(({ measured }) => measured.map(rowOf));
  },
};
