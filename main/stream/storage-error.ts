import { StreamError } from './stream.ts';

/** What SQLite, or the opening of its file, threw: in words for a person, and whether its connection can still be trusted. */
export function toStorageError(path: string, cause: unknown): { error: StreamError; connectionLost: boolean } {
  const code = (cause as { code?: string } | null)?.code ?? '';
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (code === 'SQLITE_FULL') {
    return { error: new StreamError('storage', `no room to write ${path}: make room on the disk; sending goes on by itself`, { cause }), connectionLost: false };
  }
  return { error: new StreamError('storage', `${path} cannot be read or written: ${reason}; check the disk`, { cause }), connectionLost: true };
}
