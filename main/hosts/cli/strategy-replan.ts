import { readReplanFile } from '../../../sim/strategy/replan-file.ts';
import { replan, type Continuation } from '../../../sim/strategy/replan.ts';
import { lapTime, table, type Cell } from './output.ts';
import { fromStrategyFile } from './strategy-file.ts';

/** What `strategy replan FILE --json` prints. */
export interface Decision {
  /** The five fastest. */
  best: Continuation[];
  /** By number of further stops, null where none is allowed. */
  best_by_further_stops: Record<string, Continuation | null>;
  best_if_pit_on_first_possible_lap: Continuation | null;
  best_if_no_stop_within_next_3_laps: Continuation | null;
}

/** The best ways to go on from where the race of `file` is. Throws as `fromStrategyFile`. */
export function strategyReplan(file: string): Promise<Decision> {
  return fromStrategyFile(file, (document) => {
    const { best, byStops, now, later } = replan(readReplanFile(document));
    return {
      best,
      best_by_further_stops: Object.fromEntries(byStops.entries()),
      best_if_pit_on_first_possible_lap: now,
      best_if_no_stop_within_next_3_laps: later,
    };
  });
}

export function decisionTable(decision: Decision): string {
  const row = (what: string, way: Continuation | null): Cell[] => [what, way && way[2].join(' '), way && way[1].join(' '), way && lapTime(way[0])];
  return table(
    ['', 'next compounds', 'stops on laps', 'race time'],
    [
      row('stop at once', decision.best_if_pit_on_first_possible_lap),
      row('stay out for three laps', decision.best_if_no_stop_within_next_3_laps),
      ...decision.best.map((way, i) => row(`best ${i + 1}`, way)),
    ],
  );
}
