import { LapwingError } from '../common/errors.ts';
import { isFull } from './onboard/edge/disk-fault.ts';

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';

/** What SQLite threw when the lap store at `path` was used, as a person is told it; what came from elsewhere is as it was. */
export function storeFault(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const cause = { cause: error };
  const reason = (error as Error | null)?.message ?? '';
  if (isFull(error)) return new LapwingError('E_DISK_FULL', `The disk of ${path} is full. Make room; it goes on by itself.`, cause);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new LapwingError('E_DB_CORRUPT', `${path} is damaged (${reason}): what was asked for cannot be read. Other races can; pack them ("lapwing pack"), or restore a backup.`, cause);
  }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return new LapwingError('E_DISK', `${path} cannot be read or written (${reason}). Check the folder, its rights and its disk.`, cause);
  }
  return error;
}
