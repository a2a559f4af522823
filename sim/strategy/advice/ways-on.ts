import type { Numbers } from './numbers.ts';

/** Ways to end a race: stops at the end of these laps onto these compounds. */
export interface Way {
  /** s of tyres and stops to the flag. */
  cost: number;
  inlaps: number[];
  compounds: string[];
}

/** Where a car is: laps driven, what is on and how old, what it has used. */
export interface Stance {
  done: number;
  compound: string;
  age: number;
  used: readonly string[];
}

/** Stops to come that are looked at. */
const MOST_STOPS = 3;

/**
 * The best ways to end a race of `laps` laps, alone on the track, for any car: base pace and fuel are the same for all of them and left out.
 *
 * Exact dynamic programming from the flag back: the best way from a fresh set is a stint of some length and the best way from where that ends, for each set of
 * compounds used. `leastCompounds` have to be used in all.
 */
export class WaysOn {
  readonly laps: number;
  readonly numbers: Numbers;
  readonly #names: readonly string[];
  readonly #least: number;
  readonly #stop: number;
  /** s of a fresh stint of n laps: compound c at `c · (laps + 1) + n`. */
  readonly #stints: Float64Array;
  /** Least cost from a stop at the end of lap l with mask m used and k stops more allowed, and what is put on and when it comes off (laps: never). */
  readonly #cost: Float64Array;
  readonly #onto: Int8Array;
  readonly #until: Int16Array;

