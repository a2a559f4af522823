import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { bundle, ENTRIES } from '../../scripts/build-electron.ts';
import { sampleLap } from '../trackside/laps/sample-lap.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapwing-bundle-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('SQL is asked in a process of its own in what the desktop program ships, too: questions, charts, Parquet, CSV files', async () => {
  const store = new LapStore(join(folder, 'laps.db'));
  store.insertLap(sampleLap({ car: 'car7', lap: 1 }));
  store.close();
  symlinkSync(at('../../node_modules'), join(folder, 'node_modules'), 'junction');
  await build(bundle({ probe: at('bundled-sql-probe.ts'), 'sql-process': ENTRIES['sql-process'] }, 'es', ['electron', 'better-sqlite3'], folder));
  const told = execFileSync(process.execPath, [join(folder, 'probe.js'), join(folder, 'laps.db'), join(folder, 'tables.db')], { encoding: 'utf8' });
  expect(JSON.parse(told)).toEqual({ table: 'parts', rows: [['car7', 801, expect.any(Number)]], parquet: ['PAR1', 'PAR1'], lines: 1, refused: 'E_SQL_DENIED' });
}, 120_000);
