import type { Field } from './field.ts';
import { inLap, outLap } from './pit-laps.ts';
import { greenAndDrsLaps } from './lap-times.ts';
import { age, beginFlags, endFlags } from './flags.ts';
import { classify } from './classify.ts';
import { overtake } from './overtake.ts';
import { Phases } from './phases.ts';
import { retire } from './retire.ts';

/** s: gaps closer to a limit than this are at the limit. Gaps are clamped to limits, so that rounding would decide otherwise. */
export const SAME = 1e-9;

/** Why a race does not count, as in the reference; 0 is a race that does. */
export type Verdict = 0 | 1 | 10 | 14;

/**
 * One race of a field, lap by lap; run it again for the next.
 *
 * It makes no objects while it runs. The order inside a lap is the model: out-laps, lap times with DRS, flags, wear and fuel,
 * retirements, overtaking, in-laps, ends of flags (`docs/strategy.md`).
 */
export class FieldRace {
  readonly field: Field;
  /** s at the line: car c, lap l (0 is the start) at `l · count + c`. NaN where the car was not classified on the lap. */
  readonly times: Float64Array;
  /** Places from 0, in the same layout. */
  readonly places: Uint8Array;
  /** Set before `run`: phases with their times, and when cars retire (laps or seconds, Infinity for never). */
  phases: Phases;
  readonly retireAt: Float64Array;
  retireInSeconds = false;
  retiring = 0;
  /** Set before `run`: s that a car stands before each stint, and what chance adds to each lap: car c, lap l (from 1) at `(l − 1) · count + c`. */
  readonly standing: Float64Array;
  readonly noise: Float64Array;
  noisy = false;

  /** Cars in the order of the road; those that still run come first. */
  readonly order: Int32Array;
  readonly orderBefore: Int32Array;
  running = 0;
  /** s at the line at the end of this lap, as far as it is known. */
  readonly now: Float64Array;
  readonly loss: Float64Array;
  readonly stint: Int32Array;
  readonly pitted: Uint8Array;
  readonly pits: Int32Array;
  pitCount = 0;
  readonly drsFrom: Int32Array;
  /** Laps driven at the end, a fraction of the lap on which a car retired. */
  readonly progress: Float64Array;
  readonly retired: Uint8Array;
  readonly duelled: Uint8Array;
  /** Whether fuel and age are kept here because the car has been under a flag. */
  readonly offTable: Uint8Array;
  readonly fuel: Float64Array;
  readonly tyreAge: Float64Array;
  readonly activePhase: Int32Array;
  readonly nextPhase: Int32Array;
  /** s: the car that leads this one behind the safety car. −1 laps: there is none. */
  readonly ghostTime: Float64Array;
  readonly ghostLaps: Int32Array;
  readonly mayPass: Uint8Array;
  /** Whether this lap has a car that may not pass. */
  someMayNot = false;
  readonly scratch: Int32Array;
  readonly key: Float64Array;
  flagShown = false;
  verdict: Verdict = 0;

  constructor(field: Field) {
    const { count, laps } = field;
    this.field = field;
    this.times = new Float64Array((laps + 1) * count);
    this.places = new Uint8Array((laps + 1) * count);
    this.phases = new Phases(0);
    this.retireAt = new Float64Array(count).fill(Infinity);
    this.standing = field.standing.slice();
    this.noise = new Float64Array(laps * count);
    this.order = new Int32Array(count);
    this.orderBefore = new Int32Array(count);
    this.now = new Float64Array(count);
    this.loss = new Float64Array(count);
    this.stint = new Int32Array(count);
    this.pitted = new Uint8Array(count);
    this.pits = new Int32Array(count);
    this.drsFrom = new Int32Array(count);
    this.progress = new Float64Array(count);
    this.retired = new Uint8Array(count);
    this.duelled = new Uint8Array(count);
    this.offTable = new Uint8Array(count);
    this.fuel = new Float64Array(count);
    this.tyreAge = new Float64Array(count);
    this.activePhase = new Int32Array(count);
    this.nextPhase = new Int32Array(count);
    this.ghostTime = new Float64Array(count);
    this.ghostLaps = new Int32Array(count);
    this.mayPass = new Uint8Array(count).fill(1);
    this.scratch = new Int32Array(count);
    this.key = new Float64Array(count);
  }

  /** Drives the race and classifies it: `order` is the result, `times` and `places` how it came about. */
  run(): Verdict {
    this.#line();
    const { laps } = this.field;
    for (let lap = 1; lap <= laps; lap++) this.#lap(lap);
    this.verdict = classify(this);
    return this.verdict;
  }

  #line(): void {
    const { field } = this;
    const { count, laps, spec } = field;
    this.order.set(field.grid);
    this.running = count;
    for (let place = 0; place < count; place++) this.places[field.grid[place]!] = place;
    for (let c = 0; c < count; c++) {
      this.times[c] = 0;
      this.stint[c] = field.firstStint[c]!;
    }
    this.pitted.fill(0);
    this.pitCount = 0;
    this.drsFrom.fill(spec.drs ? spec.drs.fromLap : laps + 1);
    this.progress.fill(0);
    this.retired.fill(0);
    this.offTable.fill(0);
    this.activePhase.fill(-1);
    this.nextPhase.fill(0);
    this.ghostLaps.fill(-1);
    this.mayPass.fill(1);
    this.someMayNot = false;
    this.flagShown = false;
    this.verdict = 0;
  }

  #lap(lap: number): void {
    const flags = this.phases.count > 0;
    if (this.pitCount > 0) outLap(this, lap);
    greenAndDrsLaps(this, lap);
    if (flags) {
      beginFlags(this, lap);
      age(this, lap);
    }
    if (this.retiring > 0) retire(this, lap);
    overtake(this);
    inLap(this, lap);
    if (flags) endFlags(this, lap);
    this.#close(lap);
  }

  #close(lap: number): void {
    const { order, now, times, places, running, progress } = this;
    const { count } = this.field;
    const row = lap * count;
    for (let place = 0; place < count; place++) {
      const c = order[place]!;
      places[row + c] = place;
      if (place < running) {
        times[row + c] = now[c]!;
        progress[c] = lap;
      } else {
        times[row + c] = NaN;
      }
    }
  }
}

/** Sorts the first `length` cars of `order` by `key`, equals as they stand. Cars are nearly in order, so that insertion does it. */
export function sortBy(key: Float64Array, order: Int32Array, length: number): void {
  for (let at = 1; at < length; at++) {
    const c = order[at]!;
    const time = key[c]!;
    let to = at;
    for (; to > 0 && key[order[to - 1]!]! > time; to--) order[to] = order[to - 1]!;
    order[to] = c;
  }
}
