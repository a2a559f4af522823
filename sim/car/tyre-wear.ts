import type { Chassis } from './chassis.ts';
import { COMPOUND_FIGURES } from './compounds.ts';
import type { Conditions } from './conditions.ts';

/** K above the window at which wear has doubled, and the most that heat multiplies it by. */
const HOT_DOUBLES = 30;
const MOST_HOT = 5;
/** What graining in full adds to the wear, as a share. */
const GRAINED_WEAR = 0.6;
/** Standing water keeps so much of the wear away. */
const WATER_SAVES = 0.6;
/** Graining at `COLD_SPAN` K below the window, and cleaning as far inside it, for each N/m of sliding under load. */
const GRAINING = 1.2e-7;
const CLEANING = 4e-7;
const COLD_SPAN = 25;

/**
 * What sliding does to the treads in `dt` s. Rubber comes off by Archard's law, load × way slid × a compound's coefficient (Archard,
 * Journal of Applied Physics 24, 1953; TORCS 1.3.9 wears its tyres so too), and faster above the window, as the thermodynamic wear
 * of Tremlett and Limebeer does (Vehicle System Dynamics 54(10), 2016); wear is that volume over the tread's own. Sliding below the
 * window tears the surface into grains, in the window it cleans it again. Allocates nothing.
 */
export function wearTyres(car: Chassis, conditions: Conditions, dt: number): void {
  const { thermal, load, pace, slipAlong, slipAcross, treadInner, treadMiddle, treadOuter, tyreWear, graining } = car;
  const compound = COMPOUND_FIGURES[car.compound];
  const rubbing = compound.wear * (1 - WATER_SAVES * conditions.wetness);
  const low = compound.best - compound.flat;
  const high = compound.best + compound.flat;
  for (let w = 0; w < 4; w++) {
    const sx = slipAlong[w]!;
    const sy = slipAcross[w]!;
    const rubbed = load[w]! * Math.sqrt(sx * sx + sy * sy) * pace[w]! * dt;
    const surface = (treadInner[w]! + treadMiddle[w]! + treadOuter[w]!) / 3;
    const over = surface > high ? (surface - high) / HOT_DOUBLES : 0;
    const heat = 1 + over * over;
    const grained = graining[w]!;
    const rate = rubbing * (heat < MOST_HOT ? heat : MOST_HOT) * (1 + GRAINED_WEAR * grained);
    const wear = tyreWear[w]! + (rate * rubbed) / thermal.treadVolume[w]!;
    tyreWear[w] = wear < 1 ? wear : 1;
    const off = (low - surface) / COLD_SPAN;
    const dose = rubbed / thermal.treadArea[w]!;
    const change = off > 0 ? GRAINING * dose * (off < 1 ? off : 1) * (1 - grained) : CLEANING * dose * (off > -1 ? off : -1) * grained;
    const grains = grained + change;
    graining[w] = grains > 1 ? 1 : grains < 0 ? 0 : grains;
  }
}
