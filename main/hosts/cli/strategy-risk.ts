import { Ensemble } from '../../../sim/strategy/ensemble.ts';
import { oddsOf, type Odds } from '../../../sim/strategy/odds.ts';
import { readRiskFile } from '../../../sim/strategy/risk-file.ts';
import { table } from './output.ts';
import { fromStrategyFile } from './strategy-file.ts';

/** What `strategy risk FILE --json` prints. */
export interface Risk {
  runs: number;
  seed: number;
  drivers: Record<string, Odds>;
  races_per_second: number;
}

/** How `runs` random races of the field in `file` end. Throws as `fromStrategyFile`. */
export function strategyRisk(file: string, runs: number, seed: number): Promise<Risk> {
  return fromStrategyFile(file, (document) => {
    const { spec, noise, events } = readRiskFile(document);
    const ensemble = new Ensemble(spec, { noise, events, seed });
    const start = performance.now();
    ensemble.run(0, runs);
    const seconds = (performance.now() - start) / 1000;
    return { runs, seed, drivers: oddsOf(ensemble), races_per_second: runs / seconds };
  });
}

export function riskTable({ drivers }: Risk): string {
  const percent = (p: number) => `${(100 * p).toFixed(1)}%`;
  const rows = Object.entries(drivers)
    .sort(([, a], [, b]) => a.mean_position - b.mean_position)
    .map(([id, odds]) => [
      id,
      odds.mean_position.toFixed(2),
      odds.expected_points.toFixed(2),
      ...[odds.p_win, odds.p_podium, odds.p_points, odds.p_dnf].map(percent),
    ]);
  return table(['driver', 'mean place', 'points', 'win', 'podium', 'in the points', 'out'], rows);
}
