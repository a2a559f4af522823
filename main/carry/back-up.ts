import Database from 'better-sqlite3';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LapwingError } from '../../common/errors.ts';
import type { BackedUp } from '../../common/store-view.ts';
import { syncFolder } from '../folder.ts';
import { fileTrouble } from './pack-file.ts';

/**
 * Copies the lap store at `path` into a file of its own, as it is at the beginning, while others write to it; then reads the copy through.
 * As `laps.db` in an empty data folder it is that store again.
 * @throws LapwingError E_FILE_EXISTS, E_FILE, E_DISK_FULL, E_DB_CORRUPT; then there is no file
 */
export function backUp(path: string, file: string): BackedUp {
  try {
    // Holds the name, so that nothing is written over.
    closeSync(openSync(file, 'wx'));
  } catch (error) {
    throw fileTrouble(file, error);
  }
  const part = `${file}.part`;
  try {
    rmSync(part, { force: true });
    const db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      db.prepare('VACUUM INTO ?').run(part);
    } finally {
      db.close();
    }
    const found = readThrough(part);
    const copy = openSync(part, 'r+');
    fsyncSync(copy);
    closeSync(copy);
    renameSync(part, file);
    syncFolder(dirname(file));
    return { path: file, bytes: statSync(file).size, ...found };
  } catch (error) {
    rmSync(file, { force: true });
    throw told(error, path, file);
  } finally {
    rmSync(part, { force: true });
  }
}

function readThrough(path: string): Pick<BackedUp, 'races' | 'laps'> {
  const db = new Database(path, { readonly: true });
  try {
    const fault = db.pragma('quick_check(1)', { simple: true });
    if (fault !== 'ok') throw new LapwingError('E_DB_CORRUPT', `The copy of the lap store reads back damaged: ${String(fault)}. Try another disk.`);
    return db.prepare<[], Pick<BackedUp, 'races' | 'laps'>>('SELECT (SELECT COUNT(*) FROM race) AS races, (SELECT COUNT(*) FROM lap) AS laps').get()!;
  } finally {
    db.close();
  }
}

function told(error: unknown, path: string, file: string): unknown {
  if (error instanceof LapwingError) return error;
  const code = (error as { code?: string }).code ?? '';
  if (code === 'SQLITE_FULL') return fileTrouble(file, Object.assign(new Error('full', { cause: error }), { code: 'ENOSPC' }));
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new LapwingError('E_DB_CORRUPT', `${path} is damaged and cannot be copied in whole. Pack its races one by one: those that are not touched by it can still be carried away.`, { cause: error });
  }
  return code.startsWith('SQLITE_') ? error : fileTrouble(file, error);
}
