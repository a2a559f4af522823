import type { LinkView } from '../../common/link-view.ts';

/** Points kept; at ten a second this is ten minutes. */
const CAPACITY = 6000;

/** Span over which the shrinking of the backlog is measured, s. */
const DRAIN_SPAN = 3;

export const RADIO_UP = 0;
export const RADIO_SLOW = 1;
export const RADIO_CUT = 2;
const RADIO = { up: RADIO_UP, slow: RADIO_SLOW, cut: RADIO_CUT } as const;

/** What the link has been like since these screens were opened: one point for each `link` event. */
export class LinkHistory {
  /** Unix time, s. */
  readonly time = new Float64Array(CAPACITY);
  readonly backlog = new Float32Array(CAPACITY);
  /** Frames a second. */
  readonly rate = new Float32Array(CAPACITY);
  readonly radio = new Uint8Array(CAPACITY);
  length = 0;
  /** How long the last catching up took, s; null while there is a backlog to catch up or none ever was. */
  caughtUpIn: number | null = null;
  #restoredAt: number | null = null;
  #wasCut = false;

  /** @param now Unix time, s */
  add(link: LinkView, now: number): void {
    if (this.length === CAPACITY) this.#dropOldest(CAPACITY / 4);
    const at = this.length++;
    this.time[at] = now;
    this.backlog[at] = link.backlog;
    this.rate[at] = link.rate;
    this.radio[at] = RADIO[link.radio];
    this.#followCatchUp(link, now);
  }

  /** Spans of time in which the radio was in one of the hindered states, as far as they lie after `since` (Unix time, s). */
  hindered(since: number): { from: number; to: number; radio: number }[] {
    const spans: { from: number; to: number; radio: number }[] = [];
    for (let i = 0; i < this.length; i++) {
      const radio = this.radio[i]!;
      const to = this.time[Math.min(i + 1, this.length - 1)]!;
      if (radio === RADIO_UP || to < since) continue;
      const last = spans.at(-1);
      if (last && last.to === this.time[i] && last.radio === radio) last.to = to;
      else spans.push({ from: this.time[i]!, to, radio });
    }
    return spans;
  }

  /**
   * Frames a second by which the backlog has shrunk over the last seconds, negative while it grows; null while the radio
   * has not been in its present state for long enough to tell.
   * @param since when the radio came into its present state, Unix time, s
   */
  drain(since: number): number | null {
    const last = this.length - 1;
    const from = Math.max(since, (this.time[last] ?? 0) - DRAIN_SPAN);
    let first = last;
    while (first > 0 && this.time[first - 1]! >= from) first--;
    const span = this.time[last]! - this.time[first]!;
    return span >= DRAIN_SPAN / 2 ? (this.backlog[first]! - this.backlog[last]!) / span : null;
  }

  #followCatchUp(link: LinkView, now: number): void {
    const hindered = link.radio !== 'up';
    if (hindered) {
      this.#wasCut = true;
      this.#restoredAt = null;
      this.caughtUpIn = null;
    } else if (this.#wasCut) {
      this.#restoredAt ??= link.since;
      if (link.lag < CAUGHT_UP_LAG) {
        this.caughtUpIn = Math.max(0, now - this.#restoredAt);
        this.#wasCut = false;
        this.#restoredAt = null;
      }
    }
  }

  #dropOldest(count: number): void {
    for (const array of [this.time, this.backlog, this.rate, this.radio]) array.copyWithin(0, count, this.length);
    this.length -= count;
  }
}

/** With every frame of the last seconds confirmed there is nothing left to catch up, s. */
export const CAUGHT_UP_LAG = 2;
