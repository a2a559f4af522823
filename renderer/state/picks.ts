import { batch, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** More lines than this in one chart cannot be told apart. */
export const MOST_PICKS = 6;

/** A car that is followed, and which of the series colours is its own in every panel. */
export interface Pick {
  car: string;
  /** 0 to `MOST_PICKS` - 1. */
  colour: number;
}

/** The cars that a person follows. */
export class Picks {
  readonly #list = signal<readonly Pick[]>([]);
  readonly #focus = signal<string | null>(null);

  get list(): ReadonlySignal<readonly Pick[]> {
    return this.#list;
  }

  /** The one of them that is looked at closely; null while nobody is followed. */
  get focus(): ReadonlySignal<string | null> {
    return this.#focus;
  }

  /** Looks at one of the cars that are followed. */
  lookAt(car: string): void {
    if (this.colourOf(car) !== null) this.#focus.value = car;
  }

  colourOf(car: string): number | null {
    return this.#list.value.find((pick) => pick.car === car)?.colour ?? null;
  }

  /**
   * Adds a car, and looks at it, or takes it away; false when there are `MOST_PICKS` already. A car keeps its colour while
   * it is followed.
   */
  toggle(car: string): boolean {
    const list = this.#list.value;
    if (list.some((pick) => pick.car === car)) {
      this.#setList(list.filter((pick) => pick.car !== car));
      return true;
    }
    if (list.length >= MOST_PICKS) return false;
    let colour = 0;
    while (list.some((pick) => pick.colour === colour)) colour++;
    this.#setList([...list, { car, colour }]);
    this.lookAt(car);
    return true;
  }

  /** Follows these and no others. */
  set(cars: readonly string[]): void {
    this.#setList(cars.slice(0, MOST_PICKS).map((car, colour) => ({ car, colour })));
  }

  #setList(list: readonly Pick[]): void {
    batch(() => {
      this.#list.value = list;
      if (!list.some((pick) => pick.car === this.#focus.value)) this.#focus.value = list[0]?.car ?? null;
    });
  }
}
