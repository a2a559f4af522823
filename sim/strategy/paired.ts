import { Ensemble, type Chance } from './ensemble.ts';
import type { FieldSpec } from './field-spec.ts';
import { POINTS } from './odds.ts';
import type { Stint } from './solo.ts';

/** A plan set against the first, over races in which both met the same luck. */
export interface Difference {
  /** Points a race more (+) or fewer (−) than the first plan brings, and the half width of the interval that holds it with 95%. */
  points: number;
  points_within: number;
  /** Places a race lost (+) or won (−), likewise. */
  places: number;
  places_within: number;
  /** Whether the interval of the points has zero outside: else the plans cannot be told apart by these races. */
  apart: boolean;
}

/** Deviations of a mean that hold it with 95%. */
const SURE = 1.96;

/**
 * Runs `runs` races for each of the plans of one car, all else equal and with the same luck, and sets each against the first.
 *
 * Only differences of the same race are looked at, so that what both plans suffer drops out. Throws `E_PLAN` as `Ensemble`.
 */
export function pairedDifferences(spec: FieldSpec, car: number, plans: readonly (readonly Stint[])[], chance: Chance, runs: number): Difference[] {
  const driven = plans.map((stints) => placesOf(withPlan(spec, car, stints), car, chance, runs));
  const first = driven[0]!;
  return driven.map((places) => {
    const points = spread(places, (place, race) => (POINTS[place] ?? 0) - (POINTS[first[race]!] ?? 0));
    const lost = spread(places, (place, race) => place - first[race]!);
    return { points: points.mean, points_within: points.within, places: lost.mean, places_within: lost.within, apart: Math.abs(points.mean) > points.within };
  });
}

/** The field with another plan for one car. */
export function withPlan(spec: FieldSpec, car: number, stints: readonly Stint[]): FieldSpec {
  return { ...spec, cars: spec.cars.with(car, { ...spec.cars[car]!, stints }) };
}

function placesOf(spec: FieldSpec, car: number, chance: Chance, runs: number): Uint8Array {
  const ensemble = new Ensemble(spec, chance);
  return new Uint8Array(runs).map((_, race) => {
    ensemble.run(race, race + 1);
    return ensemble.places[car]!;
  });
}

function spread(places: Uint8Array, worth: (place: number, race: number) => number): { mean: number; within: number } {
  let sum = 0;
  let squares = 0;
  places.forEach((place, race) => {
    const value = worth(place, race);
    sum += value;
    squares += value * value;
  });
  const runs = places.length;
  const mean = sum / runs;
  const variance = runs > 1 ? Math.max(0, squares - sum * mean) / (runs - 1) : Infinity;
  return { mean, within: SURE * Math.sqrt(variance / runs) };
}
