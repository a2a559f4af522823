import type { Fitted, RaceFit } from '../../common/strategy-fit.ts';
import { count } from '../format.ts';
import { signed } from './words.ts';

export type FitPoint = RaceFit['points'][number];

export interface FitRow {
  name: string;
  /** With its half interval. */
  value: string;
  laps: string;
  /** Whether it can be planned with. */
  told: boolean;
}

/** What the laps say, number by number. */
export function fitRows({ compounds, reference, fuel, pit }: RaceFit): FitRow[] {
  const tyres = Object.entries(compounds).flatMap(([name, { k_0, k_1_lin }]) => [
    rowOf(`${name}, wear`, k_1_lin, 3, 's/lap'),
    ...(name === reference ? [] : [rowOf(`${name}, fresh, against ${reference}`, k_0, 2, 's')]),
  ]);
  return [...tyres, rowOf('fuel', fuel, 3, 's/kg'), rowOf('a stop in all', pit.stop, 1, 's')];
}

function rowOf(name: string, { value, within, told, laps }: Fitted, digits: number, unit: string): FitRow {
  return { name, value: laps === 0 ? '–' : `${value.toFixed(digits).replace('-', '−')} ± ${within.toFixed(digits)} ${unit}`, laps: count(laps), told };
}

/** How many laps stand behind it, and why the others do not. */
export function lapsSentence({ laps, used, left_out: out }: RaceFit): string {
  const reasons = [
    [out.traffic, 'in traffic'],
    [out.flags, 'under flags or in the wet'],
    [out.start, 'at the start'],
    [out.incomplete, 'incomplete'],
    [out.few, 'of cars with few laps'],
    [out.outlier, 'far from all others'],
  ] as const;
  const left = reasons.filter(([n]) => n > 0).map(([n, why]) => `${count(n)} ${why}`);
  return `${count(used)} of ${count(laps)} laps fitted${left.length > 0 ? `; left out: ${left.join(', ')}` : ''}.`;
}

/** One point: whose lap it is, and what it lost. */
export function pointSentence({ car, lap, compound, age, loss, outlier }: FitPoint, nameOf: (car: string) => string): string {
  return `${nameOf(car)}, lap ${lap}: ${compound}, ${Number(age.toFixed(1))} laps old, ${signed(loss, 2)} s${outlier ? ', left out as too far from all others' : ''}`;
}
