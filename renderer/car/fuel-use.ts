/** Laps between two marks, marks that are kept, and laps that must have been seen before a word is said of a lap's fuel. */
const STEP = 0.25;
const MARKS = 13;
const ENOUGH = 0.5;
/** Fuel that goes up by more than this was filled in, kg. */
const FILLED = 0.2;

interface Mark {
  way: number;
  fuel: number;
}

/** What a lap costs in fuel, from the last three laps that were seen without a stop for it. */
export class FuelUse {
  #marks: Mark[] = [];

  /** @param way driven, laps  @param fuel left, kg */
  add(way: number, fuel: number): void {
    if (Number.isNaN(way) || Number.isNaN(fuel)) return;
    while (this.#marks.length > 0 && this.#marks.at(-1)!.way > way) this.#marks.pop();
    const last = this.#marks.at(-1);
    if (last && fuel > last.fuel + FILLED) this.#marks = [];
    if (last && this.#marks.length > 0 && way - last.way < STEP) return;
    this.#marks.push({ way, fuel });
    if (this.#marks.length > MARKS) this.#marks.shift();
  }

  clear(): void {
    this.#marks = [];
  }

  /** kg a lap; null while there is too little to tell. */
  get perLap(): number | null {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (!first || !last || last.way - first.way < ENOUGH) return null;
    const used = (first.fuel - last.fuel) / (last.way - first.way);
    return used > 0 ? used : null;
  }
}
