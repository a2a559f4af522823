import { computed, signal } from '@preact/signals';
import type { Memory } from '../../state/strip-choice.ts';
import { FIGURE_DEFAULTS, readSettings } from './figure-settings.ts';
import type { FigureChosen, FigureKind, FigureSettings } from './figure-settings.ts';

/** What a person has chosen in one panel of figures; remembered. */
export class FigureChoice {
  readonly #own = signal<FigureSettings>({});
  readonly #memory: Memory;
  readonly #key: string;
  readonly #defaults: FigureChosen;

  /**
   * @param first what the layout says of the panel; holds until something else is chosen
   * @param key that it is remembered under
   * @param isKnown which channels there are
   */
  constructor(memory: Memory, kind: FigureKind, first: unknown, key: string, isKnown: (channel: string) => boolean) {
    this.#memory = memory;
    this.#key = key;
    this.#defaults = { ...FIGURE_DEFAULTS[kind], ...readSettings(first ?? {}, isKnown) };
    this.#own.value = readSettings(parsed(memory.getItem(key)), isKnown);
  }

  readonly settings = computed((): FigureChosen => ({ ...this.#defaults, ...this.#own.value }));

  /** What is another than Lapwing comes with, for a file. */
  get written(): FigureSettings {
    return this.#own.peek();
  }

  set(more: FigureSettings): void {
    this.#own.value = { ...this.#own.peek(), ...more };
    this.#memory.setItem(this.#key, JSON.stringify(this.#own.value));
  }

  /** Back to what the panel came with. */
  reset(...names: (keyof FigureSettings)[]): void {
    this.set(Object.fromEntries(names.map((name) => [name, this.#defaults[name]])));
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}
