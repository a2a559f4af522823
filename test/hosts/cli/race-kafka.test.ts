import { expect, test } from 'vitest';
import type { RaceReport } from '../../../common/race-view.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';
import { saySkippedWithoutBroker } from '../../support/without-broker.ts';

const brokers = process.env['LAPWING_TEST_BROKERS'];
if (!brokers) saySkippedWithoutBroker('a race over Kafka');

test.skipIf(!brokers)('the field of twenty: one digest three times over the embedded stream, and over Kafka', { timeout: 300_000 }, async () => {
  const digests: string[] = [];
  for (const more of [[], [], [], ['--brokers', brokers!]]) {
    const args = ['race', '--data', testFolder(), '--cars', '20', '--laps', '3', '--seed', '7', '--speed', 'max', '--json', ...more];
    const { status, stdout, stderr } = await lapwing(args);
    expect(status, stderr).toBe(0);
    const { digest, frames, laps_stored } = JSON.parse(stdout) as RaceReport;
    expect(frames).toMatchObject({ buffered: frames.generated, confirmed: frames.generated, stored: frames.generated, gaps: [] });
    expect(laps_stored).toBe(80);
    digests.push(digest);
  }
  expect(new Set(digests).size).toBe(1);
});
