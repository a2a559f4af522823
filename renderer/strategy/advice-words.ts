import type { CarEntry } from '../../common/lap.ts';
import { KNOWN_FROM, type Advice, type Cut, type StopOrStay } from '../../common/strategy-advice.ts';
import type { Standing } from '../../common/timing.ts';
import { PLAN_NAMES, signed } from './words.ts';

export interface Fact {
  name: string;
  what: string;
  /** In smaller words. */
  note: string;
}

type NameOf = (car: string) => string;

/** Number and surname, `27 Keane`. */
export function carNames(cars: readonly CarEntry[]): NameOf {
  const names = new Map(cars.map(({ car, number, driver }) => [car, `${number} ${driver.split(' ').at(-1)}`]));
  return (car) => names.get(car) ?? car;
}

/** A line of the workstation with the cars named as on the other screens. */
export function named(line: string, nameOf: NameOf): string {
  return line.replace(/\bcar\d+\b/g, nameOf);
}

/** The word in large letters and the line beside it, also while there is no advice: undefined until there is an answer, null where nothing can be said. */
export function headlineOf(advice: Advice | null | undefined, name: string, standing: Pick<Standing, 'lap' | 'state'> | undefined): { call: string; reason: string } {
  if (advice) return { call: advice.call, reason: advice.reason };
  if (advice === undefined) return { call: 'NO CALL YET', reason: `Waiting for the workstation to read the laps of ${name}.` };
  if (standing?.state === 'out') return { call: 'NO CALL', reason: `${name} is out of the race.` };
  if (standing?.state === 'finished') return { call: 'NO CALL', reason: `${name} has finished.` };
  if (!standing || standing.lap <= 1) return { call: 'NO CALL YET', reason: `Waiting for ${name} to end its first lap.` };
  return { call: 'NO CALL', reason: `${name} has no lap left to come in on, or its last laps have not arrived yet.` };
}

const FLAGS = { green: '', vsc: 'virtual safety car', 'safety-car': 'safety car' } as const;

/** `Lap 24 of 53 · safety car · 123 laps behind it` and where the numbers come from. */
export function situationOf({ lap, laps, flag, fit_laps, known }: Advice): string {
  return [`Lap ${lap} of ${laps}`, FLAGS[flag], `${fit_laps} laps fitted`, ...sourcesOf(known)].filter(Boolean).join(' · ');
}

const SOURCES = { race: 'of this race', earlier: 'of an earlier race', usual: 'as usual, not yet told by laps' } as const;

function sourcesOf({ tyres, stop, fuel }: Advice['known']): string[] {
  const all = [...Object.entries(tyres), ['stop', stop] as const, ['fuel', fuel] as const];
  return KNOWN_FROM.flatMap((from) => {
    const names = all.filter(([, each]) => each === from).map(([name]) => name);
    return names.length > 0 ? [`${names.join(', ')} ${SOURCES[from]}`] : [];
  });
}

/** What stands below the call, in this order. */
export function factsOf(advice: Advice, nameOf: NameOf): Fact[] {
  const { window, rejoin, ahead, behind, if_safety_car, if_vsc, plans, gain, within, onto } = advice;
  return [
    { name: 'Stop now', what: `${signed(gain)} ± ${within.toFixed(1)} s`, note: onto === null ? 'no stop now' : `onto ${onto}, against the best stop later or none` },
    { name: 'Pit window', what: window ? `laps ${window.opens}–${window.closes}` : 'none', note: window ? `best on lap ${window.best}` : 'no stop is worth its time' },
    {
      name: 'Out again',
      what: rejoin ? `P${rejoin.position}` : '–',
      note: rejoin ? [rejoin.ahead ? `${rejoin.ahead.gap.toFixed(1)} s behind ${nameOf(rejoin.ahead.car)}` : 'clear road', `${rejoin.traffic.toFixed(1)} s lost in traffic`].join(', ') : '',
    },
    cutFact(ahead, 'Ahead', nameOf, 'we'),
    cutFact(behind, 'Behind', nameOf, 'it'),
    { name: 'If a safety car came', what: worded(if_safety_car), note: `virtual: ${worded(if_vsc)}` },
    {
      name: 'Ways on',
      what: plans.length > 0 ? plans.map(wayOf).join('   ') : '–',
      note: plans
        .slice(1)
        .map(({ crossover }, i) => (crossover === null ? '' : `A ahead of ${PLAN_NAMES[i + 1]} for good from lap ${crossover}`))
        .filter(Boolean)
        .join(', '),
    },
  ];
}

function cutFact(cut: Cut | null, name: string, nameOf: NameOf, who: 'we' | 'it'): Fact {
  if (!cut) return { name, what: 'nobody', note: '' };
  const ends = cut.after_undercut;
  const after = ends >= 0 ? `${ends.toFixed(1)} s ahead` : `${(-ends).toFixed(1)} s behind`;
  return {
    name: `${name}: ${nameOf(cut.car)}, ${cut.gap.toFixed(1)} s`,
    what: `undercut ${signed(cut.undercut)} s`,
    note: `${who} would end ${after}; overcut by ${cut.overcut_laps} laps ${signed(cut.overcut)} s`,
  };
}

const worded = ({ call, gain }: StopOrStay): string => `${call.toLowerCase()} (${signed(gain)} s)`;

/** `A soft → hard 21`, then by how much it is slower. */
function wayOf({ compounds, inlaps, behind }: Advice['plans'][number], i: number): string {
  const stints = compounds.map((compound, stint) => (stint === 0 ? compound : `${compound} ${inlaps[stint - 1]}`)).join(' → ');
  return `${PLAN_NAMES[i] ?? i + 1} ${stints}${i === 0 ? '' : ` ${signed(behind)} s`}`;
}
