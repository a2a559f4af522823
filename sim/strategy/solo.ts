import type { TyreCoefficients, TyreModel } from '../../common/strategy.ts';
import type { Phases } from './phases.ts';
import { PACKED, packedLoss, packTyre } from './tyre.ts';

/** s that driving through the pits takes longer, on the lap into them and on the lap out of them. */
export interface PitLoss {
  inLap: number;
  outLap: number;
}

/** One car alone on the track. */
export interface SoloCar {
  laps: number;
  /** s: an empty car on fresh tyres of the best compound. */
  base: number;
  /** kg at the start. */
  fuel: number;
  /** kg a lap. */
  burn: number;
  /** s a kg. */
  sensitivity: number;
  /** s: the standing start and the place on the grid. */
  startLoss: number;
  tyres: { model: TyreModel; cold: number; compounds: Readonly<Record<string, TyreCoefficients>> };
  /** s, stationary. */
  standstill: number;
  /** s a kg (or kWh), where energy can be taken in the pits. */
  refuelRate: number | null;
  boxPastLine: boolean;
  pit: Readonly<Record<'green' | 'slow' | 'safetyCar', PitLoss>>;
  /** s, a lap under a virtual safety car. */
  slowLap: number;
  /** s, a lap behind the safety car. */
  safetyCarLap: number;
}

/** Tyres that were put on after `from` laps; the first stint is from 0. */
export interface Stint {
  from: number;
  compound: string;
  /** Laps that the set has behind it when it is put on. */
  age: number;
  /** kg (or kWh) taken at the stop. */
  refuel: number;
}

/**
 * Drives a car alone on the track, again and again without making objects. Stints must be possible (`checkPlan`).
 *
 * Lap l (from 0) takes base + (fuel − burn·l)·sensitivity + the loss of a tyre of that age, on the first lap of a stint
 * the cold tyres, on the first lap of the race the start, on a lap into and out of the pits what that takes. The car stands
 * still on the out-lap where the box is past the line, else on the in-lap. A stop at the end of the last lap has no out-lap.
 * Wear and fuel are not less under flags here.
 *
 * A phase slows the part of a lap that it covers, never below what the lap would take: to `slowLap`, and behind a safety car from its second lap on
 * to `safetyCarLap`. `drive` also works out when the phases come in seconds, which is what they mean to a whole field.
 *
 * Source: the free-air model of TUMFTM's race-simulation (racesim_basic); Heilmeier et al., ITSC 2018.
 */
export class Solo {
  readonly car: SoloCar;
  /** s, one a lap, pits not counted. */
  readonly lap: Float64Array;
  /** s, what the pits add to each lap. */
  readonly pit: Float64Array;
  readonly #bare: Float64Array;
  readonly #tyres: Float64Array;
  readonly #compounds: Map<string, number>;
  /** s in the pits before phases began, and before they ended: one sum for all phases, as the reference has it. */
  readonly #pitBefore = new Float64Array(2);

