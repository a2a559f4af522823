import { LapwingError } from '../../../common/errors.ts';
import type { PlanVerdict, WeighParams } from '../../../common/strategy-weighing.ts';
import { weighPlans } from '../../strategy/weigh-plans.ts';
import { lapTime, say, table } from './output.ts';
import { fromStrategyFile } from './strategy-file.ts';
import { untilAsked } from './until-asked.ts';

export type CompareOptions = Omit<WeighParams, 'field'>;

/**
 * Weighs plans of one driver in random races of the whole field, in threads; how it stands meanwhile is said on stderr. A Ctrl-C ends it with what is known by then.
 * Throws as `fromStrategyFile`.
 */
export async function strategyCompare(file: string, options: CompareOptions, asked: Promise<unknown> = untilAsked()): Promise<PlanVerdict> {
  const abort = new AbortController();
  void asked.then(() => abort.abort());
  return fromStrategyFile(file, (document) => {
    if (typeof document !== 'object' || document === null) throw new LapwingError('E_PLAN', 'a JSON object is expected.');
    return weighPlans(
      { ...options, field: document as Record<string, unknown> },
      {
        signal: abort.signal,
        alone: (plan, time) => say(`Alone on the track: ${plan}, ${lapTime(time)}. Now in races of the whole field …`),
        told: ({ verdict }, races) => say(`${races} races: ${verdict}`),
      },
    );
  });
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
