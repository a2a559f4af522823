import { signal } from '@preact/signals';
import type { Layout } from './layout.ts';

/** Changes of a layout that can be taken back. */
const MOST_STEPS = 60;

/** What is kept of a layout: null for one as it came. */
type Kept = Layout | null;

/** Changes of layouts that can be taken back and made again, of each layout its own. */
export class UndoSteps {
  readonly #histories = new Map<string, { back: Kept[]; on: Kept[] }>();
  readonly #changes = signal(0);

  /** How many changes of a layout can be taken back, and made again. */
  of(id: string): { back: number; on: number } {
    void this.#changes.value;
    const { back, on } = this.#of(id);
    return { back: back.length, on: on.length };
  }

  /** Remembers what was kept before a change. */
  add(id: string, before: Kept): void {
    const history = this.#of(id);
    history.back = [...history.back, before].slice(-MOST_STEPS);
    history.on = [];
    this.#changes.value++;
  }

  /** What is to be kept after a step; undefined where there is none. @param now what is kept */
  step(id: string, way: 'back' | 'on', now: Kept): Kept | undefined {
    const history = this.#of(id);
    const next = history[way].pop();
    if (next === undefined) return undefined;
    history[way === 'back' ? 'on' : 'back'].push(now);
    this.#changes.value++;
    return next;
  }

  forget(id: string): void {
    this.#histories.delete(id);
    this.#changes.value++;
  }

  #of(id: string): { back: Kept[]; on: Kept[] } {
    let history = this.#histories.get(id);
    if (!history) this.#histories.set(id, (history = { back: [], on: [] }));
    return history;
  }
}
