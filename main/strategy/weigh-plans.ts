import { availableParallelism } from 'node:os';
import { LapwingError } from '../../common/errors.ts';
import type { PlanVerdict, WeighParams } from '../../common/strategy-weighing.ts';
import { readCompareFile, type CompareProblem } from '../../sim/strategy/compare-file.ts';
import { contest, type ContestStanding } from '../../sim/strategy/contest.ts';
import { RaceThreads } from './race-threads.ts';

/** Plans up to which none is left out before the final round, if the question names them. */
const ALL_NAMED = 6;
const FINALISTS = 3;
const MOST_THREADS = 8;

export interface Weighing {
  /** An abort ends it with what is known by then. */
  signal: AbortSignal;
  /** The plan that is the fastest alone on the track, with its time, s. */
  alone?(plan: string, time: number): void;
  /** How it stands, after so many races of each plan. */
  told(verdict: PlanVerdict, races: number): void;
}

/**
 * Weighs plans of one driver in random races of the whole field, in threads.
 *
 * Throws `E_PLAN` with one line naming the first field that is wrong, and `E_STOPPED` where it was aborted before anything was known.
 */
export async function weighPlans({ field, driver, ...rules }: WeighParams, { signal, alone, told }: Weighing): Promise<PlanVerdict> {
  const problem = readCompareFile(field, driver);
  const { spec, car, plans, noise, events } = problem;
  const { seed, runs, risk, rivals } = rules;
  alone?.(words(plans[0]!), plans[0]!.time);
  const threads = new RaceThreads(Math.min(MOST_THREADS, availableParallelism()));
  let races = 0;
  let last: ContestStanding | undefined;
  const start = performance.now();
  const verdict = (standing: ContestStanding): PlanVerdict => described(problem, standing, rules, races / ((performance.now() - start) / 1000));
  try {
    const run = threads.trial({ spec, car, plans: plans.map(({ stints }) => stints), chance: { noise, events, seed }, rivals: rivals === 'react' }, signal);
    const counted = (which: readonly number[], from: number, to: number) => {
      races += which.length * (to - from);
      return run(which, from, to);
    };
    for await (last of contest(counted, { plans: plans.length, cars: spec.cars.length, runs, risk, finalists: field['plans'] === undefined ? FINALISTS : ALL_NAMED })) {
      told(verdict(last), last.races);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    if (!last) throw new LapwingError('E_STOPPED', 'Stopped before anything was known; give it a second.', { cause: error });
  } finally {
    await threads.close();
  }
  return verdict(last!);
}

function described(problem: CompareProblem, standing: ContestStanding, { seed, risk, rivals }: Omit<WeighParams, 'field'>, races_per_second: number): PlanVerdict {
  const { spec, car, plans } = problem;
  return {
    ...{ driver: spec.cars[car]!.id, seed, risk, rivals, done: standing.done },
    plans: standing.plans.map(({ plan, odds, score, to_best }) => ({
      compounds: plans[plan]!.compounds,
      inlaps: plans[plan]!.inlaps,
      free_air_s: plans[plan]!.time,
      races: odds.position_counts.reduce((sum, n) => sum + n, 0),
      left_out: plan !== standing.plans[0]!.plan && to_best === null,
      ...{ score, to_best },
      ...odds,
    })),
    verdict: verdictOf(problem, standing),
    races_per_second,
  };
}

function words({ compounds, inlaps }: { compounds: string[]; inlaps: number[] }): string {
  return `${compounds.join(' ')}, in on ${inlaps.length === 1 ? 'lap' : 'laps'} ${inlaps.join(' and ')}`;
}

function verdictOf({ plans }: CompareProblem, { plans: standing, alike, done }: ContestStanding): string {
  const [best, next] = standing;
  const first = `${words(plans[best!.plan]!)}: ${best!.odds.expected_points.toFixed(2)} points a race`;
  if (alike.length > 0) {
    return `${first}; ${done ? 'cannot be told apart from' : 'not yet told apart from'} ${alike.map((plan) => words(plans[plan]!)).join('; ')}.`;
  }
  if (!next?.to_best) return `${first}.`;
  const { worth, worth_within } = next.to_best;
  return `${first}; the next, ${words(plans[next.plan]!)}, is worth ${(-worth).toFixed(2)} ± ${worth_within.toFixed(2)} less.`;
}
