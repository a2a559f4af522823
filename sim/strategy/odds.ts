import type { Ensemble } from './ensemble.ts';

/** How the races of one driver ended. */
export interface Odds {
  /** Races by place, the first at index 0. */
  position_counts: number[];
  p_win: number;
  p_podium: number;
  p_points: number;
  p_dnf: number;
  mean_position: number;
  /** Points a race, 25 for a win. */
  expected_points: number;
}

/** For the places from the first on. */
export const POINTS: readonly number[] = [25, 18, 15, 12, 10, 8, 6, 4, 2, 1];

/** The odds of every driver by name, from the races that an ensemble has run. */
export function oddsOf({ spec, counts, retired, races }: Ensemble): Record<string, Odds> {
  const cars = spec.cars.length;
  return Object.fromEntries(
    spec.cars.map(({ id }, c): [string, Odds] => {
      const position_counts = Array.from(counts.subarray(c * cars, (c + 1) * cars));
      const upTo = (places: number) => position_counts.slice(0, places).reduce((sum, n) => sum + n, 0) / races;
      const mean = (worth: (place: number) => number) => position_counts.reduce((sum, n, place) => sum + n * worth(place), 0) / races;
      return [
        id,
        {
          position_counts,
          p_win: upTo(1),
          p_podium: upTo(3),
          p_points: upTo(POINTS.length),
          p_dnf: retired[c]! / races,
          mean_position: mean((place) => place + 1),
          expected_points: mean((place) => POINTS[place] ?? 0),
        },
      ];
    }),
  );
}
