import { damageOf } from './edge-recovery.ts';

function codeOf(error: unknown): string {
  const { code = '', cause } = error as { code?: string; cause?: { code?: string } };
  return cause?.code ?? code;
}

/** Whether an error says that the disk has no room. */
export function isFull(error: unknown): boolean {
  return ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(codeOf(error));
}

/** Whether what files say afterwards that were open then is not to be believed. */
export function losesFiles(error: unknown): boolean {
  if (isFull(error)) return false;
  const fromSystem = (error as NodeJS.ErrnoException).syscall !== undefined;
  return fromSystem || codeOf(error).startsWith('SQLITE_IOERR') || (damageOf(error) !== null && codeOf(error) !== 'SQLITE_ERROR');
}
