import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { againstDuckDb } from './laps/against-duckdb.ts';
import { growth } from './laps/growth.ts';
import { storing } from './laps/storing.ts';
import type { Bench, BenchRow } from './bench.ts';

async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const part of [storing, againstDuckDb, growth]) {
    const dir = mkdtempSync(join(tmpdir(), 'lapwing-bench-laps-'));
    try {
      rows.push(...(await part(dir)));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
  return rows;
}

const bench: Bench = { name: 'laps', run };
export default bench;
