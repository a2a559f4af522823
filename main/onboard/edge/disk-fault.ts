/** SQLite's words where they mean that the content of the file is wrong, not its place or its disk. */
export function damageOf(error: unknown): string | null {
  const { code = '', cause, message = '' } = error as { code?: string; cause?: { code?: string; message?: string }; message?: string };
  const reason = cause?.code ?? code;
  const damaged = reason.startsWith('SQLITE_CORRUPT') || ['SQLITE_NOTADB', 'SQLITE_ERROR', 'SQLITE_IOERR_SHORT_READ'].includes(reason);
  return damaged ? (cause?.message ?? message) : null;
}

/** Whether SQLite says that the disk cannot read what is there. */
export function isUnreadableDatabase(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_IOERR_READ';
}

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
