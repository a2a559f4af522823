import type { OverlayLine } from '../overlay/lap-line.ts';
import { valueAt } from '../overlay/sample-line.ts';
import type { FigureChannel, FigureScope } from './messages.ts';

/** The samples of a channel that lie in what the charts show. */
export interface LapSamples {
  /** s since the lap began. */
  times: Float64Array;
  /** In the unit shown. */
  values: Float64Array;
  /** Where on the axis of the charts, m or s. */
  at: Float64Array;
  /** From one sample to the next where none is missing, s. */
  interval: number;
  /** Where samples that follow each other without a gap begin, and after the last where they end. */
  starts: number[];
}

/** How far two samples may lie from the usual interval before they count as apart. */
const APART = 0.5;

/** Null where the lap lacks the channel, or has no sample of it there. A lap of which nobody knows the places is there as a whole or, by distance, not at all. */
export function samplesOf(lap: OverlayLine, { name, scale }: FigureChannel, { axis, span }: Pick<FigureScope, 'axis' | 'span'>): LapSamples | null {
  const line = lap.channel(name, 'time');
  const places = axis === 'time' ? line : lap.channel(name, 'distance');
  if (!line || (span && !places)) return null;
  let [from, to] = [0, line.xs.length];
  if (span && places) {
    while (from < to && places.xs[from]! < span.from) from++;
    while (to > from && places.xs[to - 1]! > span.to) to--;
  }
  if (from === to) return null;
  const times = line.xs.subarray(from, to);
  const interval = usualInterval(line.xs);
  const starts = [0];
  for (let i = 0; i + 1 < times.length; i++) if (line.breaks[from + i] === 1 || Math.abs(times[i + 1]! - times[i]! - interval) > APART * interval) starts.push(i + 1);
  starts.push(times.length);
  return { times, values: line.ys.subarray(from, to).map((y) => y * scale), at: (places ?? line).xs.subarray(from, to), interval, starts };
}

/** Gaps that are looked at to know the usual one. */
const LOOKED_AT = 301;

/** The middle one of what lies between neighbours, of some all over the lap; 0 for a sample alone. */
function usualInterval(times: Float64Array): number {
  const step = Math.max(1, Math.floor((times.length - 1) / LOOKED_AT));
  const between = new Float64Array(Math.ceil((times.length - 1) / step)).map((_, i) => times[i * step + 1]! - times[i * step]!);
  return between.toSorted()[between.length >> 1] ?? 0;
}

/** The values of another channel where these samples were taken, in its unit shown; NaN where they are not known. Null where the lap lacks it. */
export function valuesAt(lap: OverlayLine, channel: FigureChannel, scope: Pick<FigureScope, 'axis' | 'span'>, { times }: LapSamples): Float64Array | null {
  const own = samplesOf(lap, channel, scope);
  if (own && own.times.length === times.length && own.times.every((time, i) => time === times[i])) return own.values;
  const line = lap.channel(channel.name, 'time');
  return line && times.map((time) => valueAt(line, time, channel.stepped) * channel.scale);
}

/** Samples that follow each other, a list for each stretch without a gap. */
export function stretchesOf({ values, starts }: LapSamples): Float64Array[] {
  return starts.slice(1).map((end, i) => values.subarray(starts[i], end));
}
