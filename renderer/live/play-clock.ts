/** Wall time without a sample after which the data is called missing, ms. */
const STALL_MS = 900;
/** How far, in wall seconds, the clock may be off before it jumps rather than catches up. */
const LARGEST_ERROR = 1.5;
const CATCH_UP_PER_SECOND = 2;
/** While a backlog drains, samples come faster than the race runs: the clock must not run away with them. */
const LARGEST_EXCESS = 1.05;
const REMEMBERED = 64;
/** How late samples may come without the clock running past them: one animation frame, for a longer wait makes every sample older. */
const LATENESS_MS = 15;

/**
 * The race time at the right edge of every live chart. Samples come in bursts, and a race may run at many times the
 * speed of the wall clock; this clock runs smoothly a little behind the newest sample, and keeps running through an
 * outage so that the missing span can be seen to grow.
 */
export class PlayClock {
  /** Race time shown now, s; NaN until the first sample. */
  time = NaN;
  /** Race time of the newest sample received, s. */
  newest = NaN;
  readonly #arrivals: { wall: number; newest: number }[] = [];
  #interval = 100;
  #lastTick = 0;
  #rate = 1;
  #epoch = -1;
  #nominal: number | 'max' = 1;

  /** Begins anew when the packets are of another race than before. @param epoch as packets carry it */
  follow(epoch: number): void {
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.time = NaN;
    this.newest = NaN;
    this.#arrivals.length = 0;
  }

  /** @param wall ms, as `performance.now()` counts */
  received(newest: number, wall: number): void {
    if (newest <= this.newest) return;
    const last = this.#arrivals.at(-1);
    if (last) {
      const gap = wall - last.wall;
      if (gap > STALL_MS) this.#arrivals.length = 0;
      else this.#interval += (gap - this.#interval) * 0.1;
    }
    this.newest = newest;
    this.#arrivals.push({ wall, newest });
    if (this.#arrivals.length > REMEMBERED) this.#arrivals.shift();
  }

  /**
   * @param nominal simulated seconds a second, or `max`: the pace until one has been measured, and the most that it may be
   * @param running whether more data is to be expected
   * @param race race time now, s, while the link is cut and nothing can come; else NaN
   */
  tick(wall: number, nominal: number | 'max', running: boolean, race = NaN): void {
    if (nominal !== this.#nominal) {
      this.#arrivals.splice(0, this.#arrivals.length - 1);
      if (nominal !== 'max') this.#rate = nominal;
    }
    this.#nominal = nominal;
    const last = this.#arrivals.at(-1);
    const elapsed = Math.min(0.25, Math.max(0, (wall - this.#lastTick) / 1000));
    this.#lastTick = wall;
    if (!last) return;
    const measured = this.#measured();
    if (measured !== null) this.#rate = nominal === 'max' ? measured : Math.min(measured, nominal * LARGEST_EXCESS);
    const delay = Math.min(0.5, (this.#interval * 1.2 + LATENESS_MS) / 1000) * this.#rate;
    const silence = (wall - last.wall) / 1000;
    const expected = race > this.newest && wall - last.wall >= STALL_MS ? race : this.newest + silence * this.#rate - delay;
    const target = running ? expected : this.newest;
    if (Number.isNaN(this.time) || Math.abs(target - this.time) > LARGEST_ERROR * Math.max(1, this.#rate)) {
      this.time = target;
      return;
    }
    const step = this.#rate * elapsed + (target - this.time) * CATCH_UP_PER_SECOND * elapsed;
    const next = this.time + Math.max(0, step);
    this.time = running ? next : Math.min(next, Math.max(this.time, target));
  }

  /** Race seconds since the newest sample, when it is so long ago that data is missing; else 0. */
  missing(wall: number): number {
    const last = this.#arrivals.at(-1);
    if (!last || wall - last.wall < STALL_MS) return 0;
    return Math.max(0, this.time - this.newest);
  }

  #measured(): number | null {
    const first = this.#arrivals[0];
    const last = this.#arrivals.at(-1);
    if (!first || !last || last.wall - first.wall < 1000) return null;
    return ((last.newest - first.newest) / (last.wall - first.wall)) * 1000;
  }
}
