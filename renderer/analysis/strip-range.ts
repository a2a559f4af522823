import { niceRange, niceStep } from '../charts/nice-range.ts';
import { count, fixed } from '../format.ts';
import type { Strip } from '../live/strips.ts';
import type { OverlayAxis, Span } from './overlay/messages.ts';

/** Parts that a range is rounded to, and the finest steps that it spans at least. */
const RANGE_STEPS = 4;
const FEWEST_STEPS = 10;

/** What the y-axis of a strip goes from and to. @param values lowest and highest in view, in the channel's own unit; null where there is none */
export function stripRange({ range, scale, step, finest }: Strip, values: readonly [number, number] | null): [number, number] {
  if (range) return range;
  if (!values) return [0, finest * FEWEST_STEPS];
  const [low, high] = [Math.min(values[0] * scale, values[1] * scale), Math.max(values[0] * scale, values[1] * scale)];
  return niceRange(low, high, step ?? niceStep(Math.max(high - low, finest * FEWEST_STEPS), RANGE_STEPS));
}

/** A place of the x-axis in words. */
export function axisWords({ axis, from, to }: Span & { axis: OverlayAxis }, at: number): string {
  if (axis === 'distance') return to - from < 20 ? `${fixed(at, 1)} m` : `${count(at)} m`;
  return `${fixed(at, to - from < 1 ? 2 : to - from < 10 ? 1 : 0)} s`;
}
