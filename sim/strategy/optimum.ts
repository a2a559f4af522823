import type { Plan } from '../../common/strategy.ts';
import { stintsOf } from './free-air.ts';
import { GREEN } from './phases.ts';
import { Solo, type SoloCar, type Stint } from './solo.ts';
import { tyreLoss } from './tyre.ts';

export interface OptimumProblem {
  car: SoloCar;
  /** What there is to choose from, at the start too. */
  compounds: readonly string[];
  /** Laps on the set of the start; all others are fresh. */
  startAge: number;
  /** How many compounds a race must use. */
  leastCompounds: number;
  /** Sets there are of a compound; without it as many as are wanted. */
  sets?: Readonly<Record<string, number>>;
  /** Laps that a set may be driven; without it no limit. */
  longestStint?: number;
  /** s that a stop at the end of lap l (at index l) costs, where that is not the same on every lap. */
  stopLoss?: Float64Array;
}

export interface Optimum extends Plan {
  /** s. */
  time: number;
}

/**
 * The fastest plans in free air with exactly 0, 1, … `most` stops; null where there is none. A stop is on lap 1 to the last but one.
 *
 * Exact dynamic programming over stints: the best way to have driven l laps with k stops and a given use of the sets is the best way to a stint's
 * start and that stint. Fuel and base pace are the same for every plan and drop out; any tyre model goes.
 * The work is stops · laps² · compounds · uses, and a use is a set of compounds, or a count of sets where they are limited.
 */
export function optimum(problem: OptimumProblem, most: number): (Optimum | null)[] {
  const table = new StintTable(problem);
  const values = bestWays(table, problem.car.laps, most);
  const solo = new Solo(problem.car);
  return Array.from({ length: most + 1 }, (_, stops) => {
    const plan = planOf(table, values, problem, stops);
    return plan && { ...plan, time: timeOf(solo, problem, plan) };
  });
}

/** s of a plan whose first set has `startAge` laps behind it. */
export function timeOf(solo: Solo, { startAge, stopLoss, car }: OptimumProblem, plan: Plan): number {
  const stints: Stint[] = stintsOf(plan).map((stint, i) => (i === 0 ? { ...stint, age: startAge } : stint));
  const time = solo.drive(stints, GREEN);
  if (!stopLoss) return time;
  return plan.inlaps.reduce((sum, lap) => sum + stopLoss[lap]! - stopCost(car), time);
}

function stopCost(car: SoloCar): number {
  return car.pit.green.inLap + car.pit.green.outLap + car.standstill;
}

/** What stints cost, and how the use of the sets goes on with each. */
class StintTable {
  readonly compounds: readonly string[];
  /** s of the tyres over a stint of n laps: compound c at `c · (laps + 1) + n`. Infinity for one that is too long. */
  readonly fresh: Float64Array;
  readonly first: Float64Array;
  readonly stop: Float64Array;
  /** Uses of the sets, each a number in mixed radix; `next[use · compounds + c]` is the use after another set of c, −1 where there is none. */
  readonly uses: number;
  readonly next: Int32Array;
  /** 1 where a use has compounds enough. */
  readonly enough: Uint8Array;

  constructor({ car, compounds, startAge, leastCompounds, sets, longestStint = Infinity, stopLoss }: OptimumProblem) {
    this.compounds = compounds;
    const { laps, tyres } = car;
    this.fresh = new Float64Array(compounds.length * (laps + 1));
    this.first = new Float64Array(compounds.length * (laps + 1));
    for (const [table, age] of [[this.fresh, 0], [this.first, startAge]] as const) {
      compounds.forEach((compound, c) => {
        let sum = tyres.cold;
        for (let lap = 1; lap <= laps; lap++) {
          sum += tyreLoss(tyres.model, tyres.compounds[compound]!, age + lap - 1);
          table[c * (laps + 1) + lap] = lap <= longestStint ? sum : Infinity;
        }
      });
    }
    this.stop = stopLoss ?? new Float64Array(laps + 1).fill(stopCost(car));
    const limits = compounds.map((compound) => sets?.[compound]);
    const radix = limits.map((limit) => (limit ?? 1) + 1);
    this.uses = radix.reduce((product, digits) => product * digits, 1);
    this.next = new Int32Array(this.uses * compounds.length).fill(-1);
    this.enough = new Uint8Array(this.uses);
    for (let use = 0; use < this.uses; use++) {
      let weight = 1;
      let used = 0;
      compounds.forEach((_, c) => {
        const digit = Math.floor(use / weight) % radix[c]!;
        if (digit > 0) used++;
        if (digit + 1 < radix[c]!) this.next[use * compounds.length + c] = use + weight;
        else if (limits[c] === undefined) this.next[use * compounds.length + c] = use;
        weight *= radix[c]!;
      });
      this.enough[use] = used >= leastCompounds ? 1 : 0;
    }
  }
}

interface Values {
  /** s of the best way: k stops, l laps, use u at `(k · (laps + 1) + l) · uses + u`. */
  cost: Float64Array;
  /** Where its last stint began, on what, and the use before: `(from · compounds + c) · uses + use`. */
  came: Int32Array;
}

function bestWays(table: StintTable, laps: number, most: number): Values {
  const { uses, next, fresh, first, stop, compounds } = table;
  const kinds = compounds.length;
  const cost = new Float64Array((most + 1) * (laps + 1) * uses).fill(Infinity);
  const came = new Int32Array(cost.length).fill(-1);
  for (let lap = 1; lap <= laps; lap++) {
    for (let c = 0; c < kinds; c++) {
      const use = next[c]!;
      if (use < 0) continue;
      const at = lap * uses + use;
      if (first[c * (laps + 1) + lap]! < cost[at]!) {
        cost[at] = first[c * (laps + 1) + lap]!;
        came[at] = c * uses;
      }
    }
  }
  for (let stops = 1; stops <= most; stops++) {
    for (let from = stops; from < laps; from++) {
      const row = ((stops - 1) * (laps + 1) + from) * uses;
      for (let use = 0; use < uses; use++) {
        const before = cost[row + use]! + stop[from]!;
        if (before === Infinity) continue;
        for (let c = 0; c < kinds; c++) {
          const after = next[use * kinds + c]!;
          if (after < 0) continue;
          const code = (from * kinds + c) * uses + use;
          const tyres = c * (laps + 1) - from;
          let at = (stops * (laps + 1) + from + 1) * uses + after;
          for (let lap = from + 1; lap <= laps; lap++, at += uses) {
            const time = before + fresh[tyres + lap]!;
            if (time < cost[at]!) {
              cost[at] = time;
              came[at] = code;
            }
          }
        }
      }
    }
  }
  return { cost, came };
}

function planOf({ uses, enough, compounds }: StintTable, { cost, came }: Values, { car: { laps } }: OptimumProblem, stops: number): Plan | null {
  let best = -1;
  const end = (stops * (laps + 1) + laps) * uses;
  for (let use = 0; use < uses; use++) {
    if (enough[use] === 1 && cost[end + use]! < (best < 0 ? Infinity : cost[end + best]!)) best = use;
  }
  if (best < 0) return null;
  const plan: Plan = { compounds: [], inlaps: [] };
  for (let k = stops, lap = laps, use = best; ; k--) {
    const code = came[(k * (laps + 1) + lap) * uses + use]!;
    use = code % uses;
    const rest = Math.floor(code / uses);
    plan.compounds.unshift(compounds[rest % compounds.length]!);
    if (k === 0) return plan;
    lap = Math.floor(rest / compounds.length);
    plan.inlaps.unshift(lap);
  }
}
