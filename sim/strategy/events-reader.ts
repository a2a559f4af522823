import type { FieldFile } from './field-file.ts';
import type { FieldCar, FieldSpec, Retirement, TimedPhase } from './field-spec.ts';
import { bad } from './parse.ts';
import { readPhases } from './phases-file.ts';

type Events = Pick<FieldSpec, 'phases' | 'retirements' | 'drawsPhases' | 'drawsRetirements'>;

const AT = 'inputs.event_pars';

/** Phases and retirements of a whole-field file. `pace` is what a lap takes, s. Throws `E_PLAN` naming the field. */
export function readEvents(inputs: FieldFile, cars: readonly FieldCar[], pace: number): Events {
  const { fcy_data: flags, retire_data: retired } = inputs.event_pars;
  const { min_dist_sc: SC = 0, min_dist_vsc: VSC = 0 } = inputs.monte_carlo_pars ?? {};
  const laps = inputs.race_pars.tot_no_laps;
  const name = `${AT}.fcy_data.phases`;
  const list = flags.phases ?? [];
  if (list.length > 0 && flags.domain === 'progress' && !inputs.monte_carlo_pars) {
    throw bad('inputs.monte_carlo_pars.ref_driver', 'missing, and phases in laps need a driver who drives these laps');
  }
  return {
    phases:
      flags.domain === 'progress'
        ? { in: 'laps', list: readPhases(list, laps, name, { SC, VSC }) }
        : { in: 'seconds', list: readTimed(list, name, { SC: SC * pace, VSC: VSC * pace }) },
    retirements: { in: retired.domain === 'progress' ? 'laps' : 'seconds', list: readRetirements(inputs, cars) },
    drawsPhases: flags.phases?.length === 0,
    drawsRetirements: retired.retirements?.length === 0,
  };
}

function readTimed(list: NonNullable<FieldFile['event_pars']['fcy_data']['phases']>, name: string, apart: Record<'SC' | 'VSC', number>): TimedPhase[] {
  return list.map(([start, end, kind, delay, turns], i) => {
    if (end <= start) throw bad(`${name}[${i}][1]`, `ends at ${end} s, before it begins`);
    const before = list[i - 1];
    if (before && start <= before[1] + apart[before[2]]) throw bad(`${name}[${i}][0]`, `begins at ${start} s, inside or too soon after the phase before it`);
    if (kind === 'SC' && (typeof delay !== 'number' || delay < 0)) throw bad(`${name}[${i}][3]`, 'the delay of a safety car in seconds is missing');
    if (kind === 'SC' && (typeof turns !== 'number' || turns < 0)) throw bad(`${name}[${i}][4]`, 'the laps of a safety car in seconds are missing');
    return { start, end, kind, delay: delay ?? 0, turns: turns ?? 0 };
  });
}

function readRetirements(inputs: FieldFile, cars: readonly FieldCar[]): Retirement[] {
  const { retirements, domain } = inputs.event_pars.retire_data;
  const laps = inputs.race_pars.tot_no_laps;
  return (retirements ?? []).map(([id, at], i) => {
    const name = `${AT}.retire_data.retirements[${i}]`;
    const car = cars.findIndex((each) => each.id === id);
    if (car < 0) throw bad(`${name}[0]`, `${JSON.stringify(id)} does not take part`);
    if (retirements!.findIndex(([other]) => other === id) < i) throw bad(`${name}[0]`, `${id} retires twice`);
    if (domain === 'progress' && at > laps) throw bad(`${name}[1]`, `${at} is past the end; the race has ${laps} laps`);
    return { car, at };
  });
}
