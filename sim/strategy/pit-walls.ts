import type { FieldSpec } from './field-spec.ts';
import type { Field } from './field.ts';
import { callIn, putOff, type RaceState } from './race-state.ts';
import { PACKED, packedLoss } from './tyre.ts';

/** Who leaves the plan, and when. */
export interface PitWalls {
  /** The car whose plans are weighed: it stops earlier under flags alone, never for what a rival does, so that a plan stays what it says. −1 for none. */
  own: number;
  /** Whether the others do what a pit wall does; else they drive to plan. */
  rivals: boolean;
}

/** s that a stop under a flag must gain, so that guesses about the laps to come do not decide. */
const WORTH = 0.5;
/** s within which the car behind is a threat once it has stopped, and laps before the planned stop from which that is answered. */
const THREAT = 2.5;
const ANSWERED_WITHIN = 6;
/** Laps by which a stop is put off at most. */
const PUT_OFF_BY = 8;

/** The field with a set more for each car, for a stop that no plan has: of the compound that it ends the race on. */
export function withSpareSets(spec: FieldSpec): FieldSpec {
  const cars = spec.cars.map((car) => ({ ...car, stints: [...car.stints, { from: spec.laps + 1, compound: car.stints.at(-1)!.compound, age: 0, refuel: 0 }] }));
  return { ...spec, cars };
}

/**
 * Pit walls that bring a stop forward or put it off. Each decision looks at what is known on that lap, never at how the race goes on:
 * under a safety car, real or virtual, once when it comes, whether the next stop (or one more) is worth making now; under green, whether
 * a rival close behind who came in on the last lap must be answered, because else he would come out ahead; and whether tyres that flags have spared
 * are better kept for some laps more than the plan says.
 */
export function pitWalls({ own, rivals }: PitWalls): (race: RaceState, lap: number) => void {
  return (race, lap) => {
    if (lap >= race.field.laps) return;
    if (race.phases.count > 0) underFlags(race, lap, own, rivals);
    if (rivals && race.pitCount > 0 && lap >= 3) underGreen(race, lap, own);
    if (rivals && race.phases.count > 0) sparedTyres(race, lap, own);
  };
}

function underFlags(race: RaceState, lap: number, own: number, rivals: boolean): void {
  const { order, running, activePhase, decided } = race;
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    const phase = activePhase[c]!;
    if (phase < 0 || decided[c] === phase || (!rivals && c !== own)) continue;
    decided[c] = phase;
    if (nextStop(race, c, lap) !== lap && stopNowGains(race, c, lap) > WORTH) callIn(race, c);
  }
}

/** Who came in at the end of the last lap from close behind a car of another team, whose own stop is near, is answered by it. */
function underGreen(race: RaceState, lap: number, own: number): void {
  const { field, places, times, pits, pitCount, retired, activePhase } = race;
  const row = (lap - 2) * field.count;
  for (let at = 0; at < pitCount; at++) {
    const rival = pits[at]!;
    const threatened = places.indexOf(places[row + rival]! - 1, row) - row;
    if (threatened < 0 || threatened >= field.count || threatened === own || retired[threatened] === 1 || activePhase[threatened]! >= 0) continue;
    const planned = nextStop(race, threatened, lap);
    const near = planned > lap && planned <= lap + ANSWERED_WITHIN && planned <= field.laps;
    if (near && field.team[rival] !== field.team[threatened] && times[row + rival]! - times[row + threatened]! <= THREAT) callIn(race, threatened);
  }
}

/** Who was slowed by flags has younger tyres than its plan thought: the stop is put off while that is faster, alone on the track. */
function sparedTyres(race: RaceState, lap: number, own: number): void {
  const { order, running, offTable, activePhase, late, called } = race;
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    if (c === own || offTable[c] === 0) continue;
    const planned = plannedStop(race, c);
    const due = planned === lap || late[c]! > 0;
    if (!due || planned > race.field.laps || isCalled(called, race.calledCount, c)) continue;
    if (activePhase[c]! < 0 && lap - planned < PUT_OFF_BY && waitingGains(race, c, lap) > WORTH) putOff(race, c, lap);
    else if (late[c]! > 0) callIn(race, c);
  }
}

function isCalled(called: Int32Array, count: number, c: number): boolean {
  for (let at = 0; at < count; at++) if (called[at] === c) return true;
  return false;
}

/** s that the race is shorter by, alone on the track, if the stop of this lap is made on the best of the next laps. */
function waitingGains(race: RaceState, c: number, lap: number): number {
  const { field, stint, tyreAge } = race;
  const { laps, stintAge } = field;
  const on = stint[c]!;
  const next = on + 1;
  const after = next + 1 < field.firstStint[c + 1]! ? Math.min(laps, field.stintFrom[next + 1]!) : laps;
  let gain = 0;
  let best = 0;
  for (let wait = 0; wait < PUT_OFF_BY && lap + wait + 1 < after; wait++) {
    // One lap more on the old set is one lap less at the end of the next.
    gain += packedLoss(field.stintTyre, next * PACKED, stintAge[next]! + after - lap - wait - 1) - packedLoss(field.stintTyre, on * PACKED, tyreAge[c]! + wait);
    best = Math.max(best, gain);
  }
  return best;
}

function plannedStop({ field, stint }: RaceState, c: number): number {
  const next = stint[c]! + 1;
  return next < field.firstStint[c + 1]! ? field.stintFrom[next]! : Infinity;
}

/** The lap of the next stop as things are; past the end of the race for a spare set. A stop that was put off is on the next lap. */
function nextStop(race: RaceState, c: number, lap: number): number {
  return race.late[c]! > 0 ? lap + 1 : plannedStop(race, c);
}

/** s that the race is shorter by, alone on the track, if the next stop is made now under the flag. */
function stopNowGains(race: RaceState, c: number, lap: number): number {
  const { field, stint, offTable, tyreAge, standing, phases, activePhase, times } = race;
  const { laps, spec, count, stintAge } = field;
  const planned = nextStop(race, c, lap);
  if (planned === Infinity) return -Infinity;
  const on = stint[c]!;
  const next = on + 1;
  const after = next + 1 < field.firstStint[c + 1]! ? Math.min(laps, field.stintFrom[next + 1]!) : laps;
  const age = offTable[c] === 1 ? tyreAge[c]! : field.greenAge[lap * count + c]!;
  const phase = activePhase[c]!;
  const caught = phases.safetyCar[phase] === 1 && phases.startTime[phase]! < times[(lap - 1) * count + c]!;
  const slow = caught ? spec.pit.safetyCar : spec.pit.slow;
  const now = slow.inLap + slow.outLap + standing[next]! + waitFor(race, c) + wear(field, next, stintAge[next]!, after - lap);
  if (planned > laps) return wear(field, on, age, laps - lap) - now - field.cold[c]!;
  const { inLap, outLap } = spec.pit.green;
  return wear(field, on, age, planned - lap) + inLap + outLap + standing[next]! + wear(field, next, stintAge[next]!, after - planned) - now;
}

/** s to wait behind a team mate who has been called in too. */
function waitFor({ field, called, calledCount, now, standing, stint }: RaceState, c: number): number {
  for (let at = 0; at < calledCount; at++) {
    const mate = called[at]!;
    if (field.team[mate] === field.team[c]) return Math.max(0, now[mate]! + standing[stint[mate]! + 1]! - now[c]!);
  }
  return 0;
}

function wear({ stintTyre }: Field, stint: number, age: number, laps: number): number {
  let sum = 0;
  for (let lap = 0; lap < laps; lap++) sum += packedLoss(stintTyre, stint * PACKED, age + lap);
  return sum;
}
