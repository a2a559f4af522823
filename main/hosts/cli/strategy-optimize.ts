import { readOptimumFile } from '../../../sim/strategy/optimum-file.ts';
import { optimum } from '../../../sim/strategy/optimum.ts';
import { lapTime, table } from './output.ts';
import { fromStrategyFile } from './strategy-file.ts';

/** What `strategy optimize FILE --json` prints: by number of stops, null where there is no such plan. */
export interface Optima {
  optimum: Record<string, { time_s: number; compounds: string[]; inlaps: number[] } | null>;
}

/** The fastest plans of the car in `file` with one to `most` stops. Throws as `fromStrategyFile`. */
export function strategyOptimize(file: string, most: number): Promise<Optima> {
  return fromStrategyFile(file, (document) => {
    const plans = optimum(readOptimumFile(document), most).slice(1);
    return { optimum: Object.fromEntries(plans.map((plan, i) => [i + 1, plan && { time_s: plan.time, compounds: plan.compounds, inlaps: plan.inlaps }])) };
  });
}

export function optimumTable({ optimum: plans }: Optima): string {
  const rows = Object.entries(plans).map(([stops, plan]) =>
    plan ? [Number(stops), plan.compounds.join(' '), plan.inlaps.join(' '), lapTime(plan.time_s)] : [Number(stops), 'none', null, null],
  );
  return table(['stops', 'compounds', 'stops on laps', 'race time'], rows);
}
