import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { sampleBody } from './sample-body.ts';
import { sampleMachinery } from './sample-machinery.ts';
import { sampleWheels } from './sample-wheels.ts';

/**
 * Writes every channel that the car's body, wheels and machinery know by themselves into its place in `CHANNELS`. Left alone,
 * for whoever knows the race and the map: `Heading`, `X`, `Y`, `Altitude`, `PitLimiter`, the flags and the group Timing.
 * Reads only; allocates nothing.
 */
export function sampleChassis(car: Chassis, conditions: Conditions, into: Float64Array): void {
  sampleMachinery(car, into);
  sampleBody(car, conditions, into);
  sampleWheels(car, into);
}
