import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { LapwingError } from '../../../common/errors.ts';
import type { HeldAnswer } from './held-answer.ts';
import { authorizeReading, type Authorizer } from './sql-authorizer.ts';
import { explainSqlError } from './sql-error.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import { placeOf, statementStart } from './sql-place.ts';
import { connectToStore, type SqlFiles } from './store-connection.ts';

/**
 * One statement on the lap store, read-only, with everything refused that reaches outside it. Use it in a process of its
 * own: a statement that does not end can only be killed. What it throws is a LapwingError E_SQL_SYNTAX, E_SQL_MULTI,
 * E_SQL_DENIED, E_SQL_LIMIT, E_SQL_BUSY, E_NO_STORE or E_DB_CORRUPT.
 */
export class SqlQuery {
  private readonly files: SqlFiles;
  private readonly sql: string;
  private readonly db: DatabaseSync;
  private readonly authorizer: Authorizer | undefined;
  private readonly statement: StatementSync;
  private readonly rows: Iterator<unknown[]>;

  constructor(files: SqlFiles, text: string) {
    this.files = files;
    this.sql = checked(text);
    let db: DatabaseSync | undefined;
    try {
      const connection = connectToStore(files);
      this.db = db = connection.db;
      this.authorizer = authorizeReading(db, connection.schemas);
      this.statement = prepare(db, this.sql);
      this.rows = (this.statement.iterate() as Iterable<unknown> as Iterable<unknown[]>)[Symbol.iterator]();
    } catch (error) {
      const explained = this.explain(error, db);
      db?.close();
      throw explained;
    }
  }

  get columns(): string[] {
    return this.statement.columns().map(({ name }) => name);
  }

  /**
   * Adds rows to what is held until `most` are there, for about `ms` milliseconds. False when there are no more;
   * `full` when there are, but no room.
   */
  take(held: HeldAnswer, most: number, ms: number): boolean | 'full' {
    const until = performance.now() + ms;
    try {
      for (let n = 1; ; n++) {
        const next = this.rows.next();
        if (next.done) return false;
        if (held.count >= most || held.full) return 'full';
        held.add(next.value);
        if (n % 16 === 0 && performance.now() > until) return true;
      }
    } catch (error) {
      throw this.explain(error, this.db);
    }
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }

  private explain(error: unknown, db: DatabaseSync | undefined): LapwingError {
    const isWrong = (upTo: string): boolean => db !== undefined && isWrongSoFar(db, upTo);
    return explainSqlError(error, { path: this.files.path, sql: this.sql, denied: this.authorizer?.denied() ?? null, isWrong });
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

/** node:sqlite prepares the first statement and says nothing of the rest. */
function prepare(db: DatabaseSync, sql: string): StatementSync {
  const statement = db.prepare(sql);
  const next = statementStart(sql, statement.sourceSQL.length);
  if (next < sql.length) {
    const place = placeOf(sql, next, /^\w+|^./s.exec(sql.slice(next))![0].length);
    throw new LapwingError('E_SQL_MULTI', 'One statement at a time: there is more text after the first ";". Run them one by one.', { place });
  }
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  return statement;
}

function isWrongSoFar(db: DatabaseSync, upTo: string): boolean {
  try {
    db.prepare(upTo);
    return false;
  } catch (error) {
    return /syntax error|unrecognized token/.test((error as Error).message);
  }
}
