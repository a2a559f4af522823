import type { CleanLap } from './choose-laps.ts';

/**
 * What such numbers can be: hard limits, and a prior so wide that it decides only what the laps do not. `tells` is the width of an interval up to which a
 * number can be planned with.
 */
export const KNOWN = {
  fuel: { prior: { mean: 0.031, deviation: 0.03 }, least: 0, most: 0.2, tells: 0.02 },
  fresh: { prior: { mean: 0, deviation: 3 }, least: -15, most: 15, tells: 1 },
  wear: { prior: { mean: 0.05, deviation: 0.3 }, least: 0, most: 3, tells: 0.08 },
  stop: { prior: { mean: 10, deviation: 30 }, least: -10, most: 120, tells: 3 },
  /** What others near cost: behind on the road, and around a stop. */
  near: { prior: { mean: 0.2, deviation: 0.6 }, least: -3, most: 10, tells: 1 },
  base: { prior: null, least: 1, most: 10_000, tells: 2 },
} as const;

/** Which unknown is at which place. */
export class Columns {
  readonly cars: readonly string[];
  /** The reference, with most laps, first. */
  readonly compounds: readonly string[];
  readonly fuel = 0;
  readonly inLap = 1;
  readonly outLap = 2;
  readonly nearPressed = 3;
  readonly nearIn = 4;
  readonly nearOut = 5;

  constructor(laps: readonly CleanLap[]) {
    this.cars = [...new Set(laps.map(({ car }) => car))];
    const counts = new Map<string, number>();
    for (const { compound } of laps) counts.set(compound, (counts.get(compound) ?? 0) + 1);
    this.compounds = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  }

  wear(compound: number): number {
    return 6 + 2 * compound;
  }

  /** Of all compounds but the reference. */
  fresh(compound: number): number {
    return 5 + 2 * compound;
  }

  /** Numbers that all cars share. */
  get shared(): number {
    return 5 + 2 * Math.max(1, this.compounds.length);
  }

  base(car: number): number {
    return this.shared + car;
  }

  get unknowns(): (typeof KNOWN)[keyof typeof KNOWN][] {
    const tyres = this.compounds.flatMap((_, i) => (i === 0 ? [KNOWN.wear] : [KNOWN.fresh, KNOWN.wear]));
    const none = this.compounds.length === 0 ? [KNOWN.wear] : [];
    return [KNOWN.fuel, KNOWN.stop, KNOWN.stop, KNOWN.near, KNOWN.near, KNOWN.near, ...tyres, ...none, ...this.cars.map(() => KNOWN.base)];
  }
}
