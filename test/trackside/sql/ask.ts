import type { MathChannel } from '../../../common/math/math-book.ts';
import { HeldAnswer } from '../../../main/trackside/sql/held-answer.ts';
import { Queries } from '../../../main/trackside/sql/sql-query.ts';
import type { SqlResult } from '../../../main/trackside/sql/sql-messages.ts';

/** A query in this process, for what is sure to end. */
export function ask(path: string, sql: string, math: readonly MathChannel[] = []): Pick<SqlResult, 'columns' | 'rows'> {
  const queries = new Queries({ path });
  const query = queries.begin(sql, math);
  const held = new HeldAnswer(query.columns);
  while (query.take(held, Infinity, 1000) === true);
  queries.close();
  return { columns: query.columns, rows: held.rows(0, held.count) };
}
