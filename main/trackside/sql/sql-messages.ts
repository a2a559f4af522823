import type { SqlResult } from '../../../common/contract.ts';
import type { ErrorShape } from '../../../common/errors.ts';

export interface SqlRequest {
  sql: string;
  /** s, after which the query is killed. */
  timeout: number;
  max_rows: number;
  /** Characters of a text beyond which it is cut and its length told; whole texts when left out. */
  max_cell?: number;
}

/** What the SQL process says: `ready` once, then one answer for each request. */
export type FromSqlProcess =
  | { type: 'ready' }
  | { type: 'result'; result: SqlResult }
  | { type: 'error'; error: ErrorShape };

/** What the process writes to its stderr before it ends itself for want of memory. */
export const MEMORY_MARK = 'lapwing: memory limit';
