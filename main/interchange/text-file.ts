import { readFileSync, statSync } from 'node:fs';

const MEGABYTE = 2 ** 20;

/** The text of a file, without a byte-order mark. Calls `refuse` with the reason where it is missing, no file, larger than `megabytes` (before it is read) or unreadable. */
export function readTextFile(path: string, megabytes: number, refuse: (reason: string) => never): string {
  const stats = statSync(path, { throwIfNoEntry: false }) ?? refuse('there is no such file; check the path');
  if (!stats.isFile()) refuse('this is not a file; name the file itself');
  if (stats.size > megabytes * MEGABYTE) refuse(`${Math.ceil(stats.size / MEGABYTE)} MB; such a file has at most ${megabytes} MB`);
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return refuse(`cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}; check its permissions`);
  }
}
