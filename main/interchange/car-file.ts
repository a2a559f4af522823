import { LapwingError } from '../../common/errors.ts';
import { checkCar } from '../../sim/car/car-schema.ts';
import type { CarSpec } from '../../sim/car/car-spec.ts';
import { oneLine } from './one-line.ts';
import { readJsonText } from './text-file.ts';

const MAX_MEGABYTES = 1;

/**
 * Reads a car that somebody wrote down as JSON: the fields of a `CarSpec`, in SI units, every one of them (`ers` and `drs` where
 * the car has them). Throws `E_CAR_FILE` with one line: file, field, reason.
 */
export function readCarFile(path: string): CarSpec {
  const refuse = (reason: string): never => {
    throw new LapwingError('E_CAR_FILE', `${path}: ${oneLine(reason)}.`);
  };
  const document = readJsonText(path, MAX_MEGABYTES, refuse);
  return checkCar(document, (field, reason) => refuse(`${field || 'the document'}: ${reason}`));
}
