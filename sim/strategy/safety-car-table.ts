import type { Plan } from '../../common/strategy.ts';
import type { SoloCar } from './solo.ts';
import { tyreLoss } from './tyre.ts';

export interface SafetyCarProblem {
  car: SoloCar;
  /** What there is to choose from. */
  compounds: readonly string[];
  /** What the car starts on; without it whatever is best. */
  startCompound?: string;
  startAge: number;
  /** The chance that a safety car comes at the start of lap l (at index l, from 1), if none is out. */
  comes: Float64Array;
  /** How likely it stays for 1, 2, … laps. */
  lengths: readonly number[];
  /** The way the car is on until one comes; without it the best. Its first compound is what the car starts on. */
  along?: Plan;
}

/** What to do if a safety car comes on a lap. Times are what is still to be driven from the start of that lap, s, as it is to be expected. */
export interface SafetyCarRow {
  lap: number;
  /** What the car is on by then, if it has done what was best under green, or what it was to do (`along`), and its laps. */
  compound: string;
  age: number;
  /** Coming in at the end of `onLap`, if it is still out then, and onto what. */
  stop: { onLap: number; compound: string; time: number };
  /** Not coming in while it is out. Infinity where two compounds can no longer be driven. */
  stay: number;
}

export interface SafetyCarTable {
  /** s: the whole race, as it is to be expected. */
  time: number;
  /** The stops that are made if no safety car comes. */
  green: { compounds: string[]; inlaps: number[] };
  rows: SafetyCarRow[];
}

/**
 * "If a safety car comes on lap n: stop or stay", for every lap, worked out before the race.
 *
 * Exact dynamic programming from the last lap back. A state is the lap, how long a safety car has been out, the tyre and its age, and whether two
 * compounds have been used. On each lap the car knows whether a safety car is out, but not what the next lap brings: neither that one comes, nor that it goes. So a
 * stop may be put off in the hope of one. Laps and stops cost what they cost in free air (`Solo`), with safety cars that come at the line.
 */
export function safetyCarTable(problem: SafetyCarProblem): SafetyCarTable {
  const policy = new Policy(problem);
  const { along } = problem;
  const { laps } = problem.car;
  const start = policy.start();
  const green: SafetyCarTable['green'] = { compounds: [problem.compounds[start]!], inlaps: [] };
  const rows: SafetyCarRow[] = [];
  let compound = start;
  let age = problem.startAge;
  let used: 0 | 1 = 0;
  for (let lap = 1; lap < laps; lap++) {
    const stop = policy.bestStop(lap, compound, age, used);
    rows.push({
      lap,
      compound: problem.compounds[compound]!,
      age,
      stop: { ...stop, compound: problem.compounds[stop.compound]! },
      stay: policy.behind(lap, 1, compound, age, used, Infinity),
    });
    const onto = along ? planned(along, lap, problem.compounds) : policy.onto(lap, compound, age, used);
    if (onto !== null) {
      if (onto !== compound) used = 1;
      compound = onto;
      age = 0;
      green.compounds.push(problem.compounds[compound]!);
      green.inlaps.push(lap);
    } else {
      age++;
    }
  }
  return { time: policy.whole(start), green, rows };
}

/** What the plan puts on at the end of the lap, null for no stop. */
function planned({ compounds, inlaps }: Plan, lap: number, all: readonly string[]): number | null {
  const stop = inlaps.indexOf(lap);
  return stop < 0 ? null : all.indexOf(compounds[stop + 1]!);
}

/** Modes of a lap: 0 is green, k the kth lap of a safety car. Ages are counted in laps driven, those of the first set from its own. */
class Policy {
  readonly #problem: SafetyCarProblem;
  readonly #modes: number;
  readonly #ages: number;
  readonly #kinds: number;
  /** s still to be driven from the start of a lap: see `#at`. */
  readonly #value: Float64Array;
  /** Lap without pits and flags: `(compound · ages + age)`, fuel apart. */
  readonly #tyres: Float64Array;
  /** The chance that a safety car that has been out for k laps stays for another. */
  readonly #stays: Float64Array;

