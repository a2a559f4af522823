import type { EdgeBuffer } from './edge/edge-buffer.ts';

/** ms that a frame may wait for the factory's word once the broker has it, and the longest pause between two repeats of it. */
const PATIENCE = 15_000;
const LONGEST = 600_000;
/** ms until it is worth looking again. */
export const LOOK_AGAIN = 5000;

/**
 * Watches frames that the broker has acknowledged and the factory does not confirm. A broker may lose what it acknowledged, and a
 * topic may be deleted: what is on the car's disk is then sent again, and whoever has it already drops it.
 */
export class UnconfirmedWatch {
  private readonly buffer: EdgeBuffer;
  /** Id of the oldest unconfirmed frame when it was looked last, and since when it is, in ms of a clock that does not jump. */
  private oldest = 0;
  private since = 0;
  private patience = PATIENCE;

  constructor(buffer: EdgeBuffer) {
    this.buffer = buffer;
  }

  /** Nothing can be confirmed while the radio is cut: the wait begins anew. */
  excuse(): void {
    this.oldest = 0;
  }

  /**
   * @param acknowledged every frame up to this id has been acknowledged by the broker
   * @param now ms, by a clock that does not jump
   * @returns the id after which all is to be sent again; undefined while there is nothing to repeat
   */
  repeatFrom(acknowledged: number, now: number): number | undefined {
    const [first] = this.buffer.after(0, 1, 1);
    if (!first || first.id > acknowledged) {
      this.oldest = 0;
      return undefined;
    }
    if (first.id !== this.oldest) {
      this.oldest = first.id;
      this.since = now;
      this.patience = PATIENCE;
      return undefined;
    }
    if (now - this.since < this.patience) return undefined;
    this.since = now;
    this.patience = Math.min(LONGEST, 2 * this.patience);
    return first.id - 1;
  }
}
