import { open } from 'node:fs/promises';
import { LapwingError } from '../../../common/errors.ts';
import { fieldName } from '../../../common/field-name.ts';
import { oneLine } from '../../interchange/one-line.ts';
import { jsonError } from './json-error.ts';

/**
 * The JSON document in a file of at most `limit` bytes.
 *
 * Throws with one line: `E_FILE` (no such file, not readable, too large, not UTF-8), `E_JSON` (not JSON, with line and column, and the field of a NaN).
 */
export async function readJsonFile(file: string, limit: number): Promise<unknown> {
  const text = await readLimited(file, limit);
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (text.trim() === '') throw new LapwingError('E_JSON', `${file}: empty; a JSON document is expected`, { cause });
    const { offset, path } = jsonError(text);
    const before = text.slice(0, offset).split('\n');
    const where = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
    const [noNumber] = NO_NUMBER.exec(text.slice(offset, offset + 10)) ?? [];
    const why = noNumber && path.length > 0 ? `${fieldName(path)}: ${noNumber} is not a number (${where})` : `not JSON at ${where}`;
    throw new LapwingError('E_JSON', `${file}: ${oneLine(why)}`, { cause });
  }
}

/** What other programs write for numbers that JSON does not have. */
const NO_NUMBER = /^-?(?:NaN|Infinity|inf)\b/i;

async function readLimited(file: string, limit: number): Promise<string> {
  try {
    await using handle = await open(file);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of handle.createReadStream({ end: limit, autoClose: false }) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
    }
    if (size > limit) throw new LapwingError('E_FILE', `${file}: larger than ${limit / 1e6} MB; split it`);
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    if (cause instanceof LapwingError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new LapwingError('E_FILE', `${file}: ${REASONS[code ?? ''] ?? message}`, { cause });
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file',
  EISDIR: 'a folder, not a file',
  EACCES: 'not readable for this user',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'not text in UTF-8; save it as UTF-8',
};