  constructor(problem: SafetyCarProblem) {
    const { car, compounds, lengths, startAge } = problem;
    this.#problem = problem;
    this.#modes = lengths.length + 1;
    this.#ages = car.laps + Math.ceil(startAge) + 1;
    this.#kinds = compounds.length;
    this.#tyres = Float64Array.from({ length: this.#kinds * this.#ages }, (_, at) =>
      tyreLoss(car.tyres.model, car.tyres.compounds[compounds[Math.floor(at / this.#ages)]!]!, at % this.#ages),
    );
    this.#stays = new Float64Array(this.#modes);
    for (let k = 1, left = lengths.reduce((sum, p) => sum + p, 0); k < this.#modes; k++) {
      const goes = lengths[k - 1]!;
      this.#stays[k] = left > goes + 1e-12 ? (left - goes) / left : 0;
      left -= goes;
    }
    this.#value = new Float64Array((car.laps + 2) * this.#modes * this.#kinds * 2 * this.#ages).fill(Infinity);
    for (let lap = car.laps; lap >= 1; lap--) for (let mode = 0; mode < this.#modes; mode++) this.#fill(lap, mode);
  }

  /** s of the lap, its tyre and flag, without the pits. A set is cold on the first lap of its stint: the first of the race, or that of a fresh set. */
  lapTime(lap: number, mode: number, compound: number, age: number): number {
    const { car } = this.#problem;
    const fuel = (car.fuel - car.burn * (lap - 1)) * car.sensitivity;
    const cold = lap === 1 || age === 0 ? car.tyres.cold : 0;
    const alone = car.base + fuel + this.#tyres[compound * this.#ages + age]! + cold + (lap === 1 ? car.startLoss : 0);
    if (mode === 0) return alone;
    return Math.max(alone, mode === 1 ? car.slowLap : car.safetyCarLap);
  }

  /** s to be expected after the lap for who stays out. */
  stay(lap: number, mode: number, compound: number, age: number, used: 0 | 1): number {
    return this.#after(lap, mode, compound, age + 1, used, false);
  }

  /** What is best put on at the end of a lap under green, null for staying out. */
  onto(lap: number, compound: number, age: number, used: 0 | 1): number | null {
    const next = this.change(lap, 0, compound, used);
    return next.time < this.stay(lap, 0, compound, age, used) ? next.compound : null;
  }

  /** What to change to at the end of the lap, and s to be expected after it: the way in, the stop and the rest of the race. */
  change(lap: number, mode: number, compound: number, used: 0 | 1): { compound: number; time: number } {
    const { pit, standstill } = this.#problem.car;
    const into = mode === 0 ? pit.green.inLap : mode === 1 ? pit.slow.inLap : pit.safetyCar.inLap;
    let best = { compound: 0, time: Infinity };
    for (let next = 0; next < this.#kinds; next++) {
      const time = into + standstill + this.#after(lap, mode, next, 0, next === compound ? used : 1, true);
      if (time < best.time) best = { compound: next, time };
    }
    return best;
  }

  /**
   * s to be expected from the start of the kth lap (`mode`) behind a safety car, for who comes in at the end of `stopLap` if it is still out, and not
   * before. Once it has gone, or after the stop, all is done as is best.
   */
  behind(lap: number, mode: number, compound: number, age: number, used: 0 | 1, stopLap: number): number {
    const time = this.lapTime(lap, mode, compound, age);
    if (lap === stopLap) return time + this.change(lap, mode, compound, used).time;
    if (lap === this.#problem.car.laps) return used === 1 ? time : Infinity;
    const stays = this.#stays[mode]!;
    const gone = stays < 1 ? (1 - stays) * this.#value[this.#at(lap + 1, 0, compound, used) + age + 1]! : 0;
    return time + gone + (stays > 0 ? stays * this.behind(lap + 1, mode + 1, compound, age + 1, used, stopLap) : 0);
  }

  /** The best of the laps of a safety car that comes on this one to come in on. */
  bestStop(lap: number, compound: number, age: number, used: 0 | 1): { onLap: number; compound: number; time: number } {
    let best = { onLap: lap, compound: 0, time: Infinity };
    for (let k = 1; k < this.#modes && lap + k <= this.#problem.car.laps; k++) {
      const onLap = lap + k - 1;
      const time = this.behind(lap, 1, compound, age, used, onLap);
      if (time < best.time) best = { onLap, compound: this.change(onLap, k, compound, used).compound, time };
      if (this.#stays[k] === 0) break;
    }
    return best;
  }

  /** The compound to start on. */
  start(): number {
    const { compounds, along, startCompound = along?.compounds[0] } = this.#problem;
    if (startCompound !== undefined) return compounds.indexOf(startCompound);
    const times = compounds.map((_, compound) => this.whole(compound));
    return times.indexOf(Math.min(...times));
  }

  /** s of the whole race to be expected, started on that compound. */
  whole(compound: number): number {
    const { comes, startAge } = this.#problem;
    const [green, out] = [0, 1].map((mode) => this.#value[this.#at(1, mode, compound, 0) + startAge]!);
    return comes[1]! > 0 ? (1 - comes[1]!) * green! + comes[1]! * out! : green!;
  }

  /** Where the ages of a state begin. */
  #at(lap: number, mode: number, compound: number, used: 0 | 1): number {
    return (((lap * this.#modes + mode) * this.#kinds + compound) * 2 + used) * this.#ages;
  }

  #fill(lap: number, mode: number): void {
    const { laps } = this.#problem.car;
    for (let compound = 0; compound < this.#kinds; compound++) {
      for (const used of [0, 1] as const) {
        const at = this.#at(lap, mode, compound, used);
        const change = lap < laps ? this.change(lap, mode, compound, used).time : Infinity;
        for (let age = 0; age + 1 < this.#ages; age++) {
          const rest = lap < laps ? Math.min(change, this.stay(lap, mode, compound, age, used)) : used === 1 ? 0 : Infinity;
          this.#value[at + age] = this.lapTime(lap, mode, compound, age) + rest;
        }
      }
    }
  }

  /** s to be expected from the start of the next lap, with the way out of the pits where there is one. */
  #after(lap: number, mode: number, compound: number, age: number, used: 0 | 1, outOfPits: boolean): number {
    const { comes, car } = this.#problem;
    const { pit } = car;
    const slowMode = mode + 1;
    const chance = mode === 0 ? comes[lap + 1]! : this.#stays[mode]!;
    const green = this.#value[this.#at(lap + 1, 0, compound, used) + age]! + (outOfPits ? pit.green.outLap : 0);
    if (chance === 0) return green;
    const out = slowMode >= 3 ? pit.safetyCar.outLap : pit.slow.outLap;
    const slow = this.#value[this.#at(lap + 1, slowMode, compound, used) + age]! + (outOfPits ? out : 0);
    return chance === 1 ? slow : (1 - chance) * green + chance * slow;
  }
}
