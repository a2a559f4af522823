import { lapTime } from './field.ts';
import { SAME, type RaceState } from './race-state.ts';

/**
 * `now` at the end of the lap, before flags, other cars and the pits: what the car can do, what it lost on its out-lap, chance, and DRS.
 *
 * DRS gives half of its effect to who was within the window at the last line, and half to who is within it after the out-laps;
 * none of it where the car ahead at the line was in the pits.
 */
export function greenAndDrsLaps(race: RaceState, lap: number): void {
  const { field, order, running, now, loss, times, noise, noisy, offTable, stint, fuel, tyreAge, drsFrom } = race;
  const { count, green, spec } = field;
  const row = (lap - 1) * count;
  const pits = race.pitCount > 0;
  const half = spec.drs ? spec.drs.effect / 2 : 0;
  const window = (spec.drs ? spec.drs.window : 0) + SAME;
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    let time = offTable[c] === 1 ? lapTime(field, c, stint[c]!, lap, fuel[c]!, tyreAge[c]!) : green[row + c]!;
    if (noisy) time += noise[row + c]!;
    const before = times[row + c]!;
    if (pits) time += loss[c]!;
    if (lap >= drsFrom[c]!) {
      if (!pits) {
        if (place > 0 && before - times[row + order[place - 1]!]! <= window) time += 2 * half;
      } else {
        time += half * drsHalves(race, row, c, place, window);
      }
    }
    now[c] = before + time;
  }
}

function drsHalves(race: RaceState, row: number, c: number, place: number, window: number): number {
  const { places, times, orderBefore, order, pitted, loss } = race;
  let halves = 0;
  const placeBefore = places[row + c]!;
  if (placeBefore > 0) {
    const ahead = orderBefore[placeBefore - 1]!;
    if (pitted[ahead] === 1) return 0;
    if (times[row + c]! - times[row + ahead]! <= window) halves = 1;
  }
  if (place > 0) {
    const ahead = order[place - 1]!;
    if (times[row + c]! + loss[c]! - (times[row + ahead]! + loss[ahead]!) <= window) halves += 1;
  }
  return halves;
}
