import type { Ensemble } from './ensemble.ts';

/** How the races of a car ended, by place. */
export interface PlaceOdds {
  /** Races by place, the first at index 0. */
  position_counts: number[];
  p_win: number;
  p_podium: number;
  p_points: number;
  mean_position: number;
  /** Points a race, 25 for a win. */
  expected_points: number;
}

/** How the races of one driver ended. */
export interface Odds extends PlaceOdds {
  p_dnf: number;
}

/** For the places from the first on. */
export const POINTS: readonly number[] = [25, 18, 15, 12, 10, 8, 6, 4, 2, 1];

/** The odds of every driver by name, from the races that an ensemble has run. */
export function oddsOf({ spec, counts, retired, races }: Ensemble): Record<string, Odds> {
  const cars = spec.cars.length;
  return Object.fromEntries(
    spec.cars.map(({ id }, c): [string, Odds] => {
      const odds = oddsOfCounts(Array.from(counts.subarray(c * cars, (c + 1) * cars)), races);
      return [id, { ...odds, p_dnf: retired[c]! / races }];
    }),
  );
}

/** The odds of a car that came in at these places (from 0), of a field of `cars`. */
export function oddsOfPlaces(places: Uint8Array, cars: number): PlaceOdds {
  const counts = Array.from({ length: cars }, () => 0);
  for (const place of places) counts[place]!++;
  return oddsOfCounts(counts, places.length);
}

function oddsOfCounts(position_counts: number[], races: number): PlaceOdds {
  const upTo = (places: number) => position_counts.slice(0, places).reduce((sum, n) => sum + n, 0) / races;
  const mean = (worth: (place: number) => number) => position_counts.reduce((sum, n, place) => sum + n * worth(place), 0) / races;
  return {
    position_counts,
    p_win: upTo(1),
    p_podium: upTo(3),
    p_points: upTo(POINTS.length),
    mean_position: mean((place) => place + 1),
    expected_points: mean((place) => POINTS[place] ?? 0),
  };
}
