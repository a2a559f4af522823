import { HeldAnswer } from '../../../main/trackside/sql/held-answer.ts';
import { SqlQuery } from '../../../main/trackside/sql/sql-query.ts';
import type { SqlResult } from '../../../main/trackside/sql/sql-messages.ts';

/** A query in this process, for what is sure to end. */
export function ask(path: string, sql: string): Pick<SqlResult, 'columns' | 'rows'> {
  const query = new SqlQuery({ path }, sql);
  const held = new HeldAnswer(query.columns);
  const { columns } = query;
  while (query.take(held, Infinity, 1000) === true);
  query.close();
  return { columns, rows: held.rows(0, held.count) };
}
