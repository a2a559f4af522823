import { SAME, type RaceState, type Verdict } from './race-state.ts';

/**
 * Ends the race: a car is done when it crosses the line after the winner, so that lapped cars have fewer laps. Sorts `order` into the result.
 *
 * Later laps of a car lose their times, and it keeps the place that it had.
 */
export function classify(race: RaceState): Verdict {
  const { field, order, times, places, running, progress } = race;
  const { count, laps } = field;
  const winner = order[0]!;
  const end = times[lastLap(race, winner) * count + winner]!;
  for (let c = 0; c < count; c++) {
    if (c === winner) continue;
    let lap = 1;
    while (lap < laps && !(times[lap * count + c]! > end)) lap++;
    if (lap >= laps) continue;
    const place = places[lap * count + c]!;
    for (let after = lap + 1; after <= laps; after++) {
      times[after * count + c] = NaN;
      places[after * count + c] = place;
    }
    progress[c] = lap;
  }
  rank(race, laps);
  if (running === 0) return 1;
  if (race.verdict === 10) return 10;
  return race.phases.count > 0 && !race.flagShown ? 14 : 0;
}

/** The last lap that the car has finished. */
export function lastLap({ field, times }: RaceState, c: number): number {
  const { count, laps } = field;
  let lap = laps;
  while (lap > 0 && Number.isNaN(times[lap * count + c]!)) lap--;
  return lap;
}

/** Sorts `order` as the cars stand at the end of a lap of a race that is over: by time, those without one by laps driven, then by the place they had. */
export function rank({ field, order, times, places, progress }: RaceState, lap: number): void {
  const { count } = field;
  const row = lap * count;
  for (let c = 0; c < count; c++) {
    let to = c;
    for (; to > 0 && before(c, order[to - 1]!); to--) order[to] = order[to - 1]!;
    order[to] = c;
  }

  function before(a: number, b: number): boolean {
    const timeA = times[row + a]!;
    const timeB = times[row + b]!;
    const hasA = !Number.isNaN(timeA);
    const hasB = !Number.isNaN(timeB);
    if (hasA !== hasB) return hasA;
    if (hasA && Math.abs(timeA - timeB) > SAME) return timeA < timeB;
    if (progress[a] !== progress[b]) return progress[a]! > progress[b]!;
    return places[row + a]! < places[row + b]!;
  }
}
