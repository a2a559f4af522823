import { MathError } from './math-error.ts';
import { MATH_LIMITS } from './math-limits.ts';

const tooMuch = (what: string): MathError => new MathError(`This ${what} than one math channel may. Make it shorter.`, 0, 0);

/** What one evaluation has used of what `MATH_LIMITS` allows. Throws MathError where it is more. */
export class MathBudget {
  private work = 0;
  private held = 0;

  /** Before so many samples are written to a new array. */
  take(samples: number): void {
    if (samples > MATH_LIMITS.samples) throw tooMuch('looks at more samples at once');
    this.work += samples;
    this.held += samples;
    if (this.work > MATH_LIMITS.work) throw tooMuch('takes more work');
    if (this.held > MATH_LIMITS.held) throw tooMuch('takes more memory');
  }

  /** An array of so many samples is no longer needed. */
  release(samples: number): void {
    this.held -= samples;
  }
}
