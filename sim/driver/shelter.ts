import type { Chassis } from '../car/chassis.ts';

/** Slower cars leave no wake worth mentioning, m/s. */
const SLOWEST = 10;
/** Tangents of the half angles of the wake behind a car, and of the place behind it in which a follower fills it. */
const WAKE = 0.176;
const FILLED = 0.141;
/** Downforce that the wake takes right behind a car, and the way over which that fades, m. */
const DIRTY = 0.3;
const DIRTY_FADE = 20;

/**
 * What the air of `other`, `gap` m ahead and `apart` m aside, does to `car`: a tow and a little for who gives it, both as TORCS
 * (aero.cpp: 1 - exp(-2 d / (Cd v)) and 1 - 0.15 exp(-8 d / (Cd v)) on the drag, squared), and the downforce that turbulent air
 * costs, which is ours.
 */
export function shelter(car: Chassis, other: Chassis, gap: number, apart: number): void {
  if (gap <= 0 || car.vx < SLOWEST || other.vx < SLOWEST) return;
  const { prepared, spec } = other;
  const wake = (prepared.bodyDrag + prepared.rearWing * Math.sin(spec.aero.rearWing.angle)) * other.vx;
  if (apart < WAKE * gap) {
    const drag = 1 - Math.exp((-2 * gap) / wake);
    if (drag < car.towDrag) car.towDrag = drag;
    const air = 1 - DIRTY * Math.exp(-gap / DIRTY_FADE);
    if (air < car.dirtyAir) car.dirtyAir = air;
  }
  if (apart < FILLED * gap) {
    const eased = 1 - 0.15 * Math.exp((-8 * gap) / wake);
    if (eased < other.towDrag) other.towDrag = eased;
  }
}
