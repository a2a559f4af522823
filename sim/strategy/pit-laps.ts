import { SAME, type RaceState } from './race-state.ts';
import { sortBy } from './sort-by.ts';

/** Those who came in at the end of the last lap go out again: what it costs them, who comes out before whom, and nobody closer than the least gap. */
export function outLap(race: RaceState, lap: number): void {
  const { field, order, orderBefore, running, loss, times, pits, pitCount, stint, standing, waiting, tyreAge, fuel, key } = race;
  const { count, spec } = field;
  const row = (lap - 1) * count;
  loss.fill(0);
  orderBefore.set(order);
  for (let at = 0; at < pitCount; at++) {
    const c = pits[at]!;
    const next = ++stint[c]!;
    tyreAge[c] = field.stintAge[next]!;
    fuel[c]! += field.stintFuel[next]!;
    if (spec.boxPastLine) loss[c] = standing[next]! + waiting[c]!;
    loss[c]! += pitDriveOut(race, c, row);
  }
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    key[c] = times[row + c]! + loss[c]!;
  }
  sortBy(key, order, running);
  for (let place = 1; place < running; place++) {
    const ahead = order[place - 1]!;
    const behind = order[place]!;
    if (key[ahead]! - key[behind]! > SAME - spec.leastGap) {
      const clear = key[ahead]! + spec.leastGap;
      loss[behind]! += clear - key[behind]!;
      key[behind] = clear;
    }
  }
}

/** A virtual safety car counts where it covers all of the way out, a safety car where it is still out at the line. */
function pitDriveOut(race: RaceState, c: number, row: number): number {
  const { phases, times, field, loss } = race;
  const { pit } = field.spec;
  const phase = phaseAhead(race, c);
  if (phase < 0) return pit.green.outLap;
  const line = times[row + c]!;
  const start = phases.startTime[phase]!;
  const end = phases.endTime[phase]!;
  if (start > line + SAME) return pit.green.outLap;
  if (phases.safetyCar[phase] === 0) return line + loss[c]! + pit.slow.outLap < end ? pit.slow.outLap : pit.green.outLap;
  if (line >= end) return pit.green.outLap;
  return start < times[row - field.count + c]! - SAME ? pit.safetyCar.outLap : pit.slow.outLap;
}

/** Those whose plan says so, or whose pit wall calls them, come in at the end of this lap. */
export function inLap(race: RaceState, lap: number): void {
  const { field, pitted, pits, stint, now, order, retired, called } = race;
  const { firstStopping, stopping, stintFrom } = field;
  race.calledCount = 0;
  race.wall?.(race, lap);
  for (let at = 0; at < race.pitCount; at++) pitted[pits[at]!] = 0;
  race.pitCount = 0;
  const end = firstStopping[lap + 1]!;
  for (let at = firstStopping[lap]!; at < end; at++) {
    const c = stopping[at]!;
    if (retired[c] === 0 && stintFrom[stint[c]! + 1] === lap && race.late[c] !== lap) comeIn(race, c, lap);
  }
  for (let at = 0; at < race.calledCount; at++) {
    leavePlan(race, called[at]!, lap);
    comeIn(race, called[at]!, lap);
  }
  if (race.oneCrew && race.pitCount > 1) waitForCrew(race);
  if (race.pitCount > 0) sortBy(now, order, race.running);
}

function comeIn(race: RaceState, c: number, lap: number): void {
  const { field, pitted, pits, stint, standing, waiting, now } = race;
  pitted[c] = 1;
  race.late[c] = 0;
  pits[race.pitCount++] = c;
  waiting[c] = 0;
  const drive = pitDriveIn(race, c, (lap - 1) * field.count);
  now[c]! += drive + (field.spec.boxPastLine ? 0 : standing[stint[c]! + 1]!);
}

/** From here on fuel and age of the car are its own, and no table says them. */
function leavePlan(race: RaceState, c: number, lap: number): void {
  const { field, offTable, fuel } = race;
  race.offPlan = true;
  if (offTable[c] === 1) return;
  offTable[c] = 1;
  fuel[c] = field.greenFuel[lap * field.count + c]!;
}

/** A team has one crew: of two cars that come in on the same lap the second waits until the first is served. */
function waitForCrew(race: RaceState): void {
  const { field, pits, pitCount, stint, standing, waiting, now } = race;
  const { boxPastLine } = field.spec;
  const arrives = (c: number) => now[c]! - (boxPastLine ? 0 : standing[stint[c]! + 1]!);
  for (let at = 1; at < pitCount; at++) {
    for (let other = 0; other < at; other++) {
      const [a, b] = [pits[other]!, pits[at]!];
      if (field.team[a] !== field.team[b]) continue;
      const first = arrives(a) <= arrives(b) ? a : b;
      const second = first === a ? b : a;
      waiting[second] = Math.max(0, arrives(first) + standing[stint[first]! + 1]! - arrives(second));
      if (!boxPastLine) now[second]! += waiting[second];
    }
  }
}

function pitDriveIn(race: RaceState, c: number, row: number): number {
  const { phases, times, field, now } = race;
  const { pit } = field.spec;
  const phase = phaseAhead(race, c);
  if (phase < 0) return pit.green.inLap;
  const start = phases.startTime[phase]!;
  const end = phases.endTime[phase]!;
  const entry = now[c]!;
  if (start > entry + SAME) return pit.green.inLap;
  if (phases.safetyCar[phase] === 0) return entry + pit.slow.inLap < end ? pit.slow.inLap : pit.green.inLap;
  const line = times[row + c]!;
  if (line >= end) return pit.green.inLap;
  return start < line - SAME ? pit.safetyCar.inLap : pit.slow.inLap;
}

/** The phase that the car is in, or else the next, or −1. */
function phaseAhead({ phases, activePhase, nextPhase }: RaceState, c: number): number {
  const active = activePhase[c]!;
  if (active >= 0) return active;
  const next = nextPhase[c]!;
  return next < phases.count ? next : -1;
}
