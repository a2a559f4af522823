/** A stretch of an axis, in its unit. */
export interface AxisSpan {
  from: number;
  to: number;
}

/** The shortest and longest stretch that may show, in the unit of the axis. */
export interface Limits {
  shortest: number;
  longest: number;
}

/** A stretch made longer by a factor; what lies at a share of it, from 0 to 1, stays there. */
export function zoomed({ from, to }: AxisSpan, factor: number, share: number, { shortest, longest }: Limits): AxisSpan {
  const length = Math.min(longest, Math.max(shortest, (to - from) * factor));
  const start = from + share * (to - from - length);
  return { from: start, to: start + length };
}

/** A stretch moved so that it lies within another; where it is longer than that one, to its end. */
export function within({ from, to }: AxisSpan, whole: AxisSpan): AxisSpan {
  const shift = Math.min(whole.to - to, Math.max(whole.from - from, 0));
  return { from: from + shift, to: to + shift };
}
