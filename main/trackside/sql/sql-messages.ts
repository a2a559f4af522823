import type { ChartParams, ExportFormat, SqlValue } from '../../../common/sql-answer.ts';
import type { ErrorShape } from '../../../common/errors.ts';
import type { MathChannel } from '../../../common/math/math-book.ts';

export interface SqlRequest {
  sql: string;
  /** s, after which the query is killed. */
  timeout: number;
  max_rows: number;
  /** Math channels that expressions in it may name; none when left out. */
  math?: readonly MathChannel[];
  /** Characters of a text beyond which it is cut and its length told; whole texts when left out. */
  max_cell?: number;
}

/** A whole answer, for who wants it in one piece. */
export interface SqlResult {
  columns: string[];
  rows: SqlValue[][];
  /** More rows were there than the limit lets through. */
  truncated: boolean;
  /** Time in the database, ms. */
  ms: number;
}

/** What can be asked of the SQL process beside a query: of the answer that it holds, or of the store. */
export type SqlAsk =
  | { type: 'rows'; from: number; count: number; max_cell?: number }
  | { type: 'chart'; chart: ChartParams }
  /** Parts in their order, from 0. */
  | { type: 'export'; format: ExportFormat; part: number }
  | { type: 'catalogue' };

/** To the SQL process; `id` is the client's own number, said again in the answer. */
export type ToSqlProcess = { id: number } & (
  | { type: 'run'; sql: string; timeout: number; max_rows: number; math: readonly MathChannel[] }
  | SqlAsk
);

/**
 * What the SQL process says: `ready` once; then an answer for each request, that to `run` as soon as the first rows are
 * there; and `ended` when a query that has been answered has come to its end.
 */
export type FromSqlProcess =
  | { type: 'ready' }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'failed'; id: number; error: ErrorShape }
  | { type: 'ended'; id: number; error: ErrorShape | null };

/** What the process writes to its stderr before it ends itself for want of memory. */
export const MEMORY_MARK = 'lapwing: memory limit';
