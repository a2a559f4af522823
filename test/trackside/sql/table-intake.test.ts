import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { SqlSandbox } from '../../../main/trackside/sql/sql-sandbox.ts';
import type { SqlResult } from '../../../main/trackside/sql/sql-messages.ts';
import { TableIntake } from '../../../main/trackside/sql/table-intake.ts';
import { temporaryFolder } from '../../hosts/temporary-folder.ts';
import { fillRaces } from './race-laps.ts';

const folder = temporaryFolder();
const files = { path: join(folder.path, 'laps.db'), tables: join(folder.path, 'tables.db') };
const intake = new TableIntake(files);
const sandbox = new SqlSandbox(files);
let uploads = 0;

beforeAll(() => {
  const store = new LapStore(files.path);
  fillRaces(store);
  store.close();
});

afterAll(async () => {
  await intake.close();
  await sandbox.close();
  folder.remove();
});

const rows = async (sql: string): Promise<SqlResult['rows']> => (await sandbox.run({ sql, timeout: 30, max_rows: 1000 })).rows;
const add = async (file: string, content: string | Uint8Array, part = Infinity): Promise<string> => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const upload = `client ${uploads++}`;
  for (let n = 0; ; n++) {
    const last = (n + 1) * part >= bytes.length;
    const table = await intake.add(upload, { file, part: n, bytes: bytes.subarray(n * part || 0, (n + 1) * part), last });
    if (table) return table.told;
  }
};

