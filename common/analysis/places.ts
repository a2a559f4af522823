/** Samples of `Distance`, and when each was taken. */
export interface TimedPlaces {
  /** s, rising. */
  times: Float64Array;
  /** m. */
  distances: Float64Array;
}

/** Where a car was at rising times, m: never going back, and at the ends the nearest place that is known. */
export function placesAt(times: Float64Array, { times: at, distances }: TimedPlaces): Float64Array {
  const places = new Float64Array(times.length);
  let furthest = -Infinity;
  let i = 0;
  for (let k = 0; k < times.length; k++) {
    const time = times[k]!;
    while (i + 1 < at.length && at[i + 1]! <= time) i++;
    const isInside = i + 1 < at.length && time > at[i]!;
    const place = isInside ? distances[i]! + ((distances[i + 1]! - distances[i]!) * (time - at[i]!)) / (at[i + 1]! - at[i]!) : distances[i]!;
    places[k] = furthest = Math.max(furthest, place);
  }
  return places;
}
