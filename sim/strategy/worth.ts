import { POINTS } from './odds.ts';

/** Points that a place is worth beyond those that are given for it, so that a car out of the points has something to race for. */
const A_PLACE = 0.1;

/** What a place (from 0) is worth in points. */
export function worthOf(place: number): number {
  return (POINTS[place] ?? 0) - A_PLACE * place;
}

/** Mean of a sample and half the width of the interval that holds it, `sure` deviations of the mean wide to each side. */
export interface Estimate {
  mean: number;
  within: number;
}

export function estimate(values: Float64Array, sure: number): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return { mean, within: Infinity };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, within: sure * Math.sqrt(squares / (n - 1) / n) };
}

/**
 * What a plan is worth to who likes (`risk` above 0) or dreads (below 0) chance: mean + risk · standard deviation of the worth of its places.
 *
 * `perRace` is each race's part in it, of which the mean is the score: where two plans met the same races, the differences of these parts tell how sure
 * the difference of the scores is. (The part of race r is x_r + risk · ((x_r − m)² + s²) / 2s, as the standard deviation moves by ((x_r − m)² − s²) / 2s with each race's weight.)
 */
export function score(places: Uint8Array, risk: number): { score: number; perRace: Float64Array } {
  const worth = Float64Array.from(places, worthOf);
  if (risk === 0) return { score: estimate(worth, 0).mean, perRace: worth };
  const { mean } = estimate(worth, 0);
  const deviation = Math.sqrt(worth.reduce((sum, value) => sum + (value - mean) ** 2, 0) / worth.length);
  const perRace = deviation === 0 ? worth : worth.map((value) => value + (risk * ((value - mean) ** 2 + deviation * deviation)) / (2 * deviation));
  return { score: mean + risk * deviation, perRace };
}
