// Runs the fault matrix of docs/reliability.md against a real broker: `npm run faults -- --only F18 --seed 7`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toErrorShape } from '../../common/errors.ts';
import { startBroker } from '../kafka/broker.ts';
import { asMarkdown } from './report.ts';
import { allRows, runRow, type Outcome } from './rows.ts';
import { skipped } from './skipped.ts';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, seed: { type: 'string', default: '20261124' }, short: { type: 'boolean', default: false } } });
const seed = Number(values.seed);
const chosen = (id: string): boolean => values.only === undefined || values.only.some((only) => id === only || id.startsWith(`${only}-`));
const rows = (await allRows()).filter(({ id }) => chosen(id));
const left = skipped.filter(({ id }) => chosen(id));
if (!Number.isSafeInteger(seed) || (rows.length === 0 && left.length === 0)) {
  process.stderr.write(`There is no row ${String(values.only)}, or ${values.seed} is no seed.\n`);
  process.exit(2);
}
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const outcomes: Outcome[] = [];
let broken = 0;
const broker = rows.some(({ alone }) => alone !== true) ? await startBroker() : undefined;
try {
  for (const row of rows) {
    const lacking = row.lacks?.() ?? null;
    if (lacking !== null) {
      left.push({ id: row.id, what: row.what, why: lacking });
      continue;
    }
    const folder = mkdtempSync(join(tmpdir(), 'lapwing-faults-'));
    try {
      const outcome = await runRow(row, { folder, name: `${row.id.toLowerCase()}-${seed}`, seed, short: values.short }, broker);
      outcomes.push(outcome);
      say(`${row.id} ${outcome.failures.length === 0 ? 'passed' : `FAILED: ${outcome.failures.join('; ')}`} in ${outcome.took.toFixed(1)} s: ${row.what}`);
    } catch (error) {
      broken++;
      say(`${row.id} FAILED: ${toErrorShape(error).message}: ${row.what}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
} finally {
  await broker?.stop();
}
for (const { id, what, why } of left) say(`${id} skipped: ${what}: ${why}`);
say(`\n${asMarkdown(outcomes, left)}`);
process.exit(broken > 0 || outcomes.some(({ failures }) => failures.length > 0) ? 1 : 0);
