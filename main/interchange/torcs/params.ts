import { LapwingError } from '../../../common/errors.ts';
import { readTextFile } from '../text-file.ts';
import { readParamsText } from './params-reader.ts';
import type { ParamsSection } from './params-section.ts';

const MAX_MEGABYTES = 4;

/**
 * Reads a TORCS parameter file (`<params>`: cars, categories, tracks, setups) as its root section, with every number in SI units.
 * Throws `E_TORCS_FILE` with one line for a file that is missing, not a file, larger than 4 MB, or not such a document.
 */
export function readParams(path: string): ParamsSection {
  return readParamsText(loadText(path), path, loadText);
}

function loadText(path: string): string {
  const refuse = (reason: string): never => {
    throw new LapwingError('E_TORCS_FILE', `${path}: ${reason}.`);
  };
  // Some of TORCS's own files say that they are UTF-8 and have names in Latin-1.
  return readTextFile(path, MAX_MEGABYTES, refuse, { older: true });
}