  constructor(numbers: Numbers, laps: number, leastCompounds: number) {
    this.laps = laps;
    this.numbers = numbers;
    this.#names = [...numbers.tyres.keys()];
    this.#least = leastCompounds;
    const { into, out, standing } = numbers.stop;
    this.#stop = into + out + standing;
    this.#stints = new Float64Array(this.#names.length * (laps + 1));
    this.#names.forEach((name, c) => {
      for (let n = 1; n <= laps; n++) this.#stints[c * (laps + 1) + n] = this.#stints[c * (laps + 1) + n - 1]! + lossOf(numbers, name, n - 1);
    });
    const size = MOST_STOPS * this.#masks * (laps + 1);
    this.#cost = new Float64Array(size).fill(Infinity);
    this.#onto = new Int8Array(size).fill(-1);
    this.#until = new Int16Array(size);
    for (let more = 0; more < MOST_STOPS; more++) for (let mask = 0; mask < this.#masks; mask++) for (let lap = laps - 1; lap >= 1; lap--) this.#solve(more, mask, lap);
  }

  get #masks(): number {
    return 1 << this.#names.length;
  }

  #at(more: number, mask: number, lap: number): number {
    return (more * this.#masks + mask) * (this.laps + 1) + lap;
  }

  #solve(more: number, mask: number, lap: number): void {
    const { laps } = this;
    const at = this.#at(more, mask, lap);
    for (let c = 0; c < this.#names.length; c++) {
      const used = mask | (1 << c);
      const stints = c * (laps + 1);
      if (bits(used) >= this.#least) this.#keep(at, this.#stints[stints + laps - lap]!, c, laps);
      if (more === 0) continue;
      const next = this.#at(more - 1, used, 0);
      for (let until = lap + 1; until < laps; until++) this.#keep(at, this.#stints[stints + until - lap]! + this.#stop + this.#cost[next + until]!, c, until);
    }
  }

  #keep(at: number, cost: number, onto: number, until: number): void {
    if (cost >= this.#cost[at]!) return;
    this.#cost[at] = cost;
    this.#onto[at] = onto;
    this.#until[at] = until;
  }

  /** The best way with the next stop at the end of lap `lap`, where that stop costs `stop` s; null where there is none. */
  stoppingAt({ done, compound, age, used }: Stance, lap: number, stop = this.#stop): Way | null {
    if (lap <= done || lap >= this.laps) return null;
    const mask = this.#maskOf(used);
    const way = this.#from(MOST_STOPS - 1, mask, lap);
    return way && { ...way, cost: stintLoss(this.numbers, compound, age, lap - done) + stop + way.cost, inlaps: [lap, ...way.inlaps] };
  }

  /** What is best put on in a stop that is under way; null where the race is over. */
  onto({ done, used }: Stance): string | null {
    return done < this.laps ? (this.#from(MOST_STOPS - 1, this.#maskOf(used), done)?.compounds[0] ?? null) : null;
  }

  /** The best with the next stop at the end of `lap`, for each compound that is put on then and each number of stops after it. */
  eachOnto(stance: Stance, lap: number): Way[] {
    const ways: Way[] = [];
    const mask = this.#maskOf(stance.used);
    const before = stintLoss(this.numbers, stance.compound, stance.age, lap - stance.done) + this.#stop;
    this.#names.forEach((name, c) => {
      const used = mask | (1 << c);
      const stints = c * (this.laps + 1);
      if (bits(used) >= this.#least) ways.push({ cost: before + this.#stints[stints + this.laps - lap]!, inlaps: [lap], compounds: [name] });
      for (let more = 0; more < MOST_STOPS - 1; more++) {
        let cost = Infinity;
        let off = 0;
        for (let until = lap + 1; until < this.laps; until++) {
          const each = this.#stints[stints + until - lap]! + this.#stop + this.#cost[this.#at(more, used, until)]!;
          if (each >= cost) continue;
          cost = each;
          off = until;
        }
        const rest = cost < Infinity ? this.#from(more, used, off) : null;
        if (rest) ways.push({ cost: before + cost, inlaps: [lap, off, ...rest.inlaps], compounds: [name, ...rest.compounds] });
      }
    });
    return ways;
  }

  /** To the flag on what is on; null where the rules want another compound. */
  stayingOut({ done, compound, age, used }: Stance): Way | null {
    return bits(this.#maskOf([...used, compound])) < this.#least ? null : { cost: stintLoss(this.numbers, compound, age, this.laps - done), inlaps: [], compounds: [] };
  }

  /** The best of all with no stop at the end of lap `before` or earlier; null where there is none. */
  best(stance: Stance, before = stance.done): Way | null {
    let best = this.stayingOut(stance);
    for (let lap = before + 1; lap < this.laps; lap++) {
      const way = this.stoppingAt(stance, lap);
      if (way && way.cost < (best?.cost ?? Infinity)) best = way;
    }
    return best;
  }

  #maskOf(used: readonly string[]): number {
    return used.reduce((mask, name) => (this.#names.includes(name) ? mask | (1 << this.#names.indexOf(name)) : mask), 0);
  }

  #from(more: number, mask: number, lap: number): Way | null {
    const at = this.#at(more, mask, lap);
    if (this.#onto[at]! < 0) return null;
    const way: Way = { cost: this.#cost[at]!, inlaps: [], compounds: [] };
    let from = at;
    let used = mask;
    for (let left = more; ; left--) {
      const c = this.#onto[from]!;
      way.compounds.push(this.#names[c]!);
      used |= 1 << c;
      const until = this.#until[from]!;
      if (until === this.laps) return way;
      way.inlaps.push(until);
      from = this.#at(left - 1, used, until);
    }
  }
}

/** s that a lap on a tyre of that age loses; a compound that nobody knows is taken for the one that is known best. */
export function lossOf({ tyres }: Numbers, compound: string, age: number): number {
  const known = tyres.get(compound) ?? tyres.values().next().value;
  return known ? known.fresh + known.wear * age : 0;
}

export function stintLoss(numbers: Numbers, compound: string, age: number, laps: number): number {
  let sum = 0;
  for (let lap = 0; lap < laps; lap++) sum += lossOf(numbers, compound, age + lap);
  return sum;
}

function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left > 0; left >>= 1) count += left & 1;
  return count;
}
