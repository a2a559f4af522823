import { SAME, type RaceState } from './race-state.ts';
import { sortBy } from './sort-by.ts';

/**
 * Takes out who retires on this lap. All others are put in the order of their times then, as the reference has it:
 * on a lap with a retirement a pass costs nothing.
 */
export function retire(race: RaceState, lap: number): void {
  const { field, order, now, times, retireAt, retired, retireInSeconds, progress, scratch, key } = race;
  const row = (lap - 1) * field.count;
  let out = 0;
  let still = 0;
  for (let place = 0; place < race.running; place++) {
    const c = order[place]!;
    if (retireInSeconds ? now[c]! > retireAt[c]! + SAME : lap > retireAt[c]!) {
      const done = retireInSeconds ? (retireAt[c]! - times[row + c]!) / (now[c]! - times[row + c]!) : retireAt[c]! - Math.floor(retireAt[c]!);
      const driven = lap - 1 + Math.max(0, done);
      progress[c] = driven;
      key[c] = -driven;
      retired[c] = 1;
      scratch[out++] = c;
    } else {
      order[still++] = c;
    }
  }
  if (out === 0) return;
  sortBy(key, scratch, out);
  for (let at = 0; at < out; at++) order[still + at] = scratch[at]!;
  race.running = still;
  sortBy(now, order, still);
}
