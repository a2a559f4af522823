import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { RaceReport } from '../../../common/race-view.ts';
import { openKafkaStream } from '../../../main/stream/kafka.ts';
import { Ingest } from '../../../main/trackside/ingest.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { TimingIntake } from '../../../main/trackside/timing-intake.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';
import { saySkippedWithoutBroker } from '../../support/without-broker.ts';

const brokers = process.env['LAPWING_TEST_BROKERS'];
if (!brokers) saySkippedWithoutBroker('a replay over Kafka');

/** Every lap with its samples, and what race control said, byte for byte. */
function contents({ db }: LapStore, race: string): unknown {
  return {
    laps: db.prepare('SELECT id, head, hex(samples) AS samples FROM lap WHERE race_id = ? ORDER BY id').all(race),
    events: db.prepare('SELECT doc FROM race_event WHERE race_id = ? ORDER BY id').pluck().all(race),
  };
}

test.skipIf(!brokers)('what a replay sends to a broker becomes the same laps in another store', { timeout: 120_000 }, async () => {
  const data = testFolder();
  const ask = async (...args: string[]): Promise<unknown> => {
    const { status, stdout, stderr } = await lapwing([...args, '--data', data, '--json']);
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout);
  };
  const { race_id } = (await ask('race', '--track', 'little-marsh', '--cars', '3', '--laps', '2', '--rate', '50')) as RaceReport;
  const sent = (await ask('replay', race_id, '--speed', 'max', '--brokers', brokers!)) as { frames: number; topics: { telemetry: string; timing: string } };
  expect(sent.frames).toBeGreaterThan(100);

  const copy = new LapStore(join(testFolder(), 'laps.db'));
  onTestFinished(() => copy.close());
  const ingest = new Ingest(copy);
  const timing = new TimingIntake(copy, ingest.ledger);
  const stream = await openKafkaStream({ brokers: brokers!.split(','), clientId: 'lapwing-test' });
  let frames = 0;
  const read = (topic: string, handle: Parameters<typeof stream.consumer>[0]['handle']) => stream.consumer({ group: `test-${race_id}-${topic}`, topics: [topic], handle });
  // Other races may lie in the topics.
  const readers = [
    await read(sent.topics.telemetry, (records) => void (frames += ingest.take(records).news.frames.filter(({ race }) => race === race_id).length)),
    await read(sent.topics.timing, (records) => void timing.take(records)),
  ];
  onTestFinished(async () => {
    for (const reader of readers) await reader.close();
    await stream.close();
  });
  const original = new LapStore(join(data, 'laps.db'));
  onTestFinished(() => original.close());
  await vi.waitFor(() => expect(frames).toBe(sent.frames), { timeout: 60_000, interval: 200 });
  await vi.waitFor(() => expect(contents(copy, race_id)).toEqual(contents(original, race_id)), { timeout: 30_000, interval: 500 });
});
