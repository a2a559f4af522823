import { batch, effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { LapRow, RaceRow } from '../../common/race-view.ts';
import { COLOURS, MOST_LAPS, readChoice } from './kept-choice.ts';
import type { KeptChoice } from './kept-choice.ts';

/** A lap that is to be compared with others, and which of the series colours is its own; null for none. */
export interface ChosenLap {
  row: LapRow;
  track: string;
  /** Unix time of the race's start, s. */
  started: number;
  colour: number | null;
}

/** What of a race has to be known to choose its laps. */
export type LapRace = Pick<RaceRow, 'track' | 'started'>;

const KEY = 'lapwing.laps';

/** The laps that a person compares, from any stored races. */
export class LapChoice {
  readonly #list = signal<readonly ChosenLap[]>([]);
  readonly #reference = signal<string | null>(null);
  readonly #focus = signal<string | null>(null);

  /** @param memory outlives a reload of the window, where there is one */
  constructor(memory?: Pick<Storage, 'getItem' | 'setItem'>) {
    if (!memory) return;
    const kept = readChoice(memory.getItem(KEY));
    if (kept) {
      this.#list.value = kept.laps;
      this.#reference.value = kept.reference;
      this.#focus.value = kept.focus;
    }
    effect(() => memory.setItem(KEY, JSON.stringify({ laps: [...this.#list.value], reference: this.#reference.value, focus: this.#focus.value } satisfies KeptChoice)));
  }

  get list(): ReadonlySignal<readonly ChosenLap[]> {
    return this.#list;
  }

  /** What the others are compared with: a lap's id, or another one that the caller gave; null while there is no lap. */
  get reference(): ReadonlySignal<string | null> {
    return this.#reference;
  }

  /** The lap that is looked at: one of the list, and not the reference where there is another. */
  get focus(): ReadonlySignal<string | null> {
    return this.#focus;
  }

  has(id: string): boolean {
    return this.#list.value.some(({ row }) => row.id === id);
  }

  /** Adds a lap and looks at it; the first is the reference. False where there is no room. A lap that is there already is only looked at. */
  add(row: LapRow, race: LapRace): boolean {
    return this.addAll([{ row, race }]) === 1 || this.has(row.id);
  }

  /** Adds as many as there is room for, and says how many those were. */
  addAll(laps: readonly { row: LapRow; race: LapRace }[]): number {
    const fresh = laps.filter(({ row }) => !this.has(row.id)).slice(0, MOST_LAPS - this.#list.value.length);
    const list = [...this.#list.value];
    for (const { row, race } of fresh) {
      const free = Array.from({ length: COLOURS }, (_, colour) => colour).find((colour) => !list.some((lap) => lap.colour === colour));
      list.push({ row, track: race.track, started: race.started, colour: free ?? null });
    }
    batch(() => {
      this.#list.value = list;
      this.#reference.value ??= list[0]?.row.id ?? null;
      const last = laps.findLast(({ row }) => this.has(row.id));
      if (last) this.lookAt(last.row.id);
    });
    return fresh.length;
  }

  remove(id: string): void {
    batch(() => {
      this.#list.value = this.#list.value.filter(({ row }) => row.id !== id);
      if (this.#reference.value === id || this.#list.value.length === 0) this.#reference.value = this.#list.value[0]?.row.id ?? null;
      this.#refocus();
    });
  }

  clear(): void {
    batch(() => {
      this.#list.value = [];
      this.#reference.value = null;
      this.#focus.value = null;
    });
  }

  compareWith(id: string): void {
    batch(() => {
      const before = this.#reference.value;
      this.#reference.value = id;
      if (this.#focus.value === id && before !== null && this.has(before)) this.#focus.value = before;
      this.#refocus();
    });
  }

  lookAt(id: string): void {
    if (!this.has(id)) return;
    this.#focus.value = id;
    this.#refocus();
  }

  #refocus(): void {
    const ids = this.#list.value.map(({ row }) => row.id);
    const now = this.#focus.value;
    if (now !== null && ids.includes(now) && now !== this.#reference.value) return;
    this.#focus.value = ids.findLast((id) => id !== this.#reference.value) ?? ids[0] ?? null;
  }
}
