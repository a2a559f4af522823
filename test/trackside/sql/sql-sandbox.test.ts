import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import type { SqlResult } from '../../../main/trackside/sql/sql-messages.ts';
import { SqlSandbox } from '../../../main/trackside/sql/sql-sandbox.ts';
import { sampleLap } from '../laps/sample-lap.ts';

let dir: string;
let path: string;
let store: LapStore;
let sandbox: SqlSandbox;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'lapwing-sql-'));
  path = join(dir, 'laps.db');
  store = new LapStore(path);
  for (const car of ['car7', 'car8']) for (const lap of [1, 2, 3]) store.insertLap(sampleLap({ car, lap }));
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  sandbox = new SqlSandbox({ path });
});

afterAll(async () => {
  await sandbox.close();
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

const run = (sql: string, timeout = 30): Promise<SqlResult> => sandbox.run({ sql, timeout, max_rows: 10_000 });
const rows = async (sql: string): Promise<SqlResult['rows']> => (await run(sql)).rows;

const DEMO = `SELECT race_id, car, ROUND(AVG(json_extract(r.value,'$.sensors.Speed')),2) AS mps
  FROM laps, json_each(laps.doc,'$.records') r GROUP BY race_id, car`;
const ENDLESS = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT COUNT(*) FROM c';

describe('a question', () => {
  test("the original demo's runs as it stands", async () => {
    const speed = (car: string): number => {
      const laps = [1, 2, 3].map((lap) => sampleLap({ car, lap }));
      const column = laps[0]!.channels.findIndex(({ name }) => name === 'Speed');
      const values = laps.flatMap((lap) => [...lap.columns[column]!]);
      return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length) / 100;
    };
    const result = await run(DEMO);
    expect(result).toMatchObject({ columns: ['race_id', 'car', 'mps'], truncated: false });
    expect(result.rows).toEqual([['race-1', 'car7', speed('car7')], ['race-1', 'car8', speed('car8')]]);
  });

  test('sees what was stored a moment ago', async () => {
    store.insertLap(sampleLap({ race_id: 'race-2', lap: 1 }));
    expect(await rows("SELECT COUNT(*) FROM laps WHERE race_id = 'race-2'")).toEqual([[1]]);
    store.db.exec("DELETE FROM lap WHERE race_id = 'race-2'");
  });

  test('values of every kind come through', async () => {
    expect(await rows("SELECT NULL, 1.5, -3, 9007199254740991, 9007199254740993, 1e999, x'00ff', x'', 'é😀'")).toEqual([
      [null, 1.5, -3, 9007199254740991, '9007199254740993', 'Infinity', 'blob, 2 bytes', 'blob, 0 bytes', 'é😀'],
    ]);
    expect(await rows('VALUES (1), (2)')).toEqual([[1], [2]]);
    expect((await run('EXPLAIN QUERY PLAN SELECT * FROM laps')).rows.length).toBeGreaterThan(0);
  });

  test('numbers of a fractional channel are REAL, whole or not', async () => {
    const types = await rows("SELECT DISTINCT typeof(json_extract(r.value,'$.sensors.Speed')), typeof(json_extract(r.value,'$.sensors.RPM')) FROM laps, json_each(doc,'$.records') r");
    expect(types).toEqual([['real', 'integer']]);
  });

  test('rows beyond the limit are left out, and that is said', async () => {
    const count = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 30) SELECT x FROM c';
    const cut = await sandbox.run({ sql: count, timeout: 30, max_rows: 29 });
    expect([cut.rows.length, cut.truncated]).toEqual([29, true]);
    const whole = await sandbox.run({ sql: count, timeout: 30, max_rows: 30 });
    expect([whole.rows.length, whole.truncated]).toEqual([30, false]);
  });

  test('long texts are cut where that is asked for, and only there', async () => {
    const request = { sql: 'SELECT doc FROM laps LIMIT 1', timeout: 30, max_rows: 1 };
    const [[whole]] = (await sandbox.run(request)).rows as [[string]];
    expect(JSON.parse(whole)).toMatchObject({ race_id: 'race-1' });
    const [[cut]] = (await sandbox.run({ ...request, max_cell: 20 })).rows as [[string]];
    expect(cut).toBe(`${whole.slice(0, 20)}… (${whole.length} characters)`);
  });

  test('wait their turn', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((n) => rows(`SELECT ${n}`)));
    expect(answers).toEqual([[[1]], [[2]], [[3]], [[4]]]);
  });

  test('comments, blanks and a last semicolon are no second statement', async () => {
    expect(await rows(`-- ${'-'.repeat(500)}\n/* ; */ ; SELECT 'a;b' ; -- done\n;;`)).toEqual([['a;b']]);
  });
});

