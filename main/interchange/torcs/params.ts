import { readFileSync, statSync } from 'node:fs';
import { LapwingError } from '../../../common/errors.ts';
import { readParamsText } from './params-reader.ts';
import type { ParamsSection } from './params-section.ts';

const MEGABYTE = 2 ** 20;
const MAX_BYTES = 4 * MEGABYTE;

/**
 * Reads a TORCS parameter file (`<params>`: cars, categories, tracks, setups) as its root section, with every number in SI units.
 * Throws `E_TORCS_FILE` with one line for a file that is missing, not a file, larger than 4 MB, or not such a document.
 */
export function readParams(path: string): ParamsSection {
  return readParamsText(loadText(path), path, loadText);
}

function loadText(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) refuse(path, 'there is no such file; check the path');
  if (!stats.isFile()) refuse(path, 'this is not a file; name the .xml file itself');
  if (stats.size > MAX_BYTES) refuse(path, `${Math.ceil(stats.size / MEGABYTE)} MB; a TORCS file has at most ${MAX_BYTES / MEGABYTE} MB`);
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    refuse(path, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}; check its permissions`);
  }
}

function refuse(path: string, reason: string): never {
  throw new LapwingError('E_TORCS_FILE', `${path}: ${reason}.`);
}
