import type { MathLine, MathProgram, Plan } from '../../../common/math/plan.ts';
import { MathBook, type MathChannel } from '../../../common/math/math-book.ts';
import { MathBudget } from '../../../common/math/math-budget.ts';
import { MathError } from '../../../common/math/math-error.ts';
import type { OverlayLine } from './lap-line.ts';
import type { OverlayAxis } from './messages.ts';
import type { SampleLine } from './sample-line.ts';

/** Whose values are wanted: the lap and the one that it is compared with. */
interface Pair {
  lap: OverlayLine;
  reference: OverlayLine | undefined;
}

/** Math channels of the laps on the charts, each worked out once for a lap and its reference. */
export class MathLines {
  private book = new MathBook([]);
  private lines = new WeakMap<OverlayLine, Map<string, SampleLine | null>>();
  private references = new Map<Plan, MathLine | null>();
  private reference: OverlayLine | undefined;
  /** By name of a channel, why it is not drawn. */
  readonly faults = new Map<string, string>();

  /** All math channels anew. */
  set(channels: readonly MathChannel[]): void {
    this.book = new MathBook(channels);
    this.forget();
  }

  /** Laps have changed. */
  forget(): void {
    this.lines = new WeakMap();
    this.references = new Map();
    this.faults.clear();
  }

  has(name: string): boolean {
    return this.book.has(name);
  }

  /** Null where the lap lacks a channel that is needed, or the expression is wrong. */
  line(name: string, axis: OverlayAxis, { lap, reference }: Pair): SampleLine | null {
    if (reference !== this.reference) {
      this.forget();
      this.reference = reference;
    }
    let known = this.lines.get(lap);
    if (!known) this.lines.set(lap, (known = new Map()));
    const key = `${axis} ${name}`;
    let line = known.get(key);
    if (line === undefined) known.set(key, (line = this.work(name, axis, { lap, reference })));
    return line;
  }

  private work(name: string, axis: OverlayAxis, { lap, reference }: Pair): SampleLine | null {
    const program = this.book.program(name) as MathProgram | MathError;
    try {
      if (program instanceof MathError) throw program;
      return lap.evaluate(program.plan, axis, (plan, budget) => this.inReference(plan, budget, reference), new MathBudget());
    } catch (error) {
      if (!(error instanceof MathError)) throw error;
      this.faults.set(name, error.message);
      return null;
    }
  }

  private inReference(plan: Plan, budget: MathBudget, reference: OverlayLine | undefined): MathLine | null {
    let line = this.references.get(plan);
    if (line === undefined) this.references.set(plan, (line = reference?.evaluate(plan, 'distance', () => null, budget) ?? null));
    return line;
  }
}
