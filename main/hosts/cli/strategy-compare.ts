import { availableParallelism } from 'node:os';
import { readCompareFile, type CompareProblem } from '../../../sim/strategy/compare-file.ts';
import { LapwingError } from '../../../common/errors.ts';
import { contest, type ContestStanding } from '../../../sim/strategy/contest.ts';
import type { PlaceOdds } from '../../../sim/strategy/odds.ts';
import type { Difference } from '../../../sim/strategy/paired.ts';
import { RaceThreads } from '../../strategy/race-threads.ts';
import { lapTime, say, table } from './output.ts';
import { fromStrategyFile } from './strategy-file.ts';
import { untilAsked } from './until-asked.ts';

/** Plans up to which none is left out before the final round, if the file names them. */
const ALL_NAMED = 6;
const FINALISTS = 3;

export interface CompareOptions {
  driver?: string | undefined;
  runs: number;
  seed: number;
  /** Deviations that are added to the mean: above 0 for who likes chance. */
  risk: number;
  rivals: 'react' | 'fixed';
}

/** What `strategy compare FILE --json` prints: the best plan first. */
export interface PlanVerdict {
  driver: string;
  seed: number;
  risk: number;
  rivals: 'react' | 'fixed';
  /** Whether all races were run; false after a Ctrl-C. */
  done: boolean;
  plans: (PlaceOdds & {
    compounds: string[];
    inlaps: number[];
    /** s, alone on the track. */
    free_air_s: number;
    /** Races that it was driven in, and whether it was left out before the final round. */
    races: number;
    left_out: boolean;
    score: number;
    /** Null for the best, and for one that was left out. */
    to_best: Difference | null;
  })[];
  /** In one line. */
  verdict: string;
  races_per_second: number;
}

/**
 * Weighs plans of one driver in random races of the whole field, in threads; how it stands meanwhile is said on stderr. A Ctrl-C ends it with what is known by then.
 * Throws as `fromStrategyFile`.
 */
export async function strategyCompare(file: string, options: CompareOptions, asked: Promise<unknown> = untilAsked()): Promise<PlanVerdict> {
  const { problem, named } = await fromStrategyFile(file, (document) => ({
    problem: readCompareFile(document, options.driver),
    named: (document as { plans?: unknown }).plans !== undefined,
  }));
  const { spec, car, plans, noise, events } = problem;
  const best = plans[0]!;
  say(`Alone on the track: ${words(best)}, ${lapTime(best.time)}. Now in races of the whole field …`);
  const threads = new RaceThreads(Math.min(8, availableParallelism()));
  const abort = new AbortController();
  void asked.then(() => abort.abort());
  let standing: ContestStanding | undefined;
  let races = 0;
  const start = performance.now();
  try {
    const setup = { spec, car, plans: plans.map(({ stints }) => stints), chance: { noise, events, seed: options.seed }, rivals: options.rivals === 'react' };
    const run = await fromStrategyFile(file, () => threads.trial(setup, abort.signal));
    const rules = { plans: plans.length, cars: spec.cars.length, runs: options.runs, risk: options.risk, finalists: named ? ALL_NAMED : FINALISTS };
    const counted = (which: readonly number[], from: number, to: number) => {
      races += which.length * (to - from);
      return run(which, from, to);
    };
    for await (standing of contest(counted, rules)) say(`${standing.races} races: ${verdictOf(problem, standing)}`);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    if (!standing) throw new LapwingError('E_STOPPED', `Stopped before anything was known of ${file}; give it a second.`, { cause: error });
  } finally {
    await threads.close();
  }
  const seconds = (performance.now() - start) / 1000;
  return {
    ...{ driver: spec.cars[car]!.id, seed: options.seed, risk: options.risk, rivals: options.rivals, done: standing!.done },
    plans: standing!.plans.map(({ plan, odds, score, to_best }) => ({
      compounds: plans[plan]!.compounds,
      inlaps: plans[plan]!.inlaps,
      free_air_s: plans[plan]!.time,
      races: odds.position_counts.reduce((sum, n) => sum + n, 0),
      left_out: plan !== standing!.plans[0]!.plan && to_best === null,
      ...{ score, to_best },
      ...odds,
    })),
    verdict: verdictOf(problem, standing!),
    races_per_second: races / seconds,
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

export function compareTable({ plans }: PlanVerdict): string {
  const percent = (p: number) => `${(100 * p).toFixed(1)}%`;
  const rows = plans.map((plan) => [
    plan.compounds.join(' '),
    plan.inlaps.join(' '),
    lapTime(plan.free_air_s),
    plan.expected_points.toFixed(2),
    plan.mean_position.toFixed(2),
    ...[plan.p_win, plan.p_podium, plan.p_points].map(percent),
    plan.to_best ? `${plan.to_best.worth.toFixed(2)} ± ${plan.to_best.worth_within.toFixed(2)}${plan.to_best.apart ? '' : ' (cannot be told apart)'}` : plan.left_out ? `left out after ${plan.races} races` : 'the best',
  ]);
  return table(['compounds', 'stops on laps', 'alone', 'points', 'mean place', 'win', 'podium', 'in the points', 'worth to the best'], rows);
}
