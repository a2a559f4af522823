import type { CentreLine } from './centre-line.ts';
import type { Corner } from './track-shape.ts';

/** A bend wider than this radius is none, m; nor is one of less than so many rad. */
const WIDEST = 700;
const LEAST = 0.15;
/** Bends to one side with less than this between them are one corner, m. */
const BETWEEN = 30;

/** The corners of a road that has no names for them: `Turn 1`, `Turn 2`, ... as they come. */
export function findCorners({ curvature, count, step }: CentreLine): Corner[] {
  const bends: { side: 1 | -1; from: number; to: number; angle: number }[] = [];
  for (let i = 0; i < count; i++) {
    const bend = curvature[i]!;
    if (Math.abs(bend) * WIDEST < 1) continue;
    const side = bend > 0 ? 1 : -1;
    const last = bends.at(-1);
    if (last && last.side === side && (i - last.to) * step < BETWEEN) {
      last.to = i + 1;
      last.angle += Math.abs(bend) * step;
    } else bends.push({ side, from: i, to: i + 1, angle: Math.abs(bend) * step });
  }
  return bends
    .filter((bend) => bend.angle > LEAST)
    .map(({ side, from, to }, i) => ({ name: `Turn ${i + 1}`, from: from * step, apex: ((from + to) / 2) * step, to: to * step, side }));
}
