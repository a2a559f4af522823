import { existsSync, statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { LapwingError } from '../../../common/errors.ts';
import { lapFunctions } from '../laps/lap-functions.ts';
import { channelFunctions } from './channel-functions.ts';
import { LapReader } from './lap-reader.ts';
import { authorizeReading, type Authorizer, type Denied } from './sql-authorizer.ts';
import { SQL_LIMITS } from './sql-limits.ts';
import { placeOf, statementStart } from './sql-place.ts';

/** The files that people's SQL may read. */
export interface SqlFiles {
  /** The lap store. It need not exist yet. */
  path: string;
  /** Tables that a person has added (`added-table.ts`). It need not exist either. */
  tables?: string;
}

/** The name under which added tables are attached. */
export const ADDED = 'added';
/** Statements that stay prepared, the newest: screens ask the same thing again and again. */
const MOST_STATEMENTS = 20;
/** Of the store's pages that stay in memory, KiB. */
const CACHE = 32 * 1024;

/** A read-only connection, and the laps that its functions have open. `schemas` are those that it can see. */
export interface OpenStore {
  db: DatabaseSync;
  laps: LapReader;
  schemas: string[];
}

/** Nothing is refused yet but writing. Throws LapwingError E_NO_STORE, or SQLite's own error where a file is not a database. */
export function openStore({ path, tables }: SqlFiles): OpenStore {
  if (!isThere(path)) {
    throw new LapwingError('E_NO_STORE', `There are no laps yet: ${path} is not there. Run a race first, or name another folder with --data.`);
  }
  const attached = tables !== undefined && isThere(tables);
  const limits = { ...SQL_LIMITS.sqlite, attach: attached ? 1 : 0 };
  const db = new DatabaseSync(path, { readOnly: true, defensive: true, allowExtension: false, timeout: 2000, limits });
  try {
    if (attached) db.prepare(`ATTACH ? AS ${ADDED}`).run(tables);
    db.limits.attach = SQL_LIMITS.sqlite.attach;
    db.exec(`PRAGMA temp_store = MEMORY; PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -${CACHE}`);
    const laps = readerOf(db);
    for (const { name, call } of [...lapFunctions(), ...channelFunctions(laps)]) {
      db.function(name, { deterministic: true, varargs: true }, call as (...args: unknown[]) => SQLInputValue);
    }
    return { db, laps, schemas: attached ? ['main', ADDED] : ['main'] };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A read-only connection to a lap store, with everything refused that reaches outside it. Kept from query to query. */
export class SqlConnection {
  readonly db: DatabaseSync;
  private readonly files: SqlFiles;
  private readonly identity: string;
  readonly laps: LapReader;
  private readonly authorizer: Authorizer;
  private readonly statements = new Map<string, StatementSync>();

  /** Throws as `openStore` does. */
  constructor(files: SqlFiles) {
    this.files = files;
    this.identity = identityOf(files);
    const { db, laps, schemas } = openStore(files);
    this.db = db;
    this.laps = laps;
    try {
      this.authorizer = authorizeReading(db, schemas);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Before each query. False where other files lie there by now: then this connection is of no more use. */
  renew(): boolean {
    if (identityOf(this.files) !== this.identity) return false;
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
    const next = statementStart(sql, statement.sourceSQL.length);
    if (next < sql.length) {
      const place = placeOf(sql, next, /^\w+|^./s.exec(sql.slice(next))![0].length);
      throw new LapwingError('E_SQL_MULTI', 'One statement at a time: there is more text after the first ";". Run them one by one.', { place });
    }
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    if (this.statements.size >= MOST_STATEMENTS) this.statements.delete(this.statements.keys().next().value!);
    this.statements.set(sql, statement);
    return statement;
  }

  /** What the authorizer has refused since `renew`; null while nothing was. */
  denied(): Denied | null {
    return this.authorizer.denied();
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }
}

/** Tells files under their paths from others that took their place. */
function identityOf({ path, tables }: SqlFiles): string {
  return [path, tables].map((each) => (each !== undefined && isThere(each) ? inodeOf(each) : '')).join(', ');
}

function inodeOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev} ${ino}`;
}

function isThere(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}

function readerOf(db: DatabaseSync): LapReader {
  let lap: StatementSync | undefined;
  let set: StatementSync | undefined;
  return new LapReader({
    lap: (id) => {
      if (!lap) {
        lap = db.prepare('SELECT channel_set, samples FROM main.lap WHERE id = ?');
        lap.setReturnArrays(true);
      }
      const row = lap.get(id) as unknown as [number, Uint8Array] | undefined;
      return row && { channel_set: row[0], samples: row[1] };
    },
    allChannels: () => (db.prepare('SELECT json FROM main.channel_set ORDER BY id').all() as { json: string }[]).map(({ json }) => json),
    channels: (id) => {
      set ??= db.prepare('SELECT json FROM main.channel_set WHERE id = ?');
      return (set.get(id) as { json: string }).json;
    },
  });
}