describe('a mistake is told with its place', () => {
  test.each([
    ['selec 1', 'near "selec": syntax error (line 1, column 1).'],
    ['SELECT *\n  FORM laps', 'near "FORM": syntax error (line 2, column 3).'],
    ["SELECT '=' FROM laps WHERE lap = = 3 OR lap = 4", 'near "=": syntax error (line 1, column 34).'],
    ["SELECT 'foo', l.foo FROM laps l", 'no such column: l.foo (line 1, column 17).'],
    ['; SELECT 1 FROM lapses', 'no such table: lapses (line 1, column 17).'],
    ['SELECT avrage(1)', 'no such function: avrage (line 1, column 8).'],
    ["SELECT 'abc", 'unrecognized token: "\'abc" (line 1, column 8).'],
    ['SELECT 1 +', 'incomplete input (line 1, column 11).'],
    ['', 'There is no statement to run.'],
    [' -- nothing\n', 'There is no statement to run.'],
    ['SELECT 1\0', 'The statement contains a NUL character. Take it out.'],
    ["SELECT\n Lap_Document('{}', '[]', x'00')", 'lap_document was given what is not a lap: samples of form 0; this Lapwing reads 1 to 4 (line 2, column 2). It is what the views are made with: ask for laps.doc or lap_channels.'],
    ["SELECT lap_statistics('nonsense', x'00')", 'lap_statistics was given what is not a lap: Unexpected token \'o\', "nonsense" is not valid JSON (line 1, column 8). It is what the views are made with: ask for laps.doc or lap_channels.'],
    ['SELECT lap_document(1, 2, 3)', 'lap_document takes the head and the channels as text, and the samples as a BLOB.'],
  ])('%j', async (sql, message) => {
    await expect(run(sql)).rejects.toMatchObject({ code: 'E_SQL_SYNTAX', message });
  });
});

