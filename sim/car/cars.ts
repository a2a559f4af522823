import { LapwingError } from '../../common/errors.ts';
import type { CarSpec } from './car-spec.ts';
import { lapwingF } from './cars/lapwing-f.ts';
import { lapwingGt } from './cars/lapwing-gt.ts';
import { lapwingRally } from './cars/lapwing-rally.ts';
import { lapwingTc } from './cars/lapwing-tc.ts';

const CARS: readonly CarSpec[] = [lapwingF, lapwingGt, lapwingTc, lapwingRally];

/** The car that is raced when none is named. */
export const DEFAULT_CAR = lapwingF.name;

export function carNames(): string[] {
  return CARS.map((car) => car.name);
}

/**
 * Our own car of that name.
 * @throws LapwingError E_CAR when there is none, with the names there are.
 */
export function findCar(name: string): CarSpec {
  const car = CARS.find((candidate) => candidate.name === name);
  if (!car) throw new LapwingError('E_CAR', `There is no car called "${name}". Choose one of: ${carNames().join(', ')}.`);
  return car;
}
