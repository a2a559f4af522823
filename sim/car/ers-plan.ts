import type { Chassis } from './chassis.ts';

/** Where a car is in its lap, for the electric motor's plan. */
export interface ErsWay {
  /** m to the line, and all of a lap. */
  readonly lapLeft: number;
  readonly lapLength: number;
  /** m at full throttle ahead of the car. */
  readonly straightLeft: number;
  /** Share of the store that should be left at the line: 0 attacks, 1 saves. */
  readonly keep: number;
}

/** Pedal beyond which the driver wants all there is, and below which the motor charges. */
const FULL_THROTTLE = 0.9;
const PART_THROTTLE = 0.6;
/** Slower than this the motor neither pushes nor charges, m/s. */
const SLOWEST = 15;
/** Pushing ends so long before the brakes, s. */
const BEFORE_BRAKES = 0.5;
/** Share of the way that a car drives at full throttle, and its speed there, m/s: what the energy has to last for. */
const FULL_SHARE = 0.55;
const FULL_PACE = 62;
/** A J is worth this much at rest, and so much less for each m/s: slow cars gain most time from a push. */
const WORTH = 1.7;
const WORTH_FADE = 0.0145;
/** Charging for each unit of brake pedal, and with the throttle shut; an axle that brakes itself too hard would lock. */
const BRAKE_CHARGE = 4;
const SHUT_CHARGE = 0.4;
const BRAKING = 0.03;
/** m/s² across above which a car that is off the brakes is left in balance. */
const CORNERING = 7;
/** What a lap brings as a share of what it may, before it has shown, and the share of a lap after which the lap itself counts as much. */
const GUESS = 0.7;
const GUESS_WEIGHT = 0.15;

/**
 * What the electric motor should do now, -1 charge to 1 push: charges under the brakes and at part throttle, pushes at full
 * throttle with as much as spreads the energy of this lap over what is left of it, more at the start of a straight than at its end
 * (the shape of the optimum in Balerna et al., Energies 14, 2021, 171). Store and limits of a lap bound it. Reads only.
 */
export function ersPlan(car: Chassis, way: ErsWay): number {
  const { ers } = car.spec;
  if (!ers || car.vx < SLOWEST) return 0;
  const chargeLeft = ers.harvestPerLap - car.ersHarvested;
  if (car.brake > BRAKING || car.throttle < PART_THROTTLE) {
    if (chargeLeft <= 0 || car.ersStore >= ers.store) return 0;
    const pedal = car.brake * BRAKE_CHARGE;
    if (car.brake > BRAKING) return pedal > 1 ? -1 : -pedal;
    if (car.ay > CORNERING || car.ay < -CORNERING) return 0;
    return -SHUT_CHARGE * (1 - car.throttle / PART_THROTTLE);
  }
  if (car.throttle < FULL_THROTTLE || car.shiftLeft > 0 || way.straightLeft < BEFORE_BRAKES * car.vx) return 0;
  const left = way.lapLeft / way.lapLength;
  const rate = (car.ersHarvested + GUESS_WEIGHT * GUESS * ers.harvestPerLap) / (1 - left + GUESS_WEIGHT);
  const ahead = rate * left < chargeLeft ? rate * left : chargeLeft;
  const energy = car.ersStore + ahead - way.keep * ers.store;
  const allowed = ers.deployPerLap - car.ersDeployed;
  const budget = energy < allowed ? energy : allowed;
  if (budget <= 0 || car.ersStore <= 0) return 0;
  const need = (ers.power / ers.efficiency) * ((FULL_SHARE * way.lapLeft) / FULL_PACE);
  const wish = (budget * (WORTH - WORTH_FADE * car.vx)) / (need > 1 ? need : 1);
  return wish > 1 ? 1 : wish > 0 ? wish : 0;
}

/** At the line: what a lap allows begins anew. */
export function beginErsLap(car: Chassis): void {
  car.ersDeployed = 0;
  car.ersHarvested = 0;
}
