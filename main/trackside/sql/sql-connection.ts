import { statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { LapwingError } from '../../../common/errors.ts';
import { lapFunctions } from '../laps/lap-functions.ts';
import { channelFunctions } from './channel-functions.ts';
import { LapReader } from './lap-reader.ts';
import { authorizeReading, type Authorizer } from './sql-authorizer.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import { statementStart } from './sql-place.ts';

/** Statements that stay prepared, the newest: screens ask the same thing again and again. */
const MOST_STATEMENTS = 20;
/** Of the store's pages that stay in memory, KiB. */
const CACHE = 32 * 1024;

/** A read-only connection to a lap store, with everything refused that reaches outside it. Kept from query to query. */
export class SqlConnection {
  readonly db: DatabaseSync;
  private readonly path: string;
  private readonly file: string;
  private readonly laps: LapReader;
  private readonly authorizer: Authorizer;
  private readonly statements = new Map<string, StatementSync>();

  /** Throws SQLite's own error where the file is not a database. */
  constructor(path: string) {
    this.path = path;
    this.file = identityOf(path);
    this.db = new DatabaseSync(path, { readOnly: true, defensive: true, allowExtension: false, timeout: 2000, limits: SQL_LIMITS.sqlite });
    try {
      this.db.exec(`PRAGMA temp_store = MEMORY; PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -${CACHE}`);
      this.laps = readerOf(this.db);
      for (const { name, call } of [...lapFunctions(), ...channelFunctions(this.laps)]) {
        this.db.function(name, { deterministic: true, varargs: true }, call as (...args: unknown[]) => SQLInputValue);
      }
      this.authorizer = authorizeReading(this.db);
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  /** Before each query. False where the path has another file by now: then this connection is of no more use. */
  renew(): boolean {
    if (identityOf(this.path) !== this.file) return false;
    this.laps.forget();
    this.authorizer.renew();
    return true;
  }

  /** Ready to be run. Throws LapwingError E_SQL_MULTI, or SQLite's own error for a statement that is wrong or refused. */
  prepare(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare(sql);
    // node:sqlite prepares the first statement and says nothing of the rest.
    if (statementStart(sql, statement.sourceSQL.length) < sql.length) {
      throw new LapwingError('E_SQL_MULTI', 'One statement at a time: there is more text after the first ";". Run them one by one.');
    }
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    if (this.statements.size >= MOST_STATEMENTS) this.statements.delete(this.statements.keys().next().value!);
    this.statements.set(sql, statement);
    return statement;
  }

  /** What the authorizer has refused since `renew`; null while nothing was. */
  denied(): string | null {
    return this.authorizer.denied();
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }
}

/** Tells one file under a path from another that took its place. */
function identityOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev} ${ino}`;
}

function readerOf(db: DatabaseSync): LapReader {
  let lap: StatementSync | undefined;
  let set: StatementSync | undefined;
  return new LapReader({
    lap: (id) => {
      if (!lap) {
        lap = db.prepare('SELECT channel_set, samples FROM lap WHERE id = ?');
        lap.setReturnArrays(true);
      }
      const row = lap.get(id) as unknown as [number, Uint8Array] | undefined;
      return row && { channel_set: row[0], samples: row[1] };
    },
    channels: (id) => {
      set ??= db.prepare('SELECT json FROM channel_set WHERE id = ?');
      return (set.get(id) as { json: string }).json;
    },
  });
}