describe('a CSV file becomes a table', () => {
  test('with types guessed, names kept, and one line that says what came in', async () => {
    expect(existsSync(files.tables)).toBe(false);
    const told = await add('Tyre sets.csv', 'car,Set,"mass, kg",fitted,note\ncar6,007,9.5,1,\ncar7,12,10,2,"a ""good"" one"\n', 7);
    expect(told).toBe('Tyre sets.csv is now the table tyre_sets: 2 rows; car text, Set text, mass, kg number, fitted integer, note text.');
    expect(await rows('SELECT * FROM tyre_sets')).toEqual([['car6', '007', 9.5, 1, null], ['car7', '12', 10, 2, 'a "good" one']]);
    expect(await rows('SELECT DISTINCT typeof("mass, kg"), typeof(fitted) FROM tyre_sets')).toEqual([['real', 'integer']]);
    expect(await rows('SELECT tyre_sets."Set", COUNT(*) FROM laps JOIN tyre_sets USING (car) GROUP BY car ORDER BY car')).toEqual([['007', 6], ['12', 6]]);
  });

  test('anew in the place of the one before, for windows that had it open too', async () => {
    expect(await add('tyre-sets.csv', 'car;mass\ncar6;9,25\n')).toBe('tyre-sets.csv is again the table tyre_sets: 1 row; car text, mass number.');
    expect(await rows('SELECT * FROM tyre_sets')).toEqual([['car6', 9.25]]);
  });

  test.each([
    ['laps.csv', 'a\nx\n', 'laps_csv'],
    ['select.csv', 'a\nx\n', 'select_csv'],
    ['pragma_table_info.csv', 'a\nx\n', 'table_pragma_table_info'],
    ['../../etc/passwd', 'a\nx\n', 'passwd'],
    ['2026 "x"; DROP TABLE laps; --.csv', 'a\nx\n', 'table_2026_x_drop_table_laps'],
    ['Ünïcode.csv', 'a\nx\n', 'unicode'],
  ])('%s under a name that needs no quotes', async (file, content, name) => {
    expect(await add(file, content)).toContain(` the table ${name}: 1 row`);
    expect(await rows(`SELECT a FROM ${name}`)).toEqual([['x']]);
    await intake.remove(name);
  });

  test('whose hostile names of columns stay names', async () => {
    await add('hostile.csv', '"a"") ; DROP TABLE laps; --",b,B,,\u202Eevil\nx,1,2,3,4\n');
    expect((await sandbox.run({ sql: 'SELECT * FROM hostile', timeout: 30, max_rows: 1 })).columns).toEqual(['a") ; DROP TABLE laps; --', 'b', 'B_2', 'column_4', 'evil']);
    expect(await rows('SELECT COUNT(*) FROM laps')).toEqual([[12]]);
    await intake.remove('hostile');
  });

  test('from UTF-16 with its mark, without a line of names, and with short lines', async () => {
    expect(await add('sheet.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('1\té\n2\n', 'utf16le')]))).toBe(
      'sheet.csv is now the table sheet: 2 rows; column_1 integer, column_2 text. One line was shorter than the first and filled up with NULL.',
    );
    expect(await rows('SELECT * FROM sheet')).toEqual([[1, 'é'], [2, null]]);
    await intake.remove('sheet');
  });
});

describe('what is no such file is told in one line, and leaves nothing behind', () => {
  test.each([
    ['empty.csv', '', 'empty.csv was not added: it is empty.'],
    ['sheet.xlsx', 'PK\u0003\u0004', 'sheet.xlsx was not added: it is a spreadsheet or archive; save it as CSV first.'],
    ['other.sqlite', 'SQLite format 3\0', 'other.sqlite was not added: it is a SQLite database; save it as CSV first.'],
    ['raw.csv', 'a,b\n1,\0\n', 'raw.csv was not added: it is not a text file; save it as CSV first.'],
    ['latin.csv', Buffer.from([0x61, 0x0a, 0xe9, 0x0a]), 'latin.csv was not added: it has bytes that are no UTF-8; save it as CSV in UTF-8.'],
    ['quote.csv', 'a,b\n1,"2', 'quote.csv was not added: line 2: a quote is opened and never closed. Mend that line and drop the file again.'],
    ['ragged.csv', 'a,b\n1,2,3\n', 'ragged.csv was not added: line 2 has 3 cells, the first has 2. Mend that line and drop the file again.'],
  ])('%s', async (file, content, message) => {
    const before = await rows("SELECT COUNT(*) FROM tyre_sets");
    await expect(add(file, content)).rejects.toMatchObject({ message });
    expect(await rows("SELECT COUNT(*) FROM tyre_sets")).toEqual(before);
  });

  test('too large, a part that is missing, and a client that leaves', async () => {
    const bytes = Buffer.from('a\nx\n');
    await expect(intake.add('client gap', { file: 'gap.csv', part: 1, bytes, last: true })).rejects.toMatchObject({ code: 'E_TABLE_PART' });
    await expect(add('large.csv', Buffer.alloc(64 * 2 ** 20 + 1, `${'a'.repeat(99)}\n`), 16 * 2 ** 20)).rejects.toMatchObject({ code: 'E_TABLE_LIMIT', message: expect.stringContaining('larger than 64 MB') });
    await intake.add('client left', { file: 'left.csv', part: 0, bytes, last: false });
    intake.leave('client');
    await expect(intake.add('client left', { file: 'left.csv', part: 1, bytes, last: true })).rejects.toMatchObject({ code: 'E_TABLE_PART' });
    await expect(rows('SELECT * FROM left_csv')).rejects.toMatchObject({ code: 'E_SQL_SYNTAX' });
    await expect(intake.remove('no_such')).rejects.toMatchObject({ code: 'E_TABLE_UNKNOWN' });
  });
});

describe('an added table opens no door', () => {
  test.each([
    'INSERT INTO tyre_sets VALUES (1, 2)',
    'UPDATE added.tyre_sets SET car = 1',
    'DROP TABLE tyre_sets',
    'DETACH added',
    "ATTACH 'x' AS y",
    "VACUUM added INTO 'x.db'",
    'CREATE TABLE added.x (y)',
    "SELECT * FROM pragma_table_info('tyre_sets', 'added')",
  ])('%s', async (sql) => {
    await expect(rows(sql)).rejects.toMatchObject({ code: 'E_SQL_DENIED' });
    expect(await rows('SELECT COUNT(*) FROM tyre_sets')).toEqual([[1]]);
  });
});

test('the catalogue counts tables, channels and what was added', async () => {
  const { tables, channels, functions } = await sandbox.catalogue();
  expect(Object.fromEntries(tables.map(({ name, rows: count }) => [name, count]))).toMatchObject({ laps: 12, races: 2, cars: 4, tyre_sets: 1 });
  expect(tables.find(({ name }) => name === 'samples')!.rows).toBe((await rows('SELECT COUNT(*) FROM samples'))[0]![0]);
  expect(tables.find(({ name }) => name === 'tyre_sets')).toMatchObject({ added: true, columns: [{ name: 'car', type: 'TEXT' }, { name: 'mass', type: 'REAL' }] });
  expect(channels).toContainEqual({ name: 'NewSensor', unit: 'V', laps: 1 });
  expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(['channel_mean', 'median', 'json_extract']));
  expect(functions.map(({ name }) => name)).not.toContain('load_extension');
});
