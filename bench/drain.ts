import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sealFrame } from '../common/frame.ts';
import { FactorySink } from '../main/factory/sink.ts';
import { openEmbeddedStream } from '../main/stream/embedded.ts';
import { openKafkaStream } from '../main/stream/kafka.ts';
import { startRelay } from '../main/stream/relay.ts';
import type { OutRecord, Stream } from '../main/stream/stream.ts';
import { topicsOf, topicSpecs } from '../main/stream/topics.ts';
import { median, type Bench, type BenchRow } from './bench.ts';

const RUNS = 3;
const CARS = 22;
/** Frames of each car a second at real-time speed. */
const RATE = 10;
/** Of a tenth of a second of 150 channels at 100 Hz, at 1.3 bytes a value. */
const BODY = 2000;
/** Seconds of racing that wait on the first topic before anybody reads it. */
const BACKLOG = 60;
const INGEST = CARS * RATE;

const body = randomBytes(BODY);
const incarnation = randomUUID();

/** One frame of each car. */
function frames(seq: number): OutRecord[] {
  return Array.from({ length: CARS }, (_, i) => {
    const car = `car${i + 1}`;
    return { key: car, value: sealFrame({ incarnation, race: 'drain', car, seq, closed: Date.now(), body }) };
  });
}

/** Frames a second from the first topic over two relays into the factory's database, while a race goes on at real-time speed. */
async function drain(stream: Stream, folder: string): Promise<{ rate: number; perCpu: number }> {
  const site = randomUUID().slice(0, 8);
  const named = topicsOf(site);
  const topics = { ...named, fiaTelemetry: `${site}.${named.fiaTelemetry}`, fiaTiming: `${site}.${named.fiaTiming}` };
  await stream.ensureTopics(topicSpecs(topics, stream.kind === 'kafka' ? 4 : 1));
  const producer = await stream.producer();
  let seq = 0;
  for (; seq < BACKLOG * RATE; seq++) await producer.send(topics.fiaTelemetry, frames(seq));

  const racing = new AbortController();
  const race = (async () => {
    for (; !racing.signal.aborted; seq++) {
      await producer.send(topics.fiaTelemetry, frames(seq));
      await sleep(1000 / RATE);
    }
  })();
  const start = performance.now();
  const before = process.cpuUsage();
  const relays = [
    await startRelay({ stream, group: `${site}.fia`, from: topics.fiaTelemetry, to: [topics.teamTelemetry], keep: () => true }),
    await startRelay({ stream, group: `${site}.team`, from: topics.teamTelemetry, to: [topics.tracksideTelemetry, topics.factoryTelemetry], keep: () => true }),
  ];
  const sink = await FactorySink.start({ path: join(folder, `${site}.db`), site, stream, topics, onTrouble: () => undefined });
  const held = (): number => sink.ofRace('drain').reduce((sum, { next }) => sum + next, 0);
  while (held() < CARS * BACKLOG * RATE) await sleep(20);
  const { user, system } = process.cpuUsage(before);
  const drained = held();
  const rate = drained / ((performance.now() - start) / 1000);
  racing.abort();
  await race;
  for (const relay of relays) await relay.close();
  await sink.close();
  await producer.close();
  return { rate, perCpu: drained / ((user + system) / 1e6) };
}

async function rowsOf(stream: Stream, folder: string): Promise<BenchRow[]> {
  const runs: { rate: number; perCpu: number }[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await drain(stream, folder));
  await stream.close();
  const rate = median(runs.map((run) => run.rate));
  const note = `median of ${RUNS}; from the first topic over two relays into the factory, ${BACKLOG} s of ${CARS} cars, ${BODY} B a frame, while the race goes on`;
  return [
    { what: `${stream.kind}: backlog drained`, value: rate, unit: 'frames/s', note },
    { what: '… against what the race makes', value: rate / INGEST, unit: '×', note: `${INGEST} frames/s` },
    { what: '… frames a CPU second', value: median(runs.map(({ perCpu }) => perCpu)), unit: 'frames/s', note: 'relays, sink and whoever makes the frames; without the broker' },
  ];
}

const bench: Bench = {
  name: 'drain',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const brokers = process.env['LAPWING_TEST_BROKERS']?.split(',');
    try {
      const rows = await rowsOf(openEmbeddedStream({ path: join(folder, 'stream.db') }), folder);
      if (brokers) rows.push(...(await rowsOf(await openKafkaStream({ brokers, clientId: 'lapwing-bench' }), folder)));
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
export default bench;
