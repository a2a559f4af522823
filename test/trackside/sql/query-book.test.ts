import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { QueryBook } from '../../../main/trackside/sql/query-book.ts';
import { testFolder } from '../../support/folder.ts';

const asked = (sql: string, at = 1) => ({ sql, at, ms: 2, rows: 3, error: null });

test('what was asked and what is saved survives a restart, the newest first and each text once', () => {
  const path = join(testFolder(), 'queries.json');
  const book = new QueryBook(path);
  for (const [i, sql] of ['SELECT 1', 'SELECT 2', 'SELECT 1'].entries()) book.note(asked(sql, i));
  book.save({ name: 'B', sql: 'SELECT 2' });
  book.save({ name: 'A', sql: 'SELECT 1' });
  book.save({ name: 'B', sql: 'SELECT 3' });
  const again = new QueryBook(path);
  expect(again.trouble).toBe(null);
  expect(again.contents).toEqual({ history: [asked('SELECT 1', 2), asked('SELECT 2', 1)], saved: [{ name: 'A', sql: 'SELECT 1' }, { name: 'B', sql: 'SELECT 3' }] });
  again.remove('A');
  again.remove('A');
  again.forget();
  expect(new QueryBook(path).contents).toEqual({ history: [], saved: [{ name: 'B', sql: 'SELECT 3' }] });
});

test('there is an end to both', () => {
  const book = new QueryBook(join(testFolder(), 'queries.json'));
  for (let n = 0; n < 12; n++) book.note(asked(`SELECT ${n} -- ${'x'.repeat(90_000)}`));
  expect(book.contents.history.map(({ sql }) => sql.slice(0, 9).trim())).toEqual(['SELECT 11', 'SELECT 10', 'SELECT 9', 'SELECT 8', 'SELECT 7']);
  for (let n = 0; n < 200; n++) book.save({ name: `query ${n}`, sql: 'SELECT 1' });
  expect(() => book.save({ name: 'one more', sql: 'SELECT 1' })).toThrow(expect.objectContaining({ code: 'E_QUERY_LIMIT' }));
  book.save({ name: 'query 7', sql: 'SELECT 7' });
});

test('a damaged file is moved aside and told, not lost', () => {
  const folder = testFolder();
  writeFileSync(join(folder, 'queries.json'), '{"history": 7');
  const book = new QueryBook(join(folder, 'queries.json'));
  expect(book.trouble).toContain('is still in');
  expect(book.contents).toEqual({ history: [], saved: [] });
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^queries\.json\.damaged-/)]);
});
