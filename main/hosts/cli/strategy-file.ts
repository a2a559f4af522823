import { LapwingError } from '../../../common/errors.ts';
import { readJsonFile } from './json-file.ts';

const LIMIT = 10e6;

/**
 * What `answer` makes of the JSON document in `file`.
 *
 * Throws `E_FILE` (not there, not JSON, over 10 MB) or `E_PLAN` (a field that cannot be), one line each, beginning with the file.
 */
export async function fromStrategyFile<T>(file: string, answer: (document: unknown) => T | Promise<T>): Promise<T> {
  const document = await readJsonFile(file, LIMIT);
  try {
    return await answer(document);
  } catch (cause) {
    if (cause instanceof LapwingError) throw new LapwingError(cause.code, `${file}: ${cause.message}`, { cause });
    throw cause;
  }
}
