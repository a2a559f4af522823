import { fixed } from '../../format.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import type { FigureChannel } from './messages.ts';

/** From which value to which the colours of a scale go. @param range in the unit shown */
export function ScaleLegend({ desk, channel: { name, unit }, range }: { desk: AnalysisDesk; channel: FigureChannel; range: readonly [number, number] }) {
  const digits = desk.digitsFor(name, range);
  return (
    <span class="scale-legend" data-testid="scale-legend">
      {name} {fixed(range[0], digits)} <i /> {fixed(range[1], digits)} {unit}
    </span>
  );
}
