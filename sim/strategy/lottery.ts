import type { Random } from '../random.ts';
import type { MonteCarloFile } from './field-file.ts';
import type { FieldSpec } from './field-spec.ts';
import { Phases } from './phases.ts';

/** Draws after which a phase that finds no room among the others is given up, and with a safety car all that were to follow. */
const MOST_TRIES = 1000;

/**
 * Draws what befalls a race: safety cars, each with the accident that brings it, failures, and virtual safety cars after some of them.
 *
 * A safety car begins on lap 1 with a chance of its own, else evenly within one of the equal blocks of the race, and leaves at the end of a lap.
 * A failure comes evenly over the race. Phases keep a distance; who had an accident does not fail.
 * Source: Heilmeier et al., Application of Monte Carlo Methods to Consider Probabilistic Effects in a Race Simulation, Appl. Sci. 2020, 10(12) 4229.
 */
export class Lottery {
  readonly phases: Phases;
  /** Laps driven when a car retires, Infinity for never. */
  readonly retireAt: Float64Array;
  retirements = 0;
  readonly #laps: number;
  readonly #chances: MonteCarloFile;
  readonly #counts: Float64Array;
  readonly #firstLaps: Float64Array;
  readonly #lengths: Float64Array;
  readonly #slowLengths: Float64Array;
  readonly #accidents: Float64Array;
  readonly #failures: Float64Array;

  constructor(spec: FieldSpec, chances: MonteCarloFile) {
    this.#laps = spec.laps;
    this.#chances = chances;
    this.phases = new Phases(chances.p_sc_quant.length + spec.cars.length);
    this.retireAt = new Float64Array(spec.cars.length);
    this.#counts = Float64Array.from(chances.p_sc_quant);
    this.#firstLaps = startChances(chances.p_sc_start, spec.laps);
    this.#lengths = Float64Array.from(chances.p_sc_duration);
    this.#slowLengths = Float64Array.from(chances.p_vsc_duration);
    this.#accidents = Float64Array.from(spec.cars, (car) => car.variation?.accident ?? 0);
    this.#failures = Float64Array.from(spec.cars, (car) => car.variation?.failure ?? 0);
  }

  draw(random: Random): void {
    this.phases.count = 0;
    this.retireAt.fill(Infinity);
    this.retirements = 0;
    for (let left = pick(random, this.#counts); left > 0 && this.#drawSafetyCar(random); left--);
    const safetyCars = this.phases.count;
    for (let phase = 0; phase < safetyCars; phase++) this.#drawAccident(random, this.phases.start[phase]!);
    for (let c = 0; c < this.retireAt.length; c++) {
      if (this.retireAt[c] === Infinity && random.uniform() < this.#failures[c]!) this.#fail(random, c);
    }
  }

  /** Whether there was room. */
  #drawSafetyCar(random: Random): boolean {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const start = pick(random, this.#firstLaps) + random.uniform();
      if (start > this.#laps - 1) continue;
      const end = Math.min(this.#laps, Math.floor(start + 1 + pick(random, this.#lengths)));
      if (this.#add(start, end, 1)) return true;
    }
    return false;
  }

  #drawAccident(random: Random, at: number): void {
    const { retireAt } = this;
    let total = 0;
    for (let c = 0; c < retireAt.length; c++) if (retireAt[c] === Infinity) total += this.#accidents[c]!;
    let rest = random.uniform() * total;
    for (let c = 0; c < retireAt.length; c++) {
      if (retireAt[c] !== Infinity || this.#accidents[c] === 0) continue;
      rest -= this.#accidents[c]!;
      if (rest < 0) {
        retireAt[c] = at;
        this.retirements++;
        return;
      }
    }
  }

  #fail(random: Random, c: number): void {
    this.retirements++;
    const { p_vsc_aft_failure } = this.#chances;
    if (random.uniform() < p_vsc_aft_failure) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const start = random.uniform() * this.#laps;
        if (start >= this.#laps - 0.5) continue;
        const end = Math.min(this.#laps, start + 1 + pick(random, this.#slowLengths) + random.uniform());
        if (!this.#add(start, end, 0)) continue;
        this.retireAt[c] = start;
        return;
      }
    }
    this.retireAt[c] = random.uniform() * this.#laps;
  }

  /** Whether there was room. */
  #add(start: number, end: number, safetyCar: 0 | 1): boolean {
    const { phases } = this;
    const { min_dist_sc, min_dist_vsc } = this.#chances;
    for (let other = 0; other < phases.count; other++) {
      const apart = phases.safetyCar[other] === 1 ? min_dist_sc : min_dist_vsc;
      if (start <= phases.end[other]! + apart && phases.start[other]! - apart <= end) return false;
    }
    phases.add(start, end, safetyCar);
    phases.settleLast();
    return true;
  }
}

/** The chance of each lap (from 0): the first has its own, the others share that of their block. */
export function startChances([first = 0, ...blocks]: readonly number[], laps: number): Float64Array {
  const chances = new Float64Array(laps);
  chances[0] = first;
  blocks.forEach((block, i) => {
    const from = Math.max(1, Math.round((i / blocks.length) * laps));
    const to = Math.round(((i + 1) / blocks.length) * laps);
    chances.fill(block / (to - from), from, to);
  });
  return chances;
}

/** An index, each as likely as its weight. */
function pick(random: Random, weights: Float64Array): number {
  let total = 0;
  for (let at = 0; at < weights.length; at++) total += weights[at]!;
  let rest = random.uniform() * total;
  let last = 0;
  for (let at = 0; at < weights.length; at++) {
    if (weights[at] === 0) continue;
    last = at;
    rest -= weights[at]!;
    if (rest < 0) return at;
  }
  return last;
}
