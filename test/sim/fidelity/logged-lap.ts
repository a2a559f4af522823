import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCar } from '../../../sim/car/car-schema.ts';
import type { CarSpec } from '../../../sim/car/car-spec.ts';

const WHEELS = ['FL', 'FR', 'RL', 'RR'];
const FIGURES = join(import.meta.dirname, '../../fixtures/torcs-figures');

/** A moment of a logged lap: the columns that `test/fixtures/torcs-figures/README.md` lists, each wheel's in the order FL, FR, RL, RR. */
export interface LoggedMoment {
  readonly of: (column: string) => number;
  readonly wheels: (column: string) => readonly number[];
}

/** One of the cars whose figures are kept with the tests. */
export function figuresOf(car: string): CarSpec {
  return checkCar(JSON.parse(readFileSync(join(FIGURES, `${car}.json`), 'utf8')), (field, reason) => {
    throw new Error(`${car}.json: ${field}: ${reason}`);
  });
}

/** One tyre at a moment of a logged lap; `wheel` in the order FL, FR, RL, RR. */
export interface LoggedTyre {
  readonly wheel: number;
  readonly slipAlong: number;
  readonly slipAcross: number;
  /** N. */
  readonly load: number;
  readonly friction: number;
  readonly forceAlong: number;
  readonly forceAcross: number;
}

export function loggedTyres(name: string): LoggedTyre[] {
  const [, ...rows] = readFileSync(join(FIGURES, `tyres-${name}.csv`), 'utf8').trim().split('\n');
  return rows.map((row) => {
    const [, wheel, ...numbers] = row.split(',');
    const [slipAlong, slipAcross, load, friction, forceAlong, forceAcross] = numbers.map(Number) as [number, number, number, number, number, number];
    return { wheel: WHEELS.indexOf(wheel!), slipAlong, slipAcross, load, friction, forceAlong, forceAcross };
  });
}

export function loggedLap(name: string): LoggedMoment[] {
  const [head, ...rows] = readFileSync(join(FIGURES, `lap-${name}.csv`), 'utf8').trim().split('\n');
  const place = new Map(head!.split(',').map((column, i) => [column, i]));
  return rows.map((row) => {
    const values = row.split(',').map(Number);
    const of = (column: string): number => {
      const value = values[place.get(column) ?? -1];
      if (value === undefined) throw new Error(`lap-${name}.csv has no column ${column}`);
      return value;
    };
    return { of, wheels: (column) => WHEELS.map((wheel) => of(column + wheel)) };
  });
}
