import { stripOf } from '../../live/strips.ts';
import { fixed } from '../../format.ts';

/** From which value to which the colours of a scale go. @param range in the unit shown */
export function ScaleLegend({ channel, range: [low, high] }: { channel: string; range: readonly [number, number] }) {
  const { unit, digits } = stripOf(channel);
  return (
    <span class="scale-legend" data-testid="scale-legend">
      {channel} {fixed(low, digits)} <i /> {fixed(high, digits)} {unit}
    </span>
  );
}
