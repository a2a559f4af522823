import { SAME, type RaceState } from './race-state.ts';

/** Passes through the field after which a lap that still changes is given up, as in the reference. */
const MOST_ROUNDS = 20;

/**
 * Cars meet on the road, from the front to the back, again while somebody passes.
 *
 * Who would come within the least gap attacks: both lose the duel, once a lap. Who is faster over the line by what the pair needs passes, and the
 * car that was passed loses time. Who does not pass follows at the least gap.
 */
export function overtake(race: RaceState): void {
  const { field, order, running, now, duelled, mayPass, someMayNot } = race;
  const { count, passing, jumps, spec } = field;
  const { leastGap, duel, overtaken } = spec;
  const near = SAME - leastGap;
  duelled.fill(0);
  let changed = true;
  for (let round = 1; changed; round++) {
    if (round > MOST_ROUNDS) {
      race.verdict = 10;
      return;
    }
    changed = false;
    for (let place = 1; place < running; place++) {
      const front = order[place - 1]!;
      const behind = order[place]!;
      const close = now[front]! - now[behind]! > near;
      if (!close && !jumps) continue;
      if (someMayNot && (mayPass[front] === 0 || mayPass[behind] === 0)) {
        if (close) now[behind] = now[front]! + leastGap;
        continue;
      }
      if (close) {
        if (duelled[front] === 0) {
          now[front]! += duel;
          duelled[front] = 1;
        }
        if (duelled[behind] === 0) {
          now[behind]! += duel;
          duelled[behind] = 1;
        }
      }
      const ahead = now[front]! - now[behind]!;
      if (ahead >= passing[front * count + behind]! - SAME) {
        order[place - 1] = behind;
        order[place] = front;
        now[front]! += overtaken;
        changed = true;
      } else if (ahead > near) {
        now[behind] = now[front]! + leastGap;
      }
    }
  }
}
