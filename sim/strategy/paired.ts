import { POINTS } from './odds.ts';
import { estimate, score } from './worth.ts';

/** One plan against another, over races in which both met the same luck. */
export interface Difference {
  /** Points a race more (+) or fewer (−), and half the width of the interval that holds it. */
  points: number;
  points_within: number;
  /** Places a race lost (+) or won (−), likewise. */
  places: number;
  places_within: number;
  /** What both are worth to who asks, likewise. */
  worth: number;
  worth_within: number;
  /** Whether the interval of the worth has zero outside: else the plans cannot be told apart by these races. */
  apart: boolean;
}

/**
 * Sets the places (from 0) of a plan against those of another in the same races. Only differences of the same race are looked at, so that
 * what both suffer drops out. Intervals are `sure` deviations of the mean wide to each side.
 */
export function pairedDifference(places: Uint8Array, against: Uint8Array, risk: number, sure: number): Difference {
  const spread = (value: (race: number) => number) => estimate(Float64Array.from(places, (_, race) => value(race)), sure);
  const own = score(places, risk).perRace;
  const other = score(against, risk).perRace;
  const points = spread((race) => (POINTS[places[race]!] ?? 0) - (POINTS[against[race]!] ?? 0));
  const lost = spread((race) => places[race]! - against[race]!);
  const worth = spread((race) => own[race]! - other[race]!);
  return {
    points: points.mean,
    points_within: points.within,
    places: lost.mean,
    places_within: lost.within,
    worth: worth.mean,
    worth_within: worth.within,
    apart: Math.abs(worth.mean) > worth.within,
  };
}
