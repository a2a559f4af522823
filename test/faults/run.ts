// Runs the fault matrix of docs/reliability.md against a real broker: `npm run faults -- --only F18 --seed 7`. With --soak, random faults for a while.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { toErrorShape } from '../../common/errors.ts';
import { startBroker } from '../kafka/broker.ts';
import { asMarkdown, type SkippedRow } from './report.ts';
import type { FaultRow } from './row.ts';
import { allRows, runRow, type Outcome } from './rows.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, seed: { type: 'string', default: '20261124' }, short: { type: 'boolean', default: false }, soak: { type: 'boolean', default: false }, minutes: { type: 'string', default: '120' } } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seed = Number(values.seed);
const chosen = (id: string): boolean => values.only === undefined || values.only.some((only) => id === only || id.startsWith(`${only}-`));
const minutes = Number(values.minutes);
const soaking: FaultRow = { id: 'soak', what: `${minutes} minutes of random faults, seed ${seed}`, run: (context) => soak(context, minutes * 60_000, say) };
const rows = values.soak ? [soaking] : (await allRows()).filter(({ id }) => chosen(id));
const left: SkippedRow[] = [];
if (!Number.isSafeInteger(seed) || !(minutes > 0) || rows.length === 0) {
  process.stderr.write(`There is no row ${String(values.only)}, ${values.seed} is no seed, or ${values.minutes} are no minutes.\n`);
  process.exit(2);
}
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as NodeJS.GCFunction;
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
      // The peak of a row must not be what the row before has left.
      collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
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
