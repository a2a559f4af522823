import type { IdealLap, IdealPart } from '../../../common/analysis/ideal-lap.ts';
import { lastAtOrBefore, type LapProgress } from '../../../common/analysis/lap-progress.ts';
import type { MathBudget } from '../../../common/math/math-budget.ts';
import type { MathLap, Plan } from '../../../common/math/plan.ts';
import type { OverlayLine } from './lap-line.ts';
import type { OverlayAxis } from './messages.ts';
import type { SampleLine } from './sample-line.ts';

/** The ideal lap, its channels taken in each section from the lap that was fastest there. */
export class IdealLine implements OverlayLine {
  readonly progress: LapProgress;
  private readonly laps: readonly OverlayLine[];
  private readonly parts: readonly IdealPart[];
  private readonly lines = new Map<string, SampleLine | null>();

  /** @param laps those that it was put together from, in the same order */
  constructor(ideal: IdealLap, laps: readonly OverlayLine[]) {
    this.progress = ideal.progress;
    this.parts = ideal.parts;
    this.laps = laps;
  }

  channel(name: string, axis: OverlayAxis): SampleLine | null {
    const key = `${axis} ${name}`;
    let line = this.lines.get(key);
    if (line === undefined) this.lines.set(key, (line = this.join(axis, (lap, over) => lap.channel(name, over))));
    return line;
  }

  evaluate(plan: Plan, axis: OverlayAxis, reference: MathLap['reference'], budget: MathBudget): SampleLine | null {
    return this.join(axis, (lap, over) => lap.evaluate(plan, over, reference, budget));
  }

  private join(axis: OverlayAxis, line: (lap: OverlayLine, over: OverlayAxis) => SampleLine | null): SampleLine | null {
    const pieces = this.parts.flatMap((part) => {
      const lap = this.laps[part.lap]!;
      const places = line(lap, 'distance');
      const over = axis === 'distance' ? places : line(lap, axis);
      if (!places || !over) return [];
      const from = lastAtOrBefore(places.xs, part.from) + 1;
      const to = lastAtOrBefore(places.xs, part.to) + 1;
      const shift = axis === 'time' ? part.shift : 0;
      return [{ xs: over.xs.subarray(from, to).map((x) => x + shift), ys: over.ys.subarray(from, to), breaks: over.breaks.subarray(from, to) }];
    });
    const count = pieces.reduce((sum, { xs }) => sum + xs.length, 0);
    if (count === 0) return null;
    const joined: SampleLine = { xs: new Float64Array(count), ys: new Float64Array(count), breaks: new Uint8Array(count) };
    let at = 0;
    for (const { xs, ys, breaks } of pieces) {
      joined.xs.set(xs, at);
      joined.ys.set(ys, at);
      joined.breaks.set(breaks, at);
      at += xs.length;
    }
    return joined;
  }
}
