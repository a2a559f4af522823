import { lapTime } from './field.ts';
import { SAME, type RaceState } from './race-state.ts';

/**
 * `now` at the end of the lap, before flags, other cars and the pits: what the car can do, what it lost on its out-lap, chance, and DRS.
 *
 * DRS gives half of its effect to who was within the window at the last line, and half to who is within it after the out-laps;
 * none of it where the car ahead at the line was in the pits.
 */
export function greenAndDrsLaps(race: RaceState, lap: number): void {
  const { field, order, running, now, times, noise, offTable, drsFrom } = race;
  const { count, green, spec } = field;
  if (race.pitCount > 0) {
    lapsAfterStops(race, lap);
    return;
  }
  const row = (lap - 1) * count;
  const effect = spec.drs ? spec.drs.effect : 0;
  const window = (spec.drs ? spec.drs.window : 0) + SAME;
  let ahead = -Infinity;
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    const before = times[row + c]!;
    const alone = (offTable[c] === 0 ? green[row + c]! : offTableLap(race, c)) + noise[row + c]!;
    now[c] = before + (before - ahead <= window && lap >= drsFrom[c]! ? alone + effect : alone);
    ahead = before;
  }
}

/** The same on a lap on which somebody comes out of the pits. */
function lapsAfterStops(race: RaceState, lap: number): void {
  const { field, order, running, now, times, noise, offTable, drsFrom, loss } = race;
  const { count, green, spec } = field;
  const row = (lap - 1) * count;
  const half = spec.drs ? spec.drs.effect / 2 : 0;
  const window = (spec.drs ? spec.drs.window : 0) + SAME;
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    let time = (offTable[c] === 0 ? green[row + c]! : offTableLap(race, c)) + noise[row + c]! + loss[c]!;
    if (lap >= drsFrom[c]!) time += half * drsHalves(race, row, c, place, window);
    now[c] = times[row + c]! + time;
  }
}

function offTableLap({ field, stint, pitted, fuel, tyreAge }: RaceState, c: number): number {
  return lapTime(field, c, stint[c]!, pitted[c] === 1, fuel[c]!, tyreAge[c]!);
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
