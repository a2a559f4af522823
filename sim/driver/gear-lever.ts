import type { Chassis } from '../car/chassis.ts';
import type { Envelope } from './envelope.ts';
import { clamp } from './numbers.ts';

/** The engine is kept at this share of its range while the clutch slips at a start. */
const LAUNCH_REVS = 0.72;
/** A lower gear goes in when the speed is this share of the one where the upper is taken. */
const DOWNSHIFT = 0.86;

/** Gear lever and clutch: the gear that pulls best, and a clutch that slips off the line. */
export function shift(car: Chassis, envelope: Envelope): void {
  const { prepared } = car;
  if (car.gear < 1) {
    car.gearWish = 1;
    car.clutch = 1;
    return;
  }
  const v = car.vx;
  if (car.shiftLeft === 0) {
    const gear = car.gear;
    const spinning = car.engineSpeed > prepared.limiter * 0.975;
    if (gear < prepared.topGear && (v > envelope.upshift[gear]! || (spinning && v > 0.75 * envelope.upshift[gear]!))) car.gearWish = gear + 1;
    else if (gear > 1 && v < DOWNSHIFT * envelope.upshift[gear - 1]! && car.throttle < 0.98) car.gearWish = gear - 1;
    else if (gear > 1 && v < 0.72 * envelope.upshift[gear - 1]!) car.gearWish = gear - 1;
  }
  // Off the line the clutch slips as long as the wheels are too slow for the engine.
  const radius = envelope.frontDrive === 1 ? prepared.radius[0]! : prepared.radius[2]!;
  const turned = (Math.max(0, v) / radius) * prepared.ratios[2]!;
  const wanted = prepared.idle + LAUNCH_REVS * 0.5 * (prepared.limiter - prepared.idle);
  car.clutch = car.gear === 1 && turned < wanted ? clamp(0.45 * (1 - turned / wanted), 1) : 0;
}
