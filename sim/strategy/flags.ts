import { SAME, type RaceState } from './race-state.ts';

/**
 * Slows who is under a flag on this lap, and keeps cars behind the safety car.
 *
 * A phase is one of race time, so that each car meets it on its own lap; a car knows one phase a lap. Behind a safety car each car
 * follows a ghost: it comes when the phase begins and is a lap of the safety car further on with each lap, later by the delay on the first.
 * No car ends a lap before the ghost and the least gap behind it for each place. Nobody passes behind a safety car, nor on a lap of which a virtual
 * one takes more than half.
 */
export function beginFlags(race: RaceState, lap: number): void {
  const { field, order, running, phases, now, times, activePhase, mayPass } = race;
  const { count, spec } = field;
  const row = (lap - 1) * count;
  if (race.someMayNot) mayPass.fill(1);
  race.someMayNot = false;
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    const before = times[row + c]!;
    enter(race, c, before);
    const phase = activePhase[c]!;
    if (phase < 0) continue;
    const normal = normalShare(race, c, row, phase);
    const green = now[c]! - before;
    const slowed = normal * green + (1 - normal) * spec.slowLap;
    if (green < slowed) now[c] = before + slowed;
    const safetyCar = phases.safetyCar[phase] === 1;
    if (normal < 0.5 - SAME || safetyCar) {
      mayPass[c] = 0;
      race.someMayNot = true;
    }
    if (safetyCar) followGhost(race, c, place, lap, phase);
  }
}

function followGhost({ field, phases, ghostLaps, ghostTime, now, drsFrom }: RaceState, c: number, place: number, lap: number, phase: number): void {
  const { spec, laps } = field;
  if (ghostLaps[c]! < 0) {
    ghostTime[c] = phases.startTime[phase]!;
    ghostLaps[c] = 0;
  } else {
    ghostLaps[c]!++;
    ghostTime[c]! += spec.safetyCarLap + (ghostLaps[c] === 1 ? phases.delay[phase]! : 0);
  }
  const earliest = ghostTime[c]! + (place + 1) * spec.leastGapBehindSafetyCar;
  if (now[c]! < earliest) now[c] = earliest;
  drsFrom[c] = spec.drs ? lap + 1 + spec.drs.lapsAfterSafetyCar : laps + 1;
}

/** Wear and fuel of this lap, less of both where it was slow. A car that no flag has slowed yet is as the tables of the field say. */
export function age(race: RaceState, lap: number): void {
  const { field, order, running, phases, offTable, activePhase, fuel, tyreAge } = race;
  const { count, laps, spec, burn } = field;
  const row = (lap - 1) * count;
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    const phase = activePhase[c]!;
    if (phase < 0 && offTable[c] === 0) continue;
    if (offTable[c] === 0) {
      offTable[c] = 1;
      fuel[c] = field.greenFuel[row + c]!;
      tyreAge[c] = field.greenAge[row + c]!;
    }
    const car = spec.cars[c]!;
    const perLap = burn[c]!;
    if (phase < 0) {
      const left = fuel[c]! / (laps - lap + 1);
      fuel[c] = Math.max(0, fuel[c]! - (car.burnsWhatIsLeft && left > perLap ? left : perLap));
      tyreAge[c]! += 1;
    } else {
      const normal = normalShare(race, c, row, phase);
      const safetyCar = phases.safetyCar[phase] === 1;
      fuel[c] = Math.max(0, fuel[c]! - (normal + (1 - normal) * (safetyCar ? car.burnBehindSafetyCar : car.burnSlow)) * perLap);
      tyreAge[c]! += normal + (1 - normal) * (safetyCar ? car.tyres.wearBehindSafetyCar : car.tyres.wearSlow);
    }
  }
}

/** After the times of the lap are known: phases that are over end, and those that a longer lap met begin. */
export function endFlags(race: RaceState, lap: number): void {
  const { field, order, running, phases, now, activePhase, ghostLaps, ghostTime, drsFrom } = race;
  const { spec, laps } = field;
  if (running > 0 && activePhase[order[0]!]! >= 0) race.flagShown = true;
  for (let place = 0; place < running; place++) {
    const c = order[place]!;
    const active = activePhase[c]!;
    if (active >= 0 && (phases.endTime[active]! <= now[c]! + SAME || (ghostLaps[c]! >= 0 && ghostLaps[c]! >= phases.turns[active]!))) {
      activePhase[c] = -1;
      ghostLaps[c] = -1;
    }
    enter(race, c, now[c]!);
    const phase = activePhase[c]!;
    if (phase >= 0 && phases.safetyCar[phase] === 1 && ghostLaps[c]! < 0) {
      ghostTime[c] = phases.startTime[phase]!;
      ghostLaps[c] = 0;
      drsFrom[c] = spec.drs ? lap + 1 + spec.drs.lapsAfterSafetyCar : laps + 1;
    }
  }
}

/** The car is in the next phase if that begins before its lap ends; phases that are over at `since` are left out. At the very line it is not in them yet, or no more. */
function enter({ phases, activePhase, nextPhase, now }: RaceState, c: number, since: number): void {
  if (activePhase[c]! >= 0) return;
  let next = nextPhase[c]!;
  while (next < phases.count && phases.endTime[next]! <= since + SAME) next++;
  if (next < phases.count && phases.startTime[next]! < now[c]! - SAME) activePhase[c] = next++;
  nextPhase[c] = next;
}

/** How much of the lap, from 0 to 1, the car drives as under green. */
function normalShare({ phases, times, now, field }: RaceState, c: number, row: number, phase: number): number {
  const before = times[row + c]!;
  const start = phases.startTime[phase]!;
  const begins = before <= start && start < now[c]!;
  const ahead = begins ? (start - before) / (now[c]! - before) : 0;
  if (phases.safetyCar[phase] === 1) return ahead;
  const slow = (phases.endTime[phase]! - (begins ? start : before)) / field.spec.slowLap;
  return ahead + Math.max(0, 1 - ahead - slow);
}
