import { bad } from './parse.ts';
import type { Field } from './field.ts';
import type { RaceState } from './race-state.ts';
import { Phases } from './phases.ts';
import { Solo, type Stint } from './solo.ts';

/** The car that turns laps driven into seconds: alone on the track, on its plan, under the phases. */
export interface Reference {
  solo: Solo;
  stints: readonly Stint[];
}

export function referenceOf({ spec }: Field): Reference | null {
  return spec.reference && { solo: new Solo(spec.reference.car), stints: spec.reference.stints };
}

/**
 * Sets phases and retirements of a race as its file has them. Where there are phases in laps, all that is in laps becomes seconds:
 * a retirement at the very start of a phase comes with it, any other where the reference car is then.
 */
export function setEvents(race: RaceState, reference: Reference | null): void {
  const { spec, retireAt, retirements } = race.field;
  race.retireAt.set(retireAt);
  race.retiring = retirements;
  race.retireInSeconds = spec.retirements.in === 'seconds';
  if (spec.phases.in === 'laps') {
    race.phases = Phases.of(spec.phases.list, race.field.laps);
    timeEvents(race, reference);
    return;
  }
  race.phases = new Phases(spec.phases.list.length);
  spec.phases.list.forEach(({ start, end, kind, delay, turns }, i) => {
    race.phases.add(NaN, NaN, kind === 'SC' ? 1 : 0);
    race.phases.startTime[i] = start;
    race.phases.endTime[i] = end;
    race.phases.delay[i] = delay;
    race.phases.turns[i] = turns;
  });
}

/** Turns phases in laps, and with them retirements in laps, into seconds. */
export function timeEvents(race: RaceState, reference: Reference | null): void {
  const { phases, retireAt } = race;
  if (phases.count === 0) return;
  if (!reference) throw bad('inputs.monte_carlo_pars.ref_driver', 'missing, and phases in laps need a driver who drives these laps');
  const { solo, stints } = reference;
  solo.drive(stints, phases);
  if (race.retiring === 0 || race.retireInSeconds) return;
  race.retireInSeconds = true;
  for (let c = 0; c < retireAt.length; c++) {
    const at = retireAt[c]!;
    if (at === Infinity) continue;
    let phase = 0;
    while (phase < phases.count && Math.abs(phases.start[phase]! - at) > 1e-9 * at) phase++;
    retireAt[c] = phase < phases.count ? phases.startTime[phase]! : timeAt(solo, at);
  }
}

function timeAt(solo: Solo, progress: number): number {
  const lap = Math.floor(progress);
  const line = solo.elapsed(lap);
  return lap >= solo.car.laps ? line : line + (progress - lap) * (solo.lap[lap]! + solo.pit[lap]!);
}
