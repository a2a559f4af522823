import type { Chassis } from './chassis.ts';

/** Pedal at which a driver opens the wing, and below which it closes; brake pedal that closes it. */
const OPENS = 0.9;
const CLOSES = 0.5;
const BRAKING = 0.01;

/** Opens and closes the rear wing of a car that has one to open: only where it is allowed, at full throttle, and never under the brakes. */
export function moveDrs(car: Chassis, allowed: boolean): void {
  if (!allowed || car.spec.drs === undefined || car.brake > BRAKING) car.drsOpen = false;
  else car.drsOpen = car.throttle > (car.drsOpen ? CLOSES : OPENS);
}
