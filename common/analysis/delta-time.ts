import { placeAt, timeAt, type LapProgress } from './lap-progress.ts';

/**
 * Delta-time over the centre line: Δ(s) = t(s) − t_ref(s), in s, positive where the lap is behind. s is the foot of the perpendicular from the
 * car to the track's centre line, measured along that line (the coordinate s of the Frenet frame, as in Werling et al.,
 * "Optimal Trajectory Generation for Dynamic Street Scenarios in a Frenet Frame", ICRA 2010), so that both laps are compared at the same place of the
 * track whichever line they drive; t(s) is when the car first comes there, from the line on ("time slip" in J. Segers, "Analysis
 * Techniques for Racecar Data Acquisition", SAE, 2nd ed. 2014). Integrating speed instead, as demos do, drifts by metres a lap.
 * At the line Δ is the difference of the lap times.
 * @param places m; the answer has one value for each, NaN where either lap is not known
 */
export function deltaTime(lap: LapProgress, reference: LapProgress, places: ArrayLike<number>): Float64Array {
  const delta = new Float64Array(places.length);
  for (let i = 0; i < delta.length; i++) delta[i] = timeAt(lap, places[i]!) - timeAt(reference, places[i]!);
  return delta;
}

/** The same over the lap's own time: by how much it is behind the reference where it is so many s after it began. */
export function deltaOverTime(lap: LapProgress, reference: LapProgress, times: ArrayLike<number>): Float64Array {
  const delta = new Float64Array(times.length);
  for (let i = 0; i < delta.length; i++) delta[i] = times[i]! - timeAt(reference, placeAt(lap, times[i]!));
  return delta;
}
