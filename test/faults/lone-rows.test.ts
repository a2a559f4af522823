import { expect, test } from 'vitest';
import { testFolder } from '../support/folder.ts';
import { allRows, runRow } from './rows.ts';

const SEED = 20261124;
const rows = (await allRows()).filter(({ alone, long, open }) => alone === true && long !== true && open === undefined);

for (const row of rows) {
  const lacking = row.lacks?.() ?? null;
  if (lacking !== null) {
    if (process.env['LAPWING_REQUIRE_FAULTS'] === '1') throw new Error(`${row.id}, ${row.what}: ${lacking}`);
    process.stdout.write(`skipped: ${row.id}, ${row.what}: ${lacking}\n`);
  }
  test.skipIf(lacking !== null)(`${row.id}: ${row.what}`, { timeout: 120_000 }, async () => {
    const { failures } = await runRow(row, { folder: testFolder(), name: row.id.toLowerCase(), seed: SEED, short: true }, undefined);
    expect(failures).toEqual([]);
  });
}
