import type { Compound } from '../../common/lap.ts';

/** What a compound can do; the figures are of our own making and give about 0.6 s a lap from one to the next. */
export interface CompoundSpec {
  /** Friction coefficient of a new tyre at its best temperature. */
  readonly grip: number;
  /** Percent of the tread per MJ of sliding. */
  readonly wear: number;
  /** Surface temperature of best grip, °C. */
  readonly best: number;
}

export const COMPOUND_SPECS: Readonly<Record<Compound, CompoundSpec>> = {
  soft: { grip: 1.5, wear: 5.2, best: 88 },
  medium: { grip: 1.485, wear: 3.6, best: 93 },
  hard: { grip: 1.47, wear: 2.5, best: 98 },
  intermediate: { grip: 1.4, wear: 4, best: 75 },
  wet: { grip: 1.33, wear: 4.5, best: 60 },
};

/** Lost grip when all tread is gone, as a share. */
const WEAR_LOSS = 0.13;
/** Lost grip at `WINDOW` K from the best temperature, as a share. */
const WINDOW_LOSS = 0.05;
const WINDOW = 50;

/**
 * Friction coefficient of a set: falls with the mean wear, and as a parabola away from the best temperature (the shape of
 * Kelly and Sharp, Vehicle System Dynamics 50(4), 2012), never below 70 % of new.
 */
export function setGrip(compound: CompoundSpec, meanTemp: number, meanWear: number): number {
  const off = (meanTemp - compound.best) / WINDOW;
  const share = (1 - (WEAR_LOSS * meanWear) / 100) * (1 - WINDOW_LOSS * off * off);
  return compound.grip * Math.max(0.7, share);
}
