import type { FlagParams, FlagRow, FlagTables } from '../../common/strategy-flags.ts';
import type { StrategyInputs } from '../../common/strategy.ts';
import { chancesOf, FAILS } from './chances.ts';
import { checkPlan } from './check.ts';
import { soloOf } from './free-air.ts';
import { startChances } from './lottery.ts';
import { bad } from './parse.ts';
import { safetyCarTable, type SafetyCarProblem, type SafetyCarTable } from './safety-car-table.ts';
import { CARS, slowPits } from './usual-field.ts';

/** s that a stop must gain or lose before it is more than a matter of taste. */
const SAME = 0.3;
/** The work and the memory grow with the square of the laps. */
const MOST_LAPS = 150;

/**
 * What to do if a safety car, or a virtual one, comes on a lap of the plan: for each lap, worked out before the race (`safetyCarTable`).
 *
 * Throws `E_PLAN` with one line naming the field that is wrong.
 */
export function flagTables({ inputs, plan, safety_car }: FlagParams): FlagTables {
  const laps = inputs.race_pars.tot_no_laps;
  checkPlan(inputs, plan, { plan: 'plan', compounds: 'inputs.driver_pars.tyres.compounds' });
  if (new Set(plan.compounds).size < 2) throw bad('plan.compounds', 'one compound to the end; the rules want two');
  if (laps > MOST_LAPS) throw bad('inputs.race_pars.tot_no_laps', `${laps} laps; such a table is worked out for ${MOST_LAPS} at most`);
  const chances = chancesOf(safety_car, 'own');
  const car = soloOf({ ...inputs, track_pars: { ...inputs.track_pars, ...slowPits(inputs) } });
  const problem = { car, compounds: compoundsOf(inputs), startAge: 0, along: plan };
  const { pit, slowLap } = car;
  const vsc = { ...problem, car: { ...car, safetyCarLap: slowLap, pit: { ...pit, safetyCar: pit.slow } } };
  const safetyCars = chances.p_sc_quant.reduce((sum, p, count) => sum + p * count, 0);
  const where = startChances(chances.p_sc_start, laps);
  const total = where.reduce((sum, chance) => sum + chance, 0);
  return {
    safety_car: rowsOf(problem, (lap) => (safetyCars * where[lap - 1]!) / total, chances.p_sc_duration),
    vsc: rowsOf(vsc, () => (CARS * FAILS * chances.p_vsc_aft_failure) / laps, chances.p_vsc_duration),
  };
}

function compoundsOf({ driver_pars, available_compounds }: StrategyInputs): string[] {
  return available_compounds.filter((name) => Object.hasOwn(driver_pars.tyres.compounds, name));
}

/** `chance`: that one comes at the start of a lap. None comes on the last: it would reach nobody. */
function rowsOf(problem: Omit<SafetyCarProblem, 'comes' | 'lengths'>, chance: (lap: number) => number, durations: readonly number[]): FlagRow[] {
  const { laps } = problem.car;
  const comes = new Float64Array(laps + 2);
  for (let lap = 1; lap < laps; lap++) comes[lap] = Math.min(1, chance(lap));
  const total = durations.reduce((sum, p) => sum + p, 0);
  return safetyCarTable({ ...problem, comes, lengths: durations.map((p) => p / total) }).rows.map(rowOf);
}

function rowOf({ lap, compound, age, stop, stay }: SafetyCarTable['rows'][number]): FlagRow {
  const gain = stay - stop.time;
  const call = gain > SAME ? 'BOX NOW' : gain < -SAME ? 'STAY OUT' : 'NO DIFFERENCE';
  return { lap, compound, age, call, gain: Number.isFinite(gain) ? gain : null, on_lap: stop.onLap, onto: stop.compound };
}
