import type { DatabaseSync } from 'node:sqlite';
import { LapwingError } from '../../../common/errors.ts';
import type { MathChannel } from '../../../common/math/math-book.ts';
import type { HeldAnswer } from './held-answer.ts';
import { SqlConnection, type SqlFiles } from './sql-connection.ts';
import { explainSqlError } from './sql-error.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import { placeOf, statementStart } from './sql-place.ts';

/** Asks the lap store, one query after the other. In a process of its own: a statement that does not end can only be killed. */
export class Queries {
  private readonly files: SqlFiles;
  private connection: SqlConnection | undefined;

  constructor(files: SqlFiles) {
    this.files = files;
  }

  /**
   * Begins one statement; the one before is over. Expressions in it may name these math channels. Throws LapwingError E_SQL_SYNTAX, E_SQL_MULTI, E_SQL_DENIED, E_SQL_LIMIT,
   * E_SQL_BUSY, E_NO_STORE or E_DB_CORRUPT.
   */
  begin(text: string, math: readonly MathChannel[] = []): Query {
    const sql = checked(text);
    const failed = (error: unknown): LapwingError => this.failed(error, sql);
    try {
      if (this.connection?.renew() === false) this.close();
      this.connection ??= new SqlConnection(this.files);
      this.connection.laps.math = math;
      const statement = this.connection.prepare(sql);
      const columns = statement.columns().map(({ name }) => name);
      return new Query(columns, statement.iterate() as Iterable<unknown> as Iterable<unknown[]>, failed);
    } catch (error) {
      throw failed(error);
    }
  }

  /** Lets go of the files; the next query opens them again. */
  close(): void {
    this.connection?.close();
    this.connection = undefined;
  }

  private failed(error: unknown, sql: string): LapwingError {
    const { connection } = this;
    const isWrong = (upTo: string): boolean => connection !== undefined && isWrongSoFar(connection.db, upTo);
    const explained = explainSqlError(error, { path: this.files.path, sql, denied: connection?.denied() ?? null, isWrong });
    this.close();
    return explained;
  }
}

/** A statement that runs. */
export class Query {
  readonly columns: string[];
  private readonly rows: Iterator<unknown[]>;
  private readonly failed: (error: unknown) => LapwingError;

  constructor(columns: string[], rows: Iterable<unknown[]>, failed: (error: unknown) => LapwingError) {
    this.columns = columns;
    this.rows = rows[Symbol.iterator]();
    this.failed = failed;
  }

  /**
   * Adds rows to what is held until `most` are there, for about `ms` milliseconds. False when there are no more;
   * `full` when there are, but no room. Throws as `Queries.begin` does.
   */
  take(held: HeldAnswer, most: number, ms: number): boolean | 'full' {
    const until = performance.now() + ms;
    try {
      for (let n = 1; ; n++) {
        const next = this.rows.next();
        if (next.done) return false;
        if (held.count >= most || held.full) {
          // Or the statement would keep its place in the store, and the store its old pages.
          this.rows.return?.();
          return 'full';
        }
        held.add(next.value);
        if (n % 16 === 0 && performance.now() > until) return true;
      }
    } catch (error) {
      throw this.failed(error);
    }
  }
}

/** The text with what stands before its statement blanked out, so that places in it stay what they were. Throws LapwingError. */
function checked(text: string): string {
  const begin = statementStart(text, 0);
  if (begin === text.length) throw new LapwingError('E_SQL_SYNTAX', 'There is no statement to run.');
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new LapwingError('E_SQL_SYNTAX', 'The statement contains a NUL character. Take it out.', { place: placeOf(text, nul, 1) });
  if (text.length > SQL_LIMITS.sqlite.sqlLength) {
    throw new LapwingError('E_SQL_LIMIT', `The statement is longer than ${SQL_LIMITS.sqlite.sqlLength} characters.`);
  }
  return text.slice(0, begin).replace(/[^\n]/g, ' ') + text.slice(begin);
}

function isWrongSoFar(db: DatabaseSync, upTo: string): boolean {
  try {
    db.prepare(upTo);
    return false;
  } catch (error) {
    return /syntax error|unrecognized token/.test((error as Error).message);
  }
}
