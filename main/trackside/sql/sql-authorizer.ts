import { constants, type DatabaseSync } from 'node:sqlite';

/** SQLite's table-valued functions that read nothing but their arguments. */
const TABLE_FUNCTIONS = ['json_each', 'json_tree', 'jsonb_each', 'jsonb_tree', 'generate_series', 'sqlite_schema', 'sqlite_master'];
/** Tables that SQLite makes up on demand and that tell of more than the store's content. */
const MADE_UP = /^(?:pragma_.*|dbstat|sqlite_dbpage|sqlite_stmt|bytecode|tables_used|completion|fts5vocab)$/;
const DENIED_FUNCTIONS = ['load_extension', 'fts3_tokenizer', 'readfile', 'writefile', 'edit', 'sqlite_compileoption_get', 'sqlite_compileoption_used'];

const ACTIONS = new Map<number, string>([
  [constants.SQLITE_ATTACH, 'ATTACH'],
  [constants.SQLITE_DETACH, 'DETACH'],
  [constants.SQLITE_PRAGMA, 'PRAGMA'],
  [constants.SQLITE_TRANSACTION, 'A transaction'],
  [constants.SQLITE_SAVEPOINT, 'SAVEPOINT'],
  [constants.SQLITE_INSERT, 'INSERT'],
  [constants.SQLITE_UPDATE, 'UPDATE'],
  [constants.SQLITE_DELETE, 'DELETE'],
  [constants.SQLITE_ALTER_TABLE, 'ALTER TABLE'],
  [constants.SQLITE_REINDEX, 'REINDEX'],
  [constants.SQLITE_ANALYZE, 'ANALYZE'],
]);

/** What was refused, in words, and the name that it has in the statement. */
export interface Denied {
  what: string;
  name?: string;
}

/** Watches over one connection, query after query. */
export interface Authorizer {
  /** Before each query: tables are asked for now, one that is made later is refused. Forgets what was refused. */
  renew(): void;
  /** What was refused first since, as SQLite says no more than "not authorized"; null while nothing was. */
  denied(): Denied | null;
}

/** Whether people's SQL may call it. */
export function mayCall(name: string): boolean {
  return !DENIED_FUNCTIONS.includes(name.toLowerCase());
}

/** Lets a connection read the tables and views of its `schemas` and call functions that stay inside them; refuses all else. */
export function authorizeReading(db: DatabaseSync, schemas: readonly string[]): Authorizer {
  const schema = db.prepare(`SELECT group_concat(lower(name), char(10)) AS names FROM (${schemas.map((each) => `SELECT name FROM ${each}.sqlite_schema`).join(' UNION ALL ')})`);
  let known: unknown;
  let readable = new Set<string>();
  let denied: Denied | null = null;
  const deny = (what: string, name?: string | null): number => {
    denied ??= { what, ...(typeof name === 'string' && { name }) };
    return constants.SQLITE_DENY;
  };
  // Of a table that lends no column, as in COUNT(*), only the name is told, and a WITH may have given that name.
  const mayRead = (table: string, column: string): boolean => readable.has(table) || (column === '' && !MADE_UP.test(table));
  const renew = (): void => {
    const { names } = schema.get() as { names: string | null };
    if (names !== known) readable = new Set([...TABLE_FUNCTIONS, ...(names ?? '').split('\n')]);
    known = names;
    denied = null;
  };
  renew();
  db.setAuthorizer((action, first, second) => {
    switch (action) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return constants.SQLITE_OK;
      case constants.SQLITE_READ:
        return mayRead((first ?? '').toLowerCase(), second ?? '') ? constants.SQLITE_OK : deny(`Reading ${first}`, first);
      case constants.SQLITE_FUNCTION:
        return mayCall(second ?? '') ? constants.SQLITE_OK : deny(`${second}()`, second);
      default:
        return deny(ACTIONS.get(action) ?? 'This');
    }
  });
  return { renew, denied: () => denied };
}
