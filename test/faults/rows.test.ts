import { afterAll, expect, test } from 'vitest';
import { startBroker } from '../kafka/broker.ts';
import { testFolder } from '../support/folder.ts';
import { allRows, runRow } from './rows.ts';

const SEED = 20261124;
const wanted = process.env['LAPWING_REQUIRE_KAFKA'] === '1';
if (!wanted) process.stdout.write('skipped: the rows of the fault matrix (set LAPWING_REQUIRE_KAFKA=1 where Java and Maven are; "npm run faults" runs them at length)\n');
const rows = (await allRows()).filter((row) => row.alone !== true && row.long !== true && row.open === undefined);
const broker = wanted ? await startBroker() : undefined;
afterAll(() => broker?.stop());

test.skipIf(!wanted).each(rows)('$id: $what', { timeout: 120_000 }, async (row) => {
  const { failures } = await runRow(row, { folder: testFolder(), name: row.id.toLowerCase(), seed: SEED, short: true }, broker);
  expect(failures).toEqual([]);
});
