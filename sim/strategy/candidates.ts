import type { Plan } from '../../common/strategy.ts';
import { timeOf, type Optimum, type OptimumProblem } from './optimum.ts';
import { Solo } from './solo.ts';
import { tyreLoss } from './tyre.ts';

/** s off the best, alone on the track, up to which a plan may still be the better one in a race. */
const WITHIN = 8;
/** Laps that the first stops of two candidates with the same compounds lie apart. */
const APART = 3;

/**
 * Plans worth a look in a whole field, the fastest in free air first: each sequence of compounds with one to `most` stops on its best laps, and
 * the same with the first stop earlier and later (the others on the best laps then), as long as they are near the best of all. At most `limit`.
 */
export function candidates(problem: OptimumProblem, most: number, limit: number): Optimum[] {
  const search = new Sequences(problem);
  const all = search.upTo(most).sort((a, b) => a.time - b.time);
  const chosen: (Plan & { time: number })[] = [];
  for (const plan of all) {
    if (chosen.length === limit || plan.time > all[0]!.time + WITHIN) break;
    if (!chosen.some((other) => alike(plan, other))) chosen.push(plan);
  }
  const solo = new Solo(problem.car);
  return chosen.map((plan) => ({ ...plan, time: timeOf(solo, problem, plan) })).sort((a, b) => a.time - b.time);
}

function alike(plan: Plan, other: Plan): boolean {
  return plan.compounds.join() === other.compounds.join() && Math.abs(plan.inlaps[0]! - other.inlaps[0]!) < APART;
}

/** The best ways to end a race with a given sequence of compounds, from every lap on: `cost[l]` s, and the next stop after that lap. */
interface Rest {
  cost: Float64Array;
  next: Int32Array;
}

class Sequences {
  readonly #problem: OptimumProblem;
  readonly #laps: number;
  readonly #stop: number;
  /** s of a stint of n laps on a fresh set. */
  readonly #fresh: Map<string, Float64Array>;
  readonly #first: Map<string, Float64Array>;

  constructor(problem: OptimumProblem) {
    const { car, compounds, startAge } = problem;
    this.#problem = problem;
    this.#laps = car.laps;
    this.#stop = car.pit.green.inLap + car.pit.green.outLap + car.standstill;
    this.#fresh = new Map(compounds.map((compound) => [compound, this.#stints(compound, 0)]));
    this.#first = new Map(compounds.map((compound) => [compound, this.#stints(compound, startAge)]));
  }

  #stints(compound: string, age: number): Float64Array {
    const { car: { laps, tyres }, longestStint = Infinity } = this.#problem;
    const sums = new Float64Array(laps + 1).fill(Infinity);
    let sum = tyres.cold;
    for (let n = 1; n <= laps && n <= longestStint; n++) {
      sum += tyreLoss(tyres.model, tyres.compounds[compound]!, age + n - 1);
      sums[n] = sum;
    }
    return sums;
  }

  /** Every sequence with every first stop; times without fuel and pace, which are the same for all. */
  upTo(most: number): (Plan & { time: number })[] {
    const { compounds } = this.#problem;
    const plans: (Plan & { time: number })[] = [];
    const grow = (tail: readonly string[], rests: readonly Rest[]): void => {
      for (const compound of compounds) {
        const sequence = [compound, ...tail];
        if (tail.length > 0 && this.#allowed(sequence)) plans.push(...this.#withFirstStops(sequence, rests));
        if (tail.length < most) grow(sequence, [this.#rest(compound, rests[0]), ...rests]);
      }
    };
    grow([], []);
    return plans;
  }

  #allowed(sequence: readonly string[]): boolean {
    const { leastCompounds, sets } = this.#problem;
    if (new Set(sequence).size < leastCompounds) return false;
    return Object.entries(sets ?? {}).every(([compound, there]) => sequence.filter((each) => each === compound).length <= there);
  }

  #rest(compound: string, after: Rest | undefined): Rest {
    const stints = this.#fresh.get(compound)!;
    const laps = this.#laps;
    const cost = new Float64Array(laps + 1).fill(Infinity);
    const next = new Int32Array(laps + 1);
    for (let lap = 1; lap < laps; lap++) {
      if (!after) {
        cost[lap] = stints[laps - lap]!;
        continue;
      }
      for (let stop = lap + 1; stop < laps; stop++) {
        const time = stints[stop - lap]! + this.#stop + after.cost[stop]!;
        if (time >= cost[lap]!) continue;
        cost[lap] = time;
        next[lap] = stop;
      }
    }
    return { cost, next };
  }

  #withFirstStops(compounds: string[], rests: readonly Rest[]): (Plan & { time: number })[] {
    const stints = this.#first.get(compounds[0]!)!;
    const plans: (Plan & { time: number })[] = [];
    for (let lap = 1; lap < this.#laps; lap++) {
      const time = stints[lap]! + this.#stop + rests[0]!.cost[lap]!;
      if (time === Infinity) continue;
      const inlaps = [lap];
      for (let i = 0; i + 1 < rests.length; i++) inlaps.push(rests[i]!.next[inlaps[i]!]!);
      plans.push({ compounds, inlaps, time });
    }
    return plans;
  }
}
