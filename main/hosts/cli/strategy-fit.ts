import { LapwingError } from '../../../common/errors.ts';
import type { Fitted, RaceFit } from '../../../common/strategy-fit.ts';
import type { StrategyInputs } from '../../../common/strategy.ts';
import { fitInputs } from '../../../sim/strategy/fit/fit-inputs.ts';
import { fitRace } from '../../../sim/strategy/fit/fit-race.ts';
import { soloOf } from '../../../sim/strategy/free-air.ts';
import { optimum } from '../../../sim/strategy/optimum.ts';
import { storedLaps } from '../../strategy/stored-laps.ts';
import { UsageError, textOption, type Invocation } from './command.ts';
import { say, table, type Cell } from './output.ts';
import { listRaces, openStore } from './store.ts';
import type { Optima } from './strategy-optimize.ts';

const MOST_STOPS = 3;

/** What `strategy fit RACE_ID --json` prints. */
export interface FitAnswer extends Partial<Optima> {
  race_id: string;
  track: string;
  /** Of the whole race. */
  tot_no_laps: number;
  fit: RaceFit;
  car?: string;
  /** What the fit says of `--car`, as the free-air model takes it; null while too little is told. */
  inputs?: StrategyInputs | null;
}

/** Throws E_NO_RACE, E_NO_CAR, or UsageError. What cannot be read of the race is said on stderr. */
export async function strategyFit(race: string, invocation: Invocation): Promise<FitAnswer> {
  const { dataDir, rows } = listRaces(invocation);
  const row = rows.find(({ race_id }) => race_id === race);
  const store = row && openStore(dataDir);
  if (!row || !store) throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race)} in ${dataDir}. "lapwing races" lists what there is.`);
  try {
    const driven = storedLaps(store.db, race, say).race();
    const fit = fitRace({ ...driven, laps: row.laps });
    const answer = { race_id: race, track: row.track, tot_no_laps: row.laps, fit };
    const named = textOption(invocation, 'car');
    return named === undefined ? answer : { ...answer, ...ofCar(fit, carNamed(named, driven.driven.map(({ car }) => car)), row.laps) };
  } finally {
    store.close();
  }
}

function carNamed(name: string, cars: readonly string[]): string {
  const all = [...new Set(cars)].sort();
  const car = all.find((each) => each === name || each === `car${name}`);
  if (car === undefined) throw new UsageError(`--car ${name}: no laps of it in this race; there are ${all.join(', ') || 'no laps at all'}.`);
  return car;
}

function ofCar(fit: RaceFit, car: string, laps: number): Pick<FitAnswer, 'car' | 'inputs' | 'optimum'> {
  const inputs = fitInputs(fit, car, laps);
  if (!inputs) return { car, inputs };
  const plans = optimum({ car: soloOf(inputs), compounds: inputs.available_compounds, startAge: 0, leastCompounds: 2 }, Math.min(MOST_STOPS, laps - 1)).slice(1);
  return { car, inputs, optimum: Object.fromEntries(plans.map((plan, i) => [i + 1, plan && { time_s: plan.time, compounds: plan.compounds, inlaps: plan.inlaps }])) };
}

export function fitText({ fit, car, inputs, optimum: plans }: FitAnswer): string {
  const { fuel, compounds, pit, cars, reference } = fit;
  const row = (what: string, { value, within, told, laps }: Fitted, digits: number, unit: string, note = ''): Cell[] => [
    what,
    laps === 0 ? null : `${value.toFixed(digits)} ± ${within.toFixed(digits)} ${unit}`,
    laps,
    [told ? '' : laps === 0 ? 'no lap says it' : 'cannot be told', note].filter(Boolean).join('; '),
  ];
  const rows = [
    row('fuel', fuel, 4, 's/kg', fuel.told ? '' : 'taken as usual'),
    ...Object.entries(compounds).flatMap(([name, { k_0, k_1_lin, oldest }]) => [
      ...(name === reference ? [] : [row(`${name}, fresh, against ${reference}`, k_0, 3, 's')]),
      row(`${name}, wear`, k_1_lin, 4, 's/lap', `up to ${oldest.toFixed(0)} laps old`),
    ]),
    row('into the pits', pit.in_lap, 2, 's'),
    row('out of the pits, on cold tyres', pit.out_lap, 2, 's'),
    row('in the box', pit.standing, 2, 's'),
    row('a stop in all', pit.stop, 2, 's'),
    ...Object.entries(cars)
      .filter(([id]) => car === undefined || id === car)
      .sort(([, a], [, b]) => a.base.value - b.base.value)
      .map(([id, { base, scatter }]) => row(`${id}, empty, on fresh ${reference}`, base, 3, 's', `laps scatter by ${scatter.toFixed(2)} s`)),
  ];
  const numbers = table(['what', 'value', 'laps', ''], rows);
  if (car === undefined) return numbers;
  if (!inputs || !plans) return `${numbers}\nToo little is told for a plan of ${car}.\n`;
  const best = Object.entries(plans).map(([stops, plan]): Cell[] => [Number(stops), plan?.compounds.join(' ') ?? 'none', plan?.inlaps.join(' ') ?? null]);
  return `${numbers}\n${table(['stops', 'the best compounds', 'on laps'], best)}`;
}

/** Says on stderr how many laps the fit stands on. */
export function sayLaps({ fit: { laps, used, left_out: out } }: FitAnswer): void {
  say(`${used} of ${laps} laps; left out: ${out.traffic} in traffic, ${out.flags} under flags or in the wet, ${out.start} at the start, ${out.incomplete} without all figures, ${out.few} of cars with few others or on tyres for the wet, ${out.outlier} far from all others.`);
}
