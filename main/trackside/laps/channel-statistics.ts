import { fromSteps } from '../../../common/channels.ts';

/** What a lap's samples of one channel come to, in steps of its resolution. */
export interface ChannelSteps {
  count: number;
  min: number;
  max: number;
  sum: number;
  /** Standard deviation of these samples, not an estimate for others. */
  deviation: number;
  /** First and last sample. */
  start: number;
  end: number;
}

/** The same in the channel's unit, as the lap document says it. */
export interface ChannelStatistics {
  count: number;
  min: number;
  max: number;
  mean: number;
  standard_deviation: number;
  start: number;
  end: number;
}

/** Undefined for a channel that has no sample. */
export function stepsOf(column: Int32Array): ChannelSteps | undefined {
  const count = column.length;
  if (count === 0) return undefined;
  let min = column[0]!;
  let max = min;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const value = column[i]!;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (column[i]! - mean) ** 2;
  return { count, min, max, sum, deviation: Math.sqrt(squares / count), start: column[0]!, end: column[count - 1]! };
}

export function statisticsOf({ count, min, max, sum, deviation, start, end }: ChannelSteps, resolution: number): ChannelStatistics {
  const value = (steps: number): number => fromSteps(steps, resolution);
  return { count, min: value(min), max: value(max), mean: value(sum) / count, standard_deviation: value(deviation), start: value(start), end: value(end) };
}
