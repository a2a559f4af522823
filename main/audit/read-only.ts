import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { LapwingError } from '../../common/errors.ts';
import type { Sqlite } from '../sqlite.ts';

/**
 * What `read` makes of a database that is only looked at; `none` where there is no such file.
 * @throws LapwingError E_IN_USE while a workstation holds the file, E_DB_CORRUPT for one that cannot be read
 */
export function lookInto<T>(path: string, none: T, read: (db: Sqlite) => T): T {
  if (!existsSync(path)) return none;
  let db: Sqlite | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 200 });
    return read(db);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? '';
    if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') {
      throw new LapwingError('E_IN_USE', `${path} is open in a running workstation, and only it can look inside. Its Link screen shows the same figures live; or close it and ask again.`, { cause });
    }
    throw new LapwingError('E_DB_CORRUPT', `${path} cannot be read: ${(cause as Error).message}. Start a workstation on the folder: it says what can be done.`, { cause });
  } finally {
    db?.close();
  }
}
