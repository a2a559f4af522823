import { existsSync, statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { LapwingError } from '../../../common/errors.ts';
import { lapFunctions } from '../laps/lap-functions.ts';
import { channelFunctions } from './channel-functions.ts';
import { LapReader, type LapBytes } from './lap-reader.ts';
import { SQL_LIMITS } from './sql-limits.ts';

/** The files that people's SQL may read. */
export interface SqlFiles {
  /** The lap store. It need not exist yet. */
  path: string;
  /** Tables that a person has added (`added-table.ts`). It need not exist either. */
  tables?: string;
}

const FUNCTIONS = lapFunctions();

/** The name under which added tables are attached. */
export const ADDED = 'added';

/** A connection that can only read, and knows the functions over laps. Throws LapwingError E_NO_STORE, or what SQLite says. */
export function connectToStore({ path, tables }: SqlFiles): { db: DatabaseSync; schemas: string[] } {
  if (!isThere(path)) {
    throw new LapwingError('E_NO_STORE', `There are no laps yet: ${path} is not there. Run a race first, or name another folder with --data.`);
  }
  const attached = tables !== undefined && isThere(tables);
  const db = new DatabaseSync(path, {
    readOnly: true,
    defensive: true,
    allowExtension: false,
    timeout: 2000,
    limits: { ...SQL_LIMITS.sqlite, attach: attached ? 1 : 0 },
  });
  try {
    if (attached) db.prepare(`ATTACH ? AS ${ADDED}`).run(tables);
    db.limits.attach = SQL_LIMITS.sqlite.attach;
    db.exec('PRAGMA temp_store = MEMORY; PRAGMA query_only = ON; PRAGMA mmap_size = 0');
    let find: StatementSync | undefined;
    const reader = new LapReader((id) => {
      find ??= db.prepare('SELECT (SELECT json FROM main.channel_set WHERE id = lap.channel_set) AS channels, samples FROM main.lap WHERE id = ?');
      return find.get(id) as LapBytes | undefined;
    });
    for (const { name, call } of [...FUNCTIONS, ...channelFunctions(reader)]) {
      db.function(name, { deterministic: true, varargs: true }, call as (...args: unknown[]) => SQLInputValue);
    }
    return { db, schemas: attached ? ['main', ADDED] : ['main'] };
  } catch (error) {
    db.close();
    throw error;
  }
}

function isThere(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}
