import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAP_FUNCTIONS, SQL_TABLES } from '../../../common/sql-catalogue.ts';
import { LapNotes } from '../../../main/trackside/laps/lap-notes.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { SqlSandbox } from '../../../main/trackside/sql/sql-sandbox.ts';
import { EXAMPLES } from '../../../renderer/sql/examples.ts';
import { lapwing } from '../../support/cli.ts';
import { fillRaces } from './race-laps.ts';

const page = readFileSync(new URL('../../../docs/sql.md', import.meta.url), 'utf8');
const documented = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql!.trim());

let dir: string;
let sandbox: SqlSandbox;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'lapwing-examples-'));
  const store = new LapStore(join(dir, 'laps.db'));
  fillRaces(store);
  new LapNotes(store.db).put({ id: 'race-1/car7/002', expect: 0, text: 'held up by a slower car', tags: ['traffic'], author: 'Ada' });
  store.close();
  sandbox = new SqlSandbox({ path: join(dir, 'laps.db') });
});

afterAll(async () => {
  await sandbox.close();
  rmSync(dir, { recursive: true, force: true });
});

const rows = async (sql: string): Promise<(string | number | null)[][]> => (await sandbox.run({ sql, timeout: 60, max_rows: 100_000 })).rows;

describe('what is offered works', () => {
  test.each(EXAMPLES)('on the screen: %s', async (_, sql) => {
    expect((await rows(sql)).length).toBeGreaterThan(0);
  });

  test.each(documented.map((sql) => [sql.split('\n', 1)[0]!, sql]))('in docs/sql.md: %s', async (_, sql) => {
    const answer = await rows(sql);
    expect(answer.length).toBeGreaterThan(0);
    expect(answer.every((row) => row.every((value) => value === null))).toBe(false);
  });

  test('and docs/sql.md names every table, column and function', () => {
    for (const { name, columns } of SQL_TABLES) expect(page).toMatch(new RegExp(`\\| \`${name}\` \\| .* \\| \`${columns.join(', ')}\` \\|`));
    for (const { name } of LAP_FUNCTIONS) expect(page).toContain(`\`${name}`);
  });

  test('and says of every error what to do', () => {
    const folder = new URL('../../../main/trackside/sql/', import.meta.url);
    const codes = new Set(readdirSync(folder).flatMap((file) => readFileSync(new URL(file, folder), 'utf8').match(/E_SQL_[A-Z]+/g) ?? []));
    expect(codes.size).toBeGreaterThan(5);
    expect([...codes].filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });
});

describe('the answers are right', () => {
  const find = (begin: string): string => documented.find((sql) => sql.includes(begin))!;

  test('a stint begins with an out lap', async () => {
    const answer = await rows(find('AS stint'));
    expect(answer.filter(([race]) => race === 'race-1').map(([, car, stint, first, last]) => [car, stint, first, last])).toEqual([
      ['car6', 1, 0, 2], ['car6', 2, 3, 4], ['car7', 1, 0, 2], ['car7', 2, 3, 4],
    ]);
  });

  test('the gears of a lap take as long as the lap', async () => {
    const answer = await rows(`SELECT SUM(seconds) FROM (${find("'Gear', 1")}) WHERE race_id = 'race-1' AND car = 'car6'`);
    expect(answer).toEqual([[expect.closeTo(5 * 80, 6)]]);
  });

  test('the join with drivers and models gives the mean of all records', async () => {
    const plain = await rows("SELECT race_id, driver, AVG(r.value ->> '$.sensors.Speed') AS mps FROM laps, json_each(doc, '$.records') r GROUP BY race_id, driver ORDER BY mps DESC");
    const joined = await rows(find('cars.model'));
    expect(joined).toEqual(plain.map(([race, driver, mps]) => [race, driver, driver === 'Driver 7' ? 'LW1' : 'LW0', expect.closeTo(mps as number, 9)]));
  });

  test('on the command line too, with whole documents cut short in the table', async () => {
    const { stdout, status } = await lapwing(['sql', 'SELECT * FROM laps LIMIT 10', '--data', dir]);
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(12);
    expect(stdout.length).toBeLessThan(20_000);
  });
});
