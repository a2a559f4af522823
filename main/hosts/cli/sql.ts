import { existsSync } from 'node:fs';
import { z } from 'zod';
import { SQL_DEADLINE } from '../../../common/contract.ts';
import { LapwingError } from '../../../common/errors.ts';
import { dataFiles, defaultDataDir } from '../../installation.ts';
import { LapStore } from '../../trackside/laps/lap-store.ts';
import { SqlSandbox } from '../../trackside/sql/sql-sandbox.ts';
import { numberOption, textOption, UsageError, type Command } from './command.ts';
import { csv, printJson, say, table } from './output.ts';

const FORMATS = ['table', 'json', 'csv'];
const MAX_ROWS = 10_000;
/** Characters of a text in a table: a whole lap document is millions. */
const LONGEST_CELL = 200;

export const sql: Command = {
  name: 'sql',
  arguments: '"QUERY"',
  summary: 'Asks the stored laps a question.',
  options: {
    format: { type: 'string', value: 'table|json|csv', help: 'how the rows are written (table)' },
    timeout: { type: 'string', value: 'S', help: `seconds after which the query is ended (${SQL_DEADLINE})` },
  },
  async run(invocation) {
    const [query, extra] = invocation.arguments;
    if (query === undefined || extra !== undefined) throw new UsageError('sql takes one query, in quotes. See "lapwing sql --help".');
    const format = invocation.options['json'] ? 'json' : (textOption(invocation, 'format') ?? 'table');
    if (!FORMATS.includes(format)) throw new UsageError(`--format ${format}: choose table, json or csv.`);
    const timeout = numberOption(invocation, 'timeout', z.number('not a number').positive('must be more than 0').max(600, 'at most 600')) ?? SQL_DEADLINE;
    const dataDir = textOption(invocation, 'data') ?? defaultDataDir();
    const { laps, tables } = dataFiles(dataDir);
    if (!existsSync(laps)) throw new LapwingError('E_NO_STORE', `There are no laps in ${dataDir} yet. Run a race first ("lapwing race"), or name another folder with --data.`);
    // A store of an older Lapwing gets the tables that it lacks.
    new LapStore(laps).close();
    const sandbox = new SqlSandbox({ path: laps, tables });
    try {
      const { columns, rows, truncated, ms } = await sandbox.run({ sql: query, timeout, max_rows: MAX_ROWS, ...(format === 'table' ? { max_cell: LONGEST_CELL } : {}) });
      if (format === 'json') printJson(rows.map((row) => Object.fromEntries(columns.map((name, c) => [name, row[c]!]))));
      else process.stdout.write(format === 'csv' ? csv(columns, rows) : table(columns, rows));
      if (truncated) say(`Only the first ${MAX_ROWS} rows are shown: add a LIMIT or a WHERE.`);
      if (format === 'table') say(`${rows.length} ${rows.length === 1 ? 'row' : 'rows'} in ${Math.round(ms)} ms`);
      return 0;
    } finally {
      await sandbox.close();
    }
  },
};
