import { expect, test } from 'vitest';
import type { RaceReport } from '../../../common/race-view.ts';
import type { ExportReceipt } from '../../../common/lap-export.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';
import { saySkippedWithoutBroker } from '../../support/without-broker.ts';

const brokers = process.env['LAPWING_TEST_BROKERS'];
if (!brokers) saySkippedWithoutBroker('an export over Kafka');

test.skipIf(!brokers)('documents larger than a record of Kafka reach the factory, and are not sent again', { timeout: 120_000 }, async () => {
  const data = testFolder();
  const ask = async (...args: string[]): Promise<unknown> => {
    const { status, stdout, stderr } = await lapwing([...args, '--brokers', brokers!, '--data', data, '--json']);
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout);
  };
  const { race_id } = (await ask('race', '--cars', '2', '--laps', '1')) as RaceReport;
  const first = (await ask('export', race_id, '--to', 'factory', '--laps', '1')) as ExportReceipt;
  expect(first).toMatchObject({ state: 'done', address: brokers, laps: 2, sent: 2, confirmed: 2 });
  expect(first.bytes / 2).toBeGreaterThan(1_048_576);
  expect(await ask('export', race_id, '--to', 'factory')).toMatchObject({ laps: 4, before: 2, sent: 2, confirmed: 4 });
});
