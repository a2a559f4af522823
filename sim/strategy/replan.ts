import type { Phases } from './phases.ts';
import { Solo, type SoloCar, type Stint } from './solo.ts';

export interface ReplanProblem {
  car: SoloCar;
  /** What has been driven, as stints; the last one is under way. */
  past: readonly Stint[];
  /** The first lap at whose end the car can still come in. */
  firstInlap: number;
  phases: Phases;
  /** What can be put on, fresh. */
  compounds: readonly string[];
}

/** s of the whole race, and what is still to come. */
export type Continuation = [time: number, inlaps: number[], compounds: string[]];

export interface Replan {
  /** The five fastest. */
  best: Continuation[];
  /** Index: further stops. Null where none is allowed. */
  byStops: (Continuation | null)[];
  /** The fastest that comes in at once. */
  now: Continuation | null;
  /** The fastest that stays out for three laps more. */
  later: Continuation | null;
}

const BEST = 5;
const MOST_STOPS = 2;
const STAYING_OUT = 3;

/**
 * Every way to go on with no, one or two further stops, alone on the track and under flags that are known: each is driven (`Solo`), so that the
 * answer is exact. Two different compounds have to be driven in all. A further stop is before the last lap.
 */
export function replan(problem: ReplanProblem): Replan {
  const search = new Search(problem);
  search.goOn(problem.firstInlap, MOST_STOPS);
  return { best: search.best, byStops: search.byStops, now: search.now, later: search.later };
}

class Search {
  readonly best: Continuation[] = [];
  readonly byStops: (Continuation | null)[] = Array.from({ length: MOST_STOPS + 1 }, () => null);
  now: Continuation | null = null;
  later: Continuation | null = null;
  readonly #problem: ReplanProblem;
  readonly #solo: Solo;
  readonly #stints: Stint[];

  constructor(problem: ReplanProblem) {
    this.#problem = problem;
    this.#solo = new Solo(problem.car);
    this.#stints = [...problem.past];
  }

  /** Drives what is planned so far, and with up to `stops` more from lap `from` on. */
  goOn(from: number, stops: number): void {
    this.#drive();
    if (stops === 0) return;
    for (let lap = from; lap < this.#problem.car.laps; lap++) {
      for (const compound of this.#problem.compounds) {
        this.#stints.push({ from: lap, compound, age: 0, refuel: 0 });
        this.goOn(lap + 1, stops - 1);
        this.#stints.pop();
      }
    }
  }

  #drive(): void {
    const stints = this.#stints;
    const { past, firstInlap, phases } = this.#problem;
    if (stints.every(({ compound }) => compound === stints[0]!.compound)) return;
    const time = this.#solo.drive(stints, phases);
    const further = stints.length - past.length;
    const first = further > 0 ? stints[past.length]!.from : Infinity;
    const slowest = this.best[BEST - 1];
    if (!slowest || time < slowest[0]) {
      this.best.splice(this.best.findLastIndex((each) => each[0] <= time) + 1, 0, this.#told(time));
      this.best.length = Math.min(BEST, this.best.length);
    }
    if (faster(time, this.byStops[further]!)) this.byStops[further] = this.#told(time);
    if (first === firstInlap && faster(time, this.now)) this.now = this.#told(time);
    if (first > firstInlap + STAYING_OUT && faster(time, this.later)) this.later = this.#told(time);
  }

  #told(time: number): Continuation {
    const further = this.#stints.slice(this.#problem.past.length);
    return [time, further.map(({ from }) => from), further.map(({ compound }) => compound)];
  }
}

function faster(time: number, than: Continuation | null): boolean {
  return than === null || time < than[0];
}
