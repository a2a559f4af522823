import type { Compound } from '../../common/lap.ts';

/** What a tread compound can do. Temperatures in °C. */
export interface CompoundFigures {
  /** Factor on the friction, fresh, dry and at its best temperature. */
  readonly grip: number;
  /** Middle of the working window, and how far from it nothing is lost, K. */
  readonly best: number;
  readonly flat: number;
  /** Tread that sliding takes off, m³ for each N of load and m slid. */
  readonly wear: number;
  /** Most of the friction that water can take, and the wetness at which half of that is gone. */
  readonly waterLoss: number;
  readonly halfWet: number;
}

/**
 * The five compounds. The medium is the reference: factor 1 in its window. Softer ones hold more, want less heat and wear faster;
 * treads with grooves carry water away but move under load in the dry. Figures of our own, fitted as `docs/models.md` tells: slicks
 * lose to intermediates from a wetness of 0.12 on, and those to wets from 0.4 on.
 */
export const COMPOUND_FIGURES: Readonly<Record<Compound, CompoundFigures>> = {
  soft: { grip: 1.012, best: 84, flat: 23, wear: 9e-11, waterLoss: 0.62, halfWet: 0.37 },
  medium: { grip: 1, best: 88, flat: 25, wear: 6.2e-11, waterLoss: 0.62, halfWet: 0.37 },
  hard: { grip: 0.99, best: 92, flat: 26, wear: 4.3e-11, waterLoss: 0.62, halfWet: 0.37 },
  intermediate: { grip: 0.95, best: 66, flat: 20, wear: 9e-11, waterLoss: 0.7, halfWet: 1 },
  wet: { grip: 0.91, best: 54, flat: 20, wear: 1e-10, waterLoss: 0.4, halfWet: 1 },
};
