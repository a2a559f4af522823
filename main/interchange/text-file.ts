import { readFileSync, statSync } from 'node:fs';

const MEGABYTE = 2 ** 20;

/**
 * The text of a file, without a byte-order mark. Calls `refuse` with the reason where it is missing, no file, larger than
 * `megabytes` (before it is read), unreadable, or not UTF-8. `older` files may be in Latin-1 as well, if they are text.
 */
export function readTextFile(path: string, megabytes: number, refuse: (reason: string) => never, { older = false } = {}): string {
  const stats = statSync(path, { throwIfNoEntry: false }) ?? refuse('there is no such file; check the path');
  if (!stats.isFile()) refuse('this is not a file; name the file itself');
  if (stats.size > megabytes * MEGABYTE) refuse(`${Math.ceil(stats.size / MEGABYTE)} MB; such a file has at most ${megabytes} MB`);
  const bytes = readBytes(path, refuse);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (older && !bytes.includes(0)) return bytes.toString('latin1');
    return refuse('it is not text in UTF-8; save it as UTF-8');
  }
}

function readBytes(path: string, refuse: (reason: string) => never): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    return refuse(`cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}; check its permissions`);
  }
}

/** The document of a JSON file of at most so many MB; `refuse` gets the reason for one that is not. */
export function readJsonText(path: string, megabytes: number, refuse: (reason: string) => never): unknown {
  const text = readTextFile(path, megabytes, refuse);
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(`it is not JSON: ${(error as Error).message}`);
  }
}
