import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LapwingError } from '../../../common/errors.ts';
import type { CarSpec } from '../../../sim/car/car-spec.ts';
import { checkCar } from '../../../sim/car/car-schema.ts';
import { oneLine } from '../one-line.ts';
import { carSpecOf } from './car-spec-of.ts';
import { elementOf } from './car-elements.ts';
import { torcsRoots } from './installation.ts';
import { mergeParams } from './merge.ts';
import { readParams } from './params.ts';
import type { ParamsSection } from './params-section.ts';

/**
 * Reads a TORCS car (`cars/NAME/NAME.xml`) as TORCS itself would drive it: on the defaults and within the limits of its category,
 * which is looked for in the same installation and then in those that are found; with the `setup` file of a driver, where given,
 * on top. Throws `E_TORCS_FILE` for a file that cannot be read and `E_CAR_FILE` for a car that cannot be driven: file, element, reason.
 */
export function readTorcsCar(path: string, options: { setup?: string | undefined } = {}): CarSpec {
  const fail = (element: string, reason: string): never => {
    throw new LapwingError('E_CAR_FILE', `${path}: ${oneLine(`${element}: ${reason}`)}.`);
  };
  const own = readParams(path);
  let car = mergeParams(readParams(categoryFile(own, path, fail)), own);
  if (options.setup !== undefined) car = mergeParams(car, readParams(options.setup));
  const name = basename(path, '.xml');
  return checkCar({ ...carSpecOf(car, name, fail), title: own.name || name }, (field, reason) => fail(elementOf(field), reason));
}

function categoryFile(car: ParamsSection, path: string, fail: (element: string, reason: string) => never): string {
  const category = car.text('Car/category');
  if (!/^[\w-]+$/.test(category)) fail('Car/category', `"${category}" is not the name of a category`);
  const roots = [dirname(dirname(dirname(path))), ...torcsRoots()];
  const file = roots.map((root) => join(root, 'categories', `${category}.xml`)).find(existsSync);
  return file ?? fail('Car/category', `there is no categories/${category}.xml beside it or in an installed TORCS; set TORCS_DATA to TORCS's folder`);
}
