import type { CarReport } from '../../common/race-view.ts';
import type { LapHead } from '../../common/lap.ts';
import type { RaceResult } from '../../common/timing.ts';

/** The classification with what each car drove: `heads` are the laps of the race. */
export function withLaps(results: readonly RaceResult[], heads: readonly LapHead[]): CarReport[] {
  const byCar = Map.groupBy(heads, (head) => head.car);
  return results.map((result) => {
    const driven = new Map(byCar.get(result.car)?.map((head) => [head.lap, head]));
    const numbers = Array.from({ length: Math.max(0, ...driven.keys()) }, (_, i) => i + 1);
    const complete = numbers.map((lap) => driven.get(lap)).map((head) => (head && head.lap_time !== null ? head : undefined));
    return {
      ...result,
      lap_times: complete.map((head) => head?.lap_time ?? null),
      fuel_per_lap: complete.map((head) => head?.fuel_used ?? null),
    };
  });
}
