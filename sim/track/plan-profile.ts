import { closedTable, slopeClosed, smoothClosed } from './closed-table.ts';
import { planFault } from './plan-fault.ts';
import type { Layout, Stretch } from './plan-layout.ts';

/** A value at a way from the start line, m; linear in between. */
type Knot = readonly [number, number];

/** m over which heights, bankings and widths are rounded off to either side, in each of two passes. */
const CREST = 40;
const ROLL = 12;
const WIDEN = 12;
/** m by which heights may miss each other. */
const AGREES = 0.05;

function tabulate({ count, step }: Layout['line'], knots: readonly Knot[], reach: number): Float64Array {
  let k = 0;
  const table = closedTable(count, (i) => {
    const at = i * step;
    while (k < knots.length - 2 && at >= knots[k + 1]![0]) k++;
    const [from, low] = knots[k]!;
    const [to, high] = knots[k + 1]!;
    return to > from ? low + ((high - low) * Math.min(at - from, to - from)) / (to - from) : high;
  });
  return smoothClosed(table, Math.round(reach / step));
}

/** Height of the road, 0 at the line, and its rise for each m: even slopes joined by vertical curves. */
export function heights({ line, stretches }: Layout): { z: Float64Array; grade: Float64Array } {
  const table = tabulate(line, heightKnots(stretches), CREST);
  const z = table.map((height) => height - table[0]!);
  return { z, grade: slopeClosed(z, line.step) };
}

/** Segments that say neither height nor grade share evenly in what is left to climb up to the next height. */
function heightKnots(stretches: readonly Stretch[]): Knot[] {
  const knots: Knot[] = [[0, 0]];
  const last = stretches.length - 1;
  let run: Stretch[] = [];
  let height = 0;
  stretches.forEach((stretch, i) => {
    const { segment } = stretch;
    run.push(stretch);
    if (segment.height === undefined && i < last) return;
    const goal = segment.height ?? 0;
    if (i === last && Math.abs(goal) > AGREES) planFault(`segments[${i}].height`, `the lap ends at ${goal} m, not at the 0 m it starts from`);
    const open = run.filter((one) => one.segment.grade === undefined).reduce((sum, one) => sum + one.to - one.from, 0);
    const given = run.reduce((sum, one) => sum + (one.segment.grade ?? 0) * (one.to - one.from), 0);
    const rest = goal - height - given;
    if (open === 0 && Math.abs(rest) > AGREES) {
      planFault(`segments[${i}]`, `the grades lead to ${(height + given).toFixed(2)} m, not to ${goal} m; leave one out`);
    }
    for (const one of run) {
      height += (one.to - one.from) * (one.segment.grade ?? rest / open);
      knots.push([one.to, height]);
    }
    height = goal;
    run = [];
  });
  return knots;
}

/** rad, positive where the left edge is the higher one. */
export function banking({ line, stretches }: Layout): Float64Array {
  const knots = stretches.flatMap(({ segment, from, to, arcFrom, arcTo }, i): Knot[] => {
    const before = joint(stretches.at(i - 1)!, stretches[i]!);
    const after = joint(stretches[i]!, stretches[(i + 1) % stretches.length]!);
    return [[from, before], [arcFrom, segment.banking], [arcTo, segment.banking], [to, after]];
  });
  return tabulate(line, knots, ROLL).map((degrees) => (degrees * Math.PI) / 180);
}

/** Banking where two segments meet: a straight's own, between turns what both have. */
function joint({ segment: a }: Stretch, { segment: b }: Stretch): number {
  if (a.kind === 'straight') return a.banking;
  if (b.kind === 'straight') return b.banking;
  if (a.banking * b.banking < 0) return 0;
  return Math.abs(a.banking) < Math.abs(b.banking) ? a.banking : b.banking;
}

/** From the centre line to either edge, m. */
export function halfWidth({ line, stretches }: Layout, width: number): Float64Array {
  const knots = stretches.flatMap(({ segment, from, to }): Knot[] => {
    const half = (segment.width ?? width) / 2;
    return [[from, half], [to, half]];
  });
  return tabulate(line, knots, WIDEN);
}