  constructor(car: SoloCar) {
    this.car = car;
    this.lap = new Float64Array(car.laps);
    this.pit = new Float64Array(car.laps);
    this.#bare = Float64Array.from({ length: car.laps }, (_, lap) => car.base + (car.fuel - car.burn * lap) * car.sensitivity);
    this.#bare[0]! += car.startLoss;
    const names = Object.keys(car.tyres.compounds);
    this.#compounds = new Map(names.map((name, i) => [name, i * PACKED]));
    this.#tyres = new Float64Array(names.length * PACKED);
    names.forEach((name, i) => packTyre(car.tyres.model, car.tyres.compounds[name]!, this.#tyres, i * PACKED));
  }

  /** Race time, s. Fills `lap`, `pit` and the times of the phases. */
  drive(stints: readonly Stint[], phases: Phases): number {
    this.lap.set(this.#bare);
    this.pit.fill(0);
    this.#pitBefore.fill(0);
    this.#wear(stints);
    for (let stop = 1; stop < stints.length; stop++) this.#stop(stints[stop]!, phases);
    for (let phase = 0; phase < phases.count; phase++) this.#slow(phases, phase);
    return this.elapsed(this.car.laps);
  }

  /** s that the first `laps` laps took. */
  elapsed(laps: number): number {
    let sum = 0;
    for (let lap = 0; lap < laps; lap++) sum += this.lap[lap]! + this.pit[lap]!;
    return sum;
  }

  #wear(stints: readonly Stint[]): void {
    const { laps, tyres } = this.car;
    for (let stint = 0; stint < stints.length; stint++) {
      const { from, compound, age } = stints[stint]!;
      const end = stint + 1 < stints.length ? stints[stint + 1]!.from : laps;
      const at = this.#compounds.get(compound)!;
      for (let lap = from; lap < end; lap++) this.lap[lap]! += packedLoss(this.#tyres, at, age + lap - from);
      if (from < end) this.lap[from]! += tyres.cold;
    }
  }

  #stop({ from, refuel }: Stint, phases: Phases): void {
    const { laps, pit, boxPastLine, standstill, refuelRate } = this.car;
    const entry = boxPastLine ? 0.01 : 0.05;
    const exit = boxPastLine ? 0.05 : 0.01;
    const standing = Math.max(standstill, refuelRate === null ? 0 : refuel * refuelRate);

    const into = coveredBy(phases, from - entry, from);
    const inLoss = (boxPastLine ? 0 : standing) + (into < 0 ? pit.green : this.#pitUnder(phases, into, from)).inLap;
    this.pit[from - 1]! += inLoss;
    if (from >= laps) return;
    const out = coveredBy(phases, from, from + exit);
    const outLoss = (boxPastLine ? standing : 0) + (out < 0 ? pit.green : this.#pitUnder(phases, out, from)).outLap;
    this.pit[from]! += outLoss;

    for (let phase = 0; phase < phases.count; phase++) {
      const start = phases.start[phase]!;
      const end = phases.end[phase]!;
      if (from + exit < start && start < from + 1) this.#pitBefore[0]! += outLoss;
      if (close(end, from)) this.#pitBefore[1]! += inLoss;
      else if (from + exit < end && end <= from + 1) this.#pitBefore[1]! += outLoss;
    }
  }

  /** Nobody has caught the safety car on the lap on which it comes. */
  #pitUnder(phases: Phases, phase: number, inlap: number): PitLoss {
    const caught = phases.safetyCar[phase] === 1 && phases.start[phase]! < inlap - 1;
    return caught ? this.car.pit.safetyCar : this.car.pit.slow;
  }

  #slow(phases: Phases, phase: number): void {
    const { laps, slowLap, safetyCarLap } = this.car;
    const { lap: times } = this;
    const start = phases.start[phase]!;
    const end = phases.end[phase]!;
    const safetyCar = phases.safetyCar[phase] === 1;
    const first = Math.floor(start);
    const past = Math.ceil(end);
    for (let lap = first; lap < past; lap++) {
      const last = lap + 1 >= end;
      let normal = 0;
      let slow = safetyCar ? safetyCarLap : slowLap;
      if (lap === first) {
        const before = start - lap;
        normal = before + (last ? lap + 1 - end : 0);
        slow = slowLap;
        const begins = this.elapsed(lap) + before * times[lap]! + this.#pitBefore[0]!;
        phases.startTime[phase] = begins;
        if (last) phases.endTime[phase] = close(end, laps) ? Infinity : begins + (1 - normal) * slow;
      } else if (last) {
        if (!safetyCar) normal = lap + 1 - end;
        phases.endTime[phase] = close(end, laps) ? Infinity : this.elapsed(lap) + (1 - normal) * slow + this.#pitBefore[1]!;
      }
      times[lap] = Math.max(times[lap]!, normal * times[lap]! + (1 - normal) * slow);
    }
    if (!safetyCar) return;
    const delay = this.elapsed(first + 1) - phases.startTime[phase]!;
    const short = 0.33 * safetyCarLap - delay;
    phases.delay[phase] = delay + Math.max(0, short);
    if (short > 0) {
      phases.endTime[phase]! += short;
      if (first + 1 < laps) times[first + 1]! += short;
    }
    phases.turns[phase] = close(end, laps) ? Infinity : past - first - 1;
  }
}

/** The first phase that covers the track from `from` to `to`, or −1. */
function coveredBy(phases: Phases, from: number, to: number): number {
  for (let phase = 0; phase < phases.count; phase++) {
    if (phases.start[phase]! <= from && to <= phases.end[phase]!) return phase;
  }
  return -1;
}

/** Equal but for rounding. */
function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