describe('an attack is refused, the file stays as it is, and the next query works', () => {
  const fingerprint = (): unknown => ({
    files: readdirSync(dir).sort(),
    laps: createHash('sha256').update(readFileSync(path)).digest('hex'),
  });

  test.each([
    ["ATTACH '$DIR/other.db' AS c", 'E_SQL_DENIED', 'ATTACH is not allowed'],
    ["/* x */ attach 'x' as c", 'E_SQL_DENIED', 'ATTACH is not allowed'],
    ['DETACH main', 'E_SQL_DENIED', 'DETACH is not allowed'],
    ["VACUUM INTO '$DIR/copy.db'", 'E_SQL_DENIED', 'VACUUM is not allowed'],
    ['VACUUM', 'E_SQL_DENIED', 'VACUUM is not allowed'],
    ['PRAGMA writable_schema = 1', 'E_SQL_DENIED', 'PRAGMA is not allowed'],
    ['PRAGMA journal_mode = DELETE', 'E_SQL_DENIED', 'PRAGMA is not allowed'],
    ['PRAGMA table_info(lap)', 'E_SQL_DENIED', 'PRAGMA is not allowed'],
    ["SELECT * FROM pragma_table_info('lap')", 'E_SQL_DENIED', 'not allowed'],
    ['SELECT COUNT(*) FROM pragma_database_list', 'E_SQL_DENIED', 'not allowed'],
    ['SELECT * FROM dbstat', 'E_SQL_DENIED', 'not allowed'],
    ["SELECT load_extension('x')", 'E_SQL_DENIED', 'load_extension() is not allowed'],
    ["SELECT fts3_tokenizer('simple')", 'E_SQL_DENIED', 'fts3_tokenizer() is not allowed'],
    ['SELECT sqlite_compileoption_get(1)', 'E_SQL_DENIED', 'sqlite_compileoption_get() is not allowed'],
    ["SELECT readfile('/etc/passwd')", 'E_SQL_SYNTAX', 'no such function: readfile'],
    ["SELECT writefile('$DIR/x', 'y')", 'E_SQL_SYNTAX', 'no such function: writefile'],
    ["SELECT edit('x')", 'E_SQL_SYNTAX', 'no such function: edit'],
    ['SELECT * FROM sqlite_dbpage', 'E_SQL_SYNTAX', 'no such table: sqlite_dbpage'],
    ['SELECT * FROM temp.sqlite_schema', 'E_SQL_DENIED', 'Reading sqlite_temp_master is not allowed'],
    ["EXPLAIN ATTACH 'x' AS y", 'E_SQL_DENIED', 'ATTACH is not allowed'],
    ['CREATE TEMP TABLE t (x)', 'E_SQL_DENIED', 'CREATE is not allowed'],
    ['CREATE TEMP TRIGGER t AFTER INSERT ON lap BEGIN SELECT 1; END', 'E_SQL_DENIED', 'CREATE is not allowed'],
    ['CREATE VIEW v AS SELECT 1', 'E_SQL_DENIED', 'CREATE is not allowed'],
    ['CREATE INDEX i ON lap (id)', 'E_SQL_DENIED', 'CREATE is not allowed'],
    ['CREATE TABLE t (x)', 'E_SQL_DENIED', 'CREATE is not allowed'],
    ['CREATE VIRTUAL TABLE t USING fts5(x)', 'E_SQL_DENIED', 'CREATE is not allowed'],
    ['INSERT INTO lap SELECT * FROM lap', 'E_SQL_DENIED', 'INSERT is not allowed'],
    ['REPLACE INTO lap SELECT * FROM lap', 'E_SQL_DENIED', 'REPLACE is not allowed'],
    ["UPDATE lap SET car = 'x'", 'E_SQL_DENIED', 'UPDATE is not allowed'],
    ["UPDATE sqlite_schema SET sql = ''", 'E_SQL_DENIED', 'UPDATE is not allowed'],
    ["WITH a AS (SELECT 1) UPDATE sqlite_schema SET sql = ''", 'E_SQL_DENIED', 'Writing is not allowed'],
    ['DELETE FROM lap', 'E_SQL_DENIED', 'DELETE is not allowed'],
    ['WITH a AS (SELECT 1) DELETE FROM lap', 'E_SQL_DENIED', 'DELETE is not allowed'],
    ['EXPLAIN DELETE FROM lap', 'E_SQL_DENIED', 'DELETE is not allowed'],
    ['DELETE FROM laps', 'E_SQL_DENIED', 'DELETE is not allowed'],
    ["WITH a AS (SELECT 1) UPDATE laps SET car = 'x'", 'E_SQL_DENIED', 'Writing is not allowed'],
    ['DROP TABLE lap', 'E_SQL_DENIED', 'DROP is not allowed'],
    ['ALTER TABLE lap RENAME TO x', 'E_SQL_DENIED', 'ALTER is not allowed'],
    ['BEGIN IMMEDIATE', 'E_SQL_DENIED', 'BEGIN is not allowed'],
    ['COMMIT', 'E_SQL_DENIED', 'COMMIT is not allowed'],
    ['ROLLBACK', 'E_SQL_DENIED', 'ROLLBACK is not allowed'],
    ['SAVEPOINT s', 'E_SQL_DENIED', 'SAVEPOINT is not allowed'],
    ['RELEASE s', 'E_SQL_DENIED', 'RELEASE is not allowed'],
    ['REINDEX', 'E_SQL_DENIED', 'REINDEX is not allowed'],
    ['ANALYZE', 'E_SQL_DENIED', 'ANALYZE is not allowed'],
    ['SELECT 1; DELETE FROM laps', 'E_SQL_MULTI', 'One statement at a time'],
    ['SELECT 1; SELECT 2', 'E_SQL_MULTI', 'One statement at a time'],
    ['SELECT hex(zeroblob(1000000000))', 'E_SQL_LIMIT', 'too big'],
    ["SELECT printf('%.*c', 100000000, 'x')", 'E_SQL_LIMIT', 'too big'],
    [`SELECT ${'1+'.repeat(200)}1`, 'E_SQL_LIMIT', 'past a limit'],
    [`SELECT 1 ${'UNION SELECT 1 '.repeat(60)}`, 'E_SQL_LIMIT', 'past a limit'],
    [`SELECT '${'x'.repeat(100_000)}'`, 'E_SQL_LIMIT', 'longer than'],
    [`SELECT ${'1,'.repeat(600)}1`, 'E_SQL_LIMIT', 'too many columns'],
    [`SELECT max(${'1,'.repeat(100)}1)`, 'E_SQL_LIMIT', 'too many arguments'],
    [`SELECT 1 FROM ${Array.from({ length: 70 }, (_, n) => `lap l${n}`).join(', ')}`, 'E_SQL_LIMIT', 'at most 64 tables'],
    ["SELECT 'a' LIKE printf('%.2000c', '%')", 'E_SQL_LIMIT', 'pattern too complex'],
    ['WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x, randomblob(100000) FROM c ORDER BY 2', 'E_SQL_LIMIT', 'MB of memory'],
    ['SELECT hex(a.samples) || hex(b.samples) FROM lap a, lap b, lap c, lap d, lap e, lap f ORDER BY random()', 'E_SQL_LIMIT', 'MB of memory'],
  ].map(([sql, ...rest]) => [sql!.slice(0, 60), sql!, ...rest] as [string, string, string, string]))('%s', async (_, sql, code, message) => {
    const before = fingerprint();
    await expect(run(sql.replace('$DIR', dir))).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    expect(await rows('SELECT COUNT(*) FROM laps')).toEqual([[6]]);
    expect(fingerprint()).toEqual(before);
  });
});

