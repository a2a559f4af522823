import { SAME, type RaceState } from './race-state.ts';
import { sortBy } from './sort-by.ts';

/** Those who came in at the end of the last lap go out again: what it costs them, who comes out before whom, and nobody closer than the least gap. */
export function outLap(race: RaceState, lap: number): void {
  const { field, order, orderBefore, running, loss, times, pits, pitCount, stint, standing, tyreAge, fuel, key } = race;
  const { count, spec } = field;
  const row = (lap - 1) * count;
  loss.fill(0);
  orderBefore.set(order);
  for (let at = 0; at < pitCount; at++) {
    const c = pits[at]!;
    const next = ++stint[c]!;
    tyreAge[c] = field.stintAge[next]!;
    fuel[c]! += field.stintFuel[next]!;
    if (spec.boxPastLine) loss[c] = standing[next]!;
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
  if (start > line) return pit.green.outLap;
  if (phases.safetyCar[phase] === 0) return line + loss[c]! + pit.slow.outLap < end ? pit.slow.outLap : pit.green.outLap;
  if (line >= end) return pit.green.outLap;
  return start < times[row - field.count + c]! ? pit.safetyCar.outLap : pit.slow.outLap;
}

/** Those whose plan says so come in at the end of this lap. */
export function inLap(race: RaceState, lap: number): void {
  const { field, pitted, pits, stint, standing, now, order } = race;
  const { firstStopping, stopping, spec, count } = field;
  for (let at = 0; at < race.pitCount; at++) pitted[pits[at]!] = 0;
  race.pitCount = 0;
  const end = firstStopping[lap + 1]!;
  for (let at = firstStopping[lap]!; at < end; at++) {
    const c = stopping[at]!;
    if (race.retired[c] === 1) continue;
    pitted[c] = 1;
    pits[race.pitCount++] = c;
    const drive = pitDriveIn(race, c, (lap - 1) * count);
    now[c]! += drive + (spec.boxPastLine ? 0 : standing[stint[c]! + 1]!);
  }
  if (race.pitCount > 0) sortBy(now, order, race.running);
}

function pitDriveIn(race: RaceState, c: number, row: number): number {
  const { phases, times, field, now } = race;
  const { pit } = field.spec;
  const phase = phaseAhead(race, c);
  if (phase < 0) return pit.green.inLap;
  const start = phases.startTime[phase]!;
  const end = phases.endTime[phase]!;
  const entry = now[c]!;
  if (start > entry) return pit.green.inLap;
  if (phases.safetyCar[phase] === 0) return entry + pit.slow.inLap < end ? pit.slow.inLap : pit.green.inLap;
  const line = times[row + c]!;
  if (line >= end) return pit.green.inLap;
  return start < line ? pit.safetyCar.inLap : pit.slow.inLap;
}

/** The phase that the car is in, or else the next, or −1. */
function phaseAhead({ phases, activePhase, nextPhase }: RaceState, c: number): number {
  const active = activePhase[c]!;
  if (active >= 0) return active;
  const next = nextPhase[c]!;
  return next < phases.count ? next : -1;
}
