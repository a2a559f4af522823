import { existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { SqlSandbox } from '../../../main/trackside/sql/sql-sandbox.ts';
import { sampleLap } from '../laps/sample-lap.ts';

const ENDLESS = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT COUNT(*) FROM c';
const canLook = existsSync('/proc/self/environ');
const title = canLook ? 'the process in which SQL runs' : 'the process in which SQL runs (skipped: only Linux shows a process from outside)';

describe.skipIf(!canLook)(title, () => {
  const dir = mkdtempSync(join(tmpdir(), 'lapwing-sql-process-'));
  const path = join(dir, 'laps.db');
  let sandbox: SqlSandbox;

  beforeAll(() => {
    const store = new LapStore(path);
    store.insertLap(sampleLap({ lap: 1 }));
    store.close();
    process.env.LAPWING_TEST_SECRET = 'hunter2';
    sandbox = new SqlSandbox({ path });
  });

  afterAll(async () => {
    delete process.env.LAPWING_TEST_SECRET;
    await sandbox.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const run = (sql: string, timeout = 30): Promise<unknown> => sandbox.run({ sql, timeout, max_rows: 10 });
  const of = (pid: string, what: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${what}`, 'utf8');
    } catch {
      return '';
    }
  };
  /** Numbers of the processes that have been told of this store. */
  const pids = (): string[] => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && of(pid, 'cmdline').split('\0').includes(path));

  test('is one of its own, in no folder of ours, and knows nothing of the environment', async () => {
    await run('SELECT 1');
    const [pid, ...others] = pids();
    expect(others).toEqual([]);
    expect(Number(pid)).not.toBe(process.pid);
    expect(readlinkSync(`/proc/${pid}/cwd`)).toBe('/');
    expect(of(pid!, 'environ')).toContain('ELECTRON_RUN_AS_NODE');
    expect(of(pid!, 'environ')).not.toMatch(/hunter2|HOME|PATH=/);
  });

  test('is gone at the deadline, and another has taken its place', async () => {
    await run('SELECT 1');
    const before = pids();
    await expect(run(ENDLESS, 0.3)).rejects.toMatchObject({ code: 'E_SQL_TIMEOUT' });
    expect(await run('SELECT 2')).toMatchObject({ rows: [[2]] });
    await expect.poll(pids, { timeout: 20_000 }).toHaveLength(1);
    expect(pids()).not.toEqual(before);
  });

  test('that somebody else kills is told in one line, and the next query works', async () => {
    const endless = run(ENDLESS);
    await expect.poll(pids, { timeout: 20_000 }).toHaveLength(1);
    process.kill(Number(pids()[0]), 'SIGKILL');
    await expect(endless).rejects.toMatchObject({ code: 'E_SQL_PROCESS', message: 'The SQL process ended unexpectedly (SIGKILL). Run the query again.' });
    expect(await run('SELECT 3')).toMatchObject({ rows: [[3]] });
  });
});
