import Database from 'better-sqlite3';
import { dirname } from 'node:path';
import { LapwingError } from '../common/errors.ts';
import { makeFolder } from './folder.ts';

export type Sqlite = Database.Database;

export interface DurableOptions {
  /** True: a second opening of the file, from this or another process, fails at once. */
  exclusive: boolean;
  /** The layout that this Lapwing writes; a file from a newer one is refused. */
  version: number;
  /** A new file can be made smaller by `PRAGMA incremental_vacuum`. */
  shrinks?: boolean;
  /** Makes a new file, or brings an older one up to `version`. Runs in a transaction. */
  create(db: Sqlite, from: number): void;
}

/**
 * Opens a database in which committed means on disk: WAL with `synchronous=FULL`, read back because a build or a
 * file may overrule it. Throws LapwingError E_DATA_DIR, E_IN_USE, E_DB_CORRUPT or E_DB_VERSION, each with the path.
 */
export function openDurable(path: string, options: DurableOptions): Sqlite {
  makeDataFolder(dirname(path));
  let db: Sqlite | undefined;
  try {
    db = new Database(path, { timeout: options.exclusive ? 200 : 5000 });
    if (options.exclusive) db.pragma('locking_mode = EXCLUSIVE');
    // Counts only before the first write.
    if (options.shrinks) db.pragma('auto_vacuum = INCREMENTAL');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    const synchronous = db.pragma('synchronous', { simple: true });
    if (synchronous !== 2) throw new Error(`synchronous reads back as ${String(synchronous)}, not FULL`);
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > options.version) {
      throw new LapwingError('E_DB_VERSION', `${path} was written by a newer Lapwing (layout ${version}; this one knows ${options.version}). Update Lapwing, or name another folder with --data.`);
    }
    const opened = db;
    // Also takes the write lock, so that an exclusive opening holds it from the start.
    opened.transaction(() => {
      if (version < options.version) options.create(opened, version);
      opened.pragma(`user_version = ${options.version}`);
    }).immediate();
    return opened;
  } catch (error) {
    db?.close();
    throw describe(path, error);
  }
}

/** Throws LapwingError E_DATA_DIR. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw new LapwingError('E_DATA_DIR', `${folder} cannot be made: ${reason(cause)}. Name another folder with --data.`, { cause });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe(path: string, error: unknown): LapwingError {
  if (error instanceof LapwingError) return error;
  const code = (error as { code?: string }).code ?? '';
  const cause = { cause: error };
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') {
    return new LapwingError('E_IN_USE', `${path} is open in another Lapwing. Close that one, or name another folder with --data.`, cause);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new LapwingError('E_DB_CORRUPT', `${path} is damaged (${reason(error)}). Move it aside to start a new one; what it held is still in it.`, cause);
  }
  return new LapwingError('E_DATA_DIR', `${path} cannot be opened: ${reason(error)}. Check the folder and its rights, or name another with --data.`, cause);
}
