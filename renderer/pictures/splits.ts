import { niceStep } from '../charts/nice-range.ts';

/** Round numbers between two, at most about so many. */
export function splitsBetween(from: number, to: number, most: number): number[] {
  const step = niceStep(to - from, most);
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step + 0);
}
