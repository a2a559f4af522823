import type { Chassis } from './chassis.ts';
import { COMPOUND_FIGURES, type CompoundFigures } from './compounds.ts';
import type { Conditions } from './conditions.ts';

/** Share of the friction's temperature that is the tread's; the carcass beneath gives the rest. */
const TREAD_SHARE = 0.6;
/** K beyond the flat of the window at which half of `WINDOW_LOSS` is gone. */
const WINDOW_HALF = 60;
const WINDOW_LOSS = 0.4;
/** Lost with all of the tread, evenly; past the cliff this many times the square of what lies beyond it. */
const WEAR_LOSS = 0.2;
const CLIFF = 0.7;
const CLIFF_LOSS = 2.8;
const GRAINING_LOSS = 0.07;
/** A tyre never holds less of what it can, nor more. */
const LEAST = 0.3;
const MOST = 1.05;

/** Sets `tyreGrip` of the four tyres: compound × temperature × wear × graining × water. Allocates nothing. */
export function gripTyres(car: Chassis, conditions: Conditions): void {
  const { treadInner, treadMiddle, treadOuter, carcass, tyreWear, graining, tyreGrip } = car;
  const compound = COMPOUND_FIGURES[car.compound];
  const base = compound.grip * waterFactor(compound, conditions.wetness);
  for (let w = 0; w < 4; w++) {
    const surface = (treadInner[w]! + treadMiddle[w]! + treadOuter[w]!) / 3;
    const temperature = TREAD_SHARE * surface + (1 - TREAD_SHARE) * carcass[w]!;
    const grip = base * windowFactor(compound, temperature) * wearFactor(tyreWear[w]!) * (1 - GRAINING_LOSS * graining[w]!);
    tyreGrip[w] = grip > MOST ? MOST : grip < LEAST ? LEAST : grip;
  }
}

/**
 * Share of the friction at a temperature, °C: 1 within the flat of the window and a bell outside it (Kelly and Sharp, Vehicle System
 * Dynamics 50(4), 2012, have a bell without a flat), down to 1 - `WINDOW_LOSS` far away.
 */
export function windowFactor(compound: CompoundFigures, temperature: number): number {
  const away = (temperature > compound.best ? temperature - compound.best : compound.best - temperature) - compound.flat;
  if (away <= 0) return 1;
  const square = away * away;
  return 1 - (WINDOW_LOSS * square) / (square + WINDOW_HALF * WINDOW_HALF);
}

/** Share of the friction left when so much of the tread is gone, 0 to 1. */
export function wearFactor(wear: number): number {
  const past = wear > CLIFF ? wear - CLIFF : 0;
  return 1 - WEAR_LOSS * wear - CLIFF_LOSS * past * past;
}

/** Share of the friction that water on the road leaves, wetness 0 dry to 1 standing. */
export function waterFactor(compound: CompoundFigures, wetness: number): number {
  const square = wetness * wetness;
  return 1 - (compound.waterLoss * square) / (square + compound.halfWet * compound.halfWet);
}
