import { SAME, type RaceState } from './race-state.ts';

/** Passes through the field after which a lap that still changes is given up, as in the reference. */
const MOST_ROUNDS = 20;

/**
 * Cars meet on the road, from the front to the back, again while somebody passes.
 *
 * Who would come within the least gap attacks: both lose the duel, once a lap. Who is faster over the line by what the pair needs passes, and the
 * car that was passed loses time. Who does not pass follows at the least gap.
 */
export function overtake(race: RaceState, lap: number): void {
  const { field, order, running, now } = race;
  const near = SAME - field.spec.leastGap;
  for (let round = 1; ; round++) {
    if (round > MOST_ROUNDS) {
      race.verdict = 10;
      return;
    }
    let passed = false;
    let front = order[0]!;
    let line = now[front]!;
    for (let place = 1; place < running; place++) {
      const behind = order[place]!;
      if ((line - now[behind]! > near || field.jumps) && meet(race, lap, place, front, behind, near)) passed = true;
      front = order[place]!;
      line = now[front]!;
    }
    if (!passed) return;
  }
}

/** Two cars that are close, or would be but for a pass. Returns whether the one behind passed. */
function meet(race: RaceState, lap: number, place: number, front: number, behind: number, near: number): boolean {
  const { field, order, now, duelled, mayPass } = race;
  const { leastGap, duel, overtaken } = field.spec;
  const close = now[front]! - now[behind]! > near;
  if (race.someMayNot && (mayPass[front] === 0 || mayPass[behind] === 0)) {
    if (close) now[behind] = now[front]! + leastGap;
    return false;
  }
  if (close) {
    if (duelled[front] !== lap) {
      now[front]! += duel;
      duelled[front] = lap;
    }
    if (duelled[behind] !== lap) {
      now[behind]! += duel;
      duelled[behind] = lap;
    }
  }
  const ahead = now[front]! - now[behind]!;
  if (ahead >= field.passing[front * field.count + behind]! - SAME) {
    order[place - 1] = behind;
    order[place] = front;
    now[front]! += overtaken;
    return true;
  }
  if (ahead > near) now[behind] = now[front]! + leastGap;
  return false;
}
