import { CHANNELS } from '../../common/channels.ts';
import type { Strip } from '../live/strips.ts';

/** What a gauge of a channel spans, in the unit shown: all that the channel can be. */
export function gaugeRange({ channel, scale }: Pick<Strip, 'channel' | 'scale'>): { min: number; max: number } {
  const { min, max } = CHANNELS.find(({ name }) => name === channel)!;
  return { min: min * scale, max: max * scale };
}

/** Where the bar of a gauge begins and ends, as shares of its length: it grows from nought where the range has one, and from the lower end elsewhere. */
export function barOf(value: number, { min, max }: { min: number; max: number }): { from: number; to: number } {
  if (Number.isNaN(value) || max <= min) return { from: 0, to: 0 };
  const shareOf = (at: number): number => (Math.min(max, Math.max(min, at)) - min) / (max - min);
  const [nought, end] = [shareOf(0), shareOf(value)];
  return { from: Math.min(nought, end), to: Math.max(nought, end) };
}
