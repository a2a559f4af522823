import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CHANNELS } from '../../common/channels.ts';
import { gridOf } from '../../common/sample-grid.ts';
import { ExportLedger } from '../../main/factory/export-ledger.ts';
import { LapExport } from '../../main/factory/lap-export.ts';
import { FactorySink } from '../../main/factory/sink.ts';
import { openEmbeddedStream } from '../../main/stream/embedded.ts';
import { topicsOf, topicSpecs } from '../../main/stream/topics.ts';
import { LapSource } from '../../main/trackside/laps/lap-source.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { testFolder } from '../support/folder.ts';
import { sampleLap } from '../trackside/laps/sample-lap.ts';

const LAPS = 5;
/** Every channel at its own rate, up to 100 Hz. */
const { strides } = gridOf(CHANNELS.map(({ rate }) => Math.min(rate, 100)));

/** CPU time of this thread, ms: other work on the machine does not count. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The most that one turn of the event loop takes until `end`, ms of CPU. */
async function longestTurn(end: Promise<unknown>): Promise<number> {
  let over = false;
  const ended = end.finally(() => (over = true));
  let longest = 0;
  let before = cpuTime();
  while (!over) {
    await new Promise((resolve) => setImmediate(resolve));
    const now = cpuTime();
    longest = Math.max(longest, now - before);
    before = now;
  }
  await ended;
  return longest;
}

test('exporter and factory share a thread with the live samples: no turn takes as long as writing a document would', { timeout: 60_000 }, async () => {
  const folder = testFolder();
  const store = new LapStore(join(folder, 'laps.db'));
  for (let lap = 0; lap < LAPS; lap++) store.insertLap(sampleLap({ race_id: 'r1', lap, samples: 8400, strides }));
  const stream = openEmbeddedStream({ path: join(folder, 'stream.db') });
  const topics = topicsOf('test');
  await stream.ensureTopics(topicSpecs(topics, 1));
  const sink = await FactorySink.start({ path: join(folder, 'factory.db'), site: 'here', stream, topics, onTrouble: () => {} });
  onTestFinished(async () => {
    await sink.close();
    await stream.close();
    store.close();
  });

  const documents = store.db.prepare<[number], string>(`SELECT doc FROM laps WHERE race_id = 'r1' AND lap = ?`).pluck();
  const writing = Array.from({ length: LAPS }, (_, lap) => {
    const before = cpuTime();
    expect(documents.get(lap)!.length).toBeGreaterThan(8e6);
    return cpuTime() - before;
  });
  const source = new LapSource(store.db);
  const running = new LapExport({ stream, topics, site: 'here', race: 'r1', laps: source.of('r1'), source, ledger: new ExportLedger(store.db), onChange: () => {} });
  const receipt = running.run();
  const longest = await longestTurn(receipt);
  expect(await receipt).toMatchObject({ state: 'done', confirmed: LAPS });
  expect(longest).toBeLessThan(Math.min(...writing));
});