describe('a query that does not end', () => {
  test('holds up neither what is stored meanwhile nor what another window asks', async () => {
    const endless = run(ENDLESS);
    endless.catch(() => {});
    const other = new SqlSandbox({ path });
    store.insertLap(sampleLap({ race_id: 'race-3', lap: 1 }));
    expect(await other.run({ sql: "SELECT COUNT(*) FROM laps WHERE race_id = 'race-3'", timeout: 30, max_rows: 1 })).toMatchObject({ rows: [[1]] });
    store.db.exec("DELETE FROM lap WHERE race_id = 'race-3'");
    await other.close();
    sandbox.cancel();
    await expect(endless).rejects.toMatchObject({ code: 'E_SQL_CANCELLED' });
  });

  test('is killed at its deadline, and the next one works', async () => {
    await expect(run(ENDLESS, 0.3)).rejects.toMatchObject({ code: 'E_SQL_TIMEOUT', message: expect.stringContaining('0.3 s') });
    expect(await rows('SELECT 1')).toEqual([[1]]);
  });

  test('is killed among the functions over laps too', async () => {
    await expect(run('SELECT SUM(a.value * b.value) FROM samples a, samples b', 0.5)).rejects.toMatchObject({ code: 'E_SQL_TIMEOUT' });
    expect(await rows("SELECT COUNT(*) FROM samples WHERE channel = 'Speed'")).toEqual([[1200]]);
  });

  test('is cancelled, and the next one works', async () => {
    const endless = run(ENDLESS);
    setTimeout(() => sandbox.cancel(), 100);
    await expect(endless).rejects.toMatchObject({ code: 'E_SQL_CANCELLED' });
    expect(await rows('SELECT 1')).toEqual([[1]]);
  });

  test('is cancelled by its own signal; others are not', async () => {
    const controller = new AbortController();
    const endless = sandbox.run({ sql: ENDLESS, timeout: 30, max_rows: 1 }, controller.signal);
    const next = rows('SELECT 2');
    const skipped = sandbox.run({ sql: 'SELECT 3', timeout: 30, max_rows: 1 }, controller.signal);
    setTimeout(() => controller.abort(), 100);
    await expect(endless).rejects.toMatchObject({ code: 'E_SQL_CANCELLED' });
    await expect(skipped).rejects.toMatchObject({ code: 'E_SQL_CANCELLED' });
    expect(await next).toEqual([[2]]);
  });

  test('cancelling when nothing runs does nothing', async () => {
    sandbox.cancel();
    expect(await rows('SELECT 1')).toEqual([[1]]);
  });

  test('does not outlive the sandbox', async () => {
    const other = new SqlSandbox({ path });
    const endless = other.run({ sql: ENDLESS, timeout: 30, max_rows: 1 });
    const waiting = other.run({ sql: 'SELECT 1', timeout: 30, max_rows: 1 });
    const outcomes = Promise.allSettled([endless, waiting]);
    await other.close();
    expect((await outcomes).map((outcome) => outcome.status === 'rejected' && (outcome.reason as { code: string }).code)).toEqual(['E_SQL_CANCELLED', 'E_SQL_CANCELLED']);
    await expect(other.run({ sql: 'SELECT 1', timeout: 30, max_rows: 1 })).rejects.toMatchObject({ code: 'E_SQL_CANCELLED' });
  });
});

