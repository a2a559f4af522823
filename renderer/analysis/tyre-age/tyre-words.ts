import { fixed } from '../../format.ts';
import { signed } from '../words.ts';
import type { TyreFit, TyreLap } from './tyre-laps.ts';

/** `+0.062 ± 0.008 s/lap, 24 laps`. */
export function slopeWords({ line, laps }: TyreFit): string {
  if (!line) return `${laps} ${laps === 1 ? 'lap' : 'laps'}, too few ages for a line`;
  const within = Number.isNaN(line.slopeWithin) ? '' : ` ± ${fixed(line.slopeWithin, 3)}`;
  return `${signed(line.slope)}${within} s/lap, ${laps} laps`;
}

/** `left out: 4 in, 4 out, 2 slow`; empty where none is. */
export function leftOutWords(laps: readonly TyreLap[]): string {
  const counts = (['in', 'out', 'slow'] as const).map((why) => [why, laps.filter(({ leftOut }) => leftOut === why).length] as const).filter(([, many]) => many > 0);
  return counts.length === 0 ? '' : `left out: ${counts.map(([why, many]) => `${many} ${why}`).join(', ')}`;
}
