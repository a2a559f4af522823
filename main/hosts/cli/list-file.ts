import { LapwingError, toErrorShape } from '../../../common/errors.ts';
import { textOption, type Invocation } from './command.ts';
import { readJsonFile } from './json-file.ts';

const LIMIT = 1e6;

/** Options that name a file, by the code of what is wrong with what it says. */
const FILES = new Map([['E_EVENTS', 'events'], ['E_DRIVERS', 'drivers']]);

/**
 * What `read` makes of the JSON document in `file`.
 * @throws LapwingError `code` with one line: file, entry, reason.
 */
export async function readListFile<T>(file: string, code: string, read: (document: unknown) => T): Promise<T> {
  try {
    return read(await readJsonFile(file, LIMIT));
  } catch (cause) {
    const { message } = toErrorShape(cause);
    throw new LapwingError(code, message.startsWith(`${file}: `) ? message : `${file}: ${message}`, { cause });
  }
}

/** Throws `error` again, with the name of the file where it is about what an option's file says. */
export function inFile(error: unknown, invocation: Invocation): never {
  const { code, message } = toErrorShape(error);
  const option = FILES.get(code);
  const file = option && textOption(invocation, option);
  throw file === undefined ? error : new LapwingError(code, `${file}: ${message}`, { cause: error });
}