describe('a store', () => {
  const ask = async (file: string): Promise<unknown> => {
    const other = new SqlSandbox({ path: file });
    try {
      return await other.run({ sql: 'SELECT COUNT(*) FROM laps', timeout: 30, max_rows: 10 }).catch((error: unknown) => error);
    } finally {
      await other.close();
    }
  };

  test('that is not there yet, or is empty, is told in one line, and not made', async () => {
    const missing = join(dir, 'none', 'laps.db');
    expect(await ask(missing)).toMatchObject({ code: 'E_NO_STORE', message: expect.stringContaining(missing) });
    expect(existsSync(missing)).toBe(false);
    const empty = join(dir, 'empty.db');
    writeFileSync(empty, '');
    expect(await ask(empty)).toMatchObject({ code: 'E_NO_STORE' });
  });

  test('that is damaged is told as such', async () => {
    const damaged = join(dir, 'damaged.db');
    writeFileSync(damaged, 'not a database, but longer than the header of one would be, so that it is looked at');
    expect(await ask(damaged)).toMatchObject({ code: 'E_DB_CORRUPT', message: expect.stringContaining(damaged) });
  });

  test('with one damaged lap still gives the others', async () => {
    const hurtPath = join(dir, 'one', 'laps.db');
    const hurt = new LapStore(hurtPath);
    for (const lap of [1, 2]) hurt.insertLap(sampleLap({ lap }));
    hurt.db.exec("UPDATE lap SET samples = CAST(substr(samples, 1, 2000) || x'00' || substr(samples, 2002) AS BLOB) WHERE lap = 1");
    hurt.close();
    const other = new SqlSandbox({ path: hurtPath });
    const doc = (lap: number): Promise<unknown> => other.run({ sql: `SELECT length(doc) > 0 FROM laps WHERE lap = ${lap}`, timeout: 30, max_rows: 1 });
    await expect(doc(1)).rejects.toMatchObject({ code: 'E_DB_CORRUPT', message: expect.stringContaining('a lap is damaged') });
    expect(await doc(2)).toMatchObject({ rows: [[1]] });
    await other.close();
  });

  test('whose views and triggers were made by somebody else lends them no power', async () => {
    const foreignPath = join(dir, 'foreign', 'laps.db');
    const foreign = new LapStore(foreignPath);
    foreign.insertLap(sampleLap({ lap: 1 }));
    foreign.db.exec(`CREATE VIEW loads AS SELECT load_extension('x');
      CREATE VIEW asks AS SELECT * FROM pragma_database_list;
      CREATE TRIGGER writes INSTEAD OF INSERT ON loads BEGIN DELETE FROM lap; END`);
    foreign.close();
    const other = new SqlSandbox({ path: foreignPath });
    const told = (sql: string): Promise<SqlResult> => other.run({ sql, timeout: 30, max_rows: 1 });
    for (const sql of ['SELECT * FROM loads', 'SELECT * FROM asks', 'INSERT INTO loads VALUES (1)']) await expect(told(sql)).rejects.toMatchObject({ code: 'E_SQL_DENIED' });
    expect(await told('SELECT COUNT(*) FROM laps')).toMatchObject({ rows: [[1]] });
    await other.close();
  });

  test('without laps gives no rows, and one that nobody has open can be read', async () => {
    const fresh = join(dir, 'fresh', 'laps.db');
    new LapStore(fresh).close();
    expect(await ask(fresh)).toMatchObject({ rows: [[0]] });
  });
});
