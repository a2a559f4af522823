import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SqlResult } from '../../../common/contract.ts';
import { LapwingError } from '../../../common/errors.ts';
import { DAMAGED_LAP } from '../laps/lap-functions.ts';
import { SqlConnection } from './sql-connection.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import type { SqlRequest } from './sql-messages.ts';
import { errorPlace, statementStart } from './sql-place.ts';

const READS = /^(?:SELECT|WITH|VALUES|EXPLAIN)$/i;
const SQLITE_NOMEM = 7;
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_TOOBIG = 18;
const SQLITE_NOTADB = 26;

/** Asks the lap store at a path. In a process of its own: a statement that does not end can only be killed. */
export class Queries {
  private readonly path: string;
  private connection: SqlConnection | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Runs one statement. Throws LapwingError E_SQL_SYNTAX, E_SQL_MULTI, E_SQL_DENIED, E_SQL_LIMIT, E_SQL_BUSY, E_NO_STORE or E_DB_CORRUPT. */
  run(request: Omit<SqlRequest, 'timeout'>): SqlResult {
    const sql = statementOf(request.sql);
    const { path } = this;
    if (!existsSync(path) || statSync(path).size === 0) {
      this.close();
      throw new LapwingError('E_NO_STORE', `There are no laps yet: ${path} is not there. Run a race first, or name another folder with --data.`);
    }
    try {
      const connection = this.connect();
      const began = performance.now();
      const { columns, rows, truncated } = collect(connection.prepare(sql), request);
      return { columns, rows, truncated, ms: Math.round((performance.now() - began) * 10) / 10 };
    } catch (error) {
      const explained = explain(error, path, sql, this.connection);
      this.close();
      throw explained;
    }
  }

  /** Lets go of the file; the next query opens it again. */
  close(): void {
    this.connection?.close();
    this.connection = undefined;
  }

  private connect(): SqlConnection {
    if (this.connection?.renew() === false) this.close();
    return (this.connection ??= new SqlConnection(this.path));
  }
}

/** The statement, at the place where it is in the text. */
function statementOf(text: string): string {
  const begin = statementStart(text, 0);
  const sql = text.slice(0, begin).replace(/[^\n]/g, ' ') + text.slice(begin);
  if (begin === text.length) throw new LapwingError('E_SQL_SYNTAX', 'There is no statement to run.');
  if (sql.includes('\0')) throw new LapwingError('E_SQL_SYNTAX', 'The statement contains a NUL character. Take it out.');
  if (sql.length > SQL_LIMITS.sqlite.sqlLength) {
    throw new LapwingError('E_SQL_LIMIT', `The statement is longer than ${SQL_LIMITS.sqlite.sqlLength} characters.`);
  }
  return sql;
}

type Cell = SqlResult['rows'][number][number];

function collect(statement: StatementSync, request: Omit<SqlRequest, 'timeout'>): Pick<SqlResult, 'columns' | 'rows' | 'truncated'> {
  const columns = statement.columns().map(({ name }) => name);
  const rows: Cell[][] = [];
  let bytes = 0;
  for (const values of statement.iterate() as Iterable<unknown>) {
    if (rows.length >= request.max_rows) return { columns, rows, truncated: true };
    const row = (values as unknown[]).map((value) => cell(value, request.max_cell));
    for (const value of row) bytes += typeof value === 'string' ? value.length : 8;
    if (bytes > SQL_LIMITS.result) {
      if (rows.length > 0) return { columns, rows, truncated: true };
      throw new LapwingError('E_SQL_LIMIT', `One row is larger than ${SQL_LIMITS.result >> 20} MB. Select fewer columns.`);
    }
    rows.push(row);
  }
  return { columns, rows, truncated: false };
}

function cell(value: unknown, maxCell = Infinity): Cell {
  if (value === null) return null;
  if (typeof value === 'bigint') return BigInt.asIntN(54, value) === value && Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Uint8Array) return `blob, ${value.length} ${value.length === 1 ? 'byte' : 'bytes'}`;
  const text = value as string;
  if (text.length <= maxCell) return text;
  // Through bytes: a slice would keep the whole text alive.
  return `${Buffer.from(text.slice(0, maxCell)).toString()}… (${text.length} characters)`;
}

function explain(error: unknown, path: string, sql: string, connection: SqlConnection | undefined): LapwingError {
  if (error instanceof LapwingError) return error;
  const { message, errcode = 0 } = error as Error & { errcode?: number };
  const cause = { cause: error };
  const word = /\w*/.exec(sql.trimStart())![0];
  // SQLite refuses to write to a view before it asks whether anybody may.
  const refused = connection?.denied() ?? (/^cannot modify .* because it is a view$/.test(message) ? 'Writing' : null);
  if (refused !== null) {
    const what = READS.test(word) ? refused : word.toUpperCase();
    return new LapwingError('E_SQL_DENIED', `${what} is not allowed: the store is read-only here, and nothing outside it can be reached.`, cause);
  }
  const primary = errcode & 0xff;
  if (primary === SQLITE_TOOBIG || /too (?:big|large|many|deep|long)|parser stack overflow/i.test(message)) {
    return new LapwingError('E_SQL_LIMIT', `The query goes past a limit: ${message}. Ask for less at a time.`, cause);
  }
  if (primary === SQLITE_NOMEM || primary === SQLITE_FULL) {
    return new LapwingError('E_SQL_LIMIT', 'The query needs more memory than it may use. Sort or join less at a time.', cause);
  }
  if (primary === SQLITE_BUSY) return new LapwingError('E_SQL_BUSY', `${path} is busy. Run the query again.`, cause);
  if (primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB || message.startsWith(DAMAGED_LAP)) {
    return new LapwingError('E_DB_CORRUPT', `${path} is damaged (${message}). Restore it from a backup, or move it aside to start a new one.`, cause);
  }
  const place = errorPlace(sql, message, (upTo) => connection !== undefined && isWrong(connection.db, upTo));
  return new LapwingError('E_SQL_SYNTAX', `${message}${place}.`, cause);
}

/** Whether the beginning of a statement is wrong already, rather than merely not at its end. */
function isWrong(db: DatabaseSync, upTo: string): boolean {
  try {
    db.prepare(upTo);
    return false;
  } catch (error) {
    return /syntax error|unrecognized token/.test((error as Error).message);
  }
}
