import type { CarSpec } from '../../sim/car/car-spec.ts';
import { carNames, findCar } from '../../sim/car/cars.ts';
import { readCarFile } from './car-file.ts';
import { isPath } from './is-path.ts';
import { readTorcsCar } from './torcs/car.ts';

/**
 * The car that a person names: one of ours by its name, or a file by its path, `.json` of our own format, else of TORCS's.
 * @throws LapwingError E_CAR for a name that there is not, E_CAR_FILE or E_TORCS_FILE with one line for a file: file, element, reason.
 */
export function carFrom(source: string): CarSpec {
  if (carNames().includes(source) || !isPath(source)) return findCar(source);
  return source.toLowerCase().endsWith('.json') ? readCarFile(source) : readTorcsCar(source);
}
