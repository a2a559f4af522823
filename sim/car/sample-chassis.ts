import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { sampleAt10 } from './sample-at-10.ts';
import { sampleAt20 } from './sample-at-20.ts';
import { sampleAt50 } from './sample-at-50.ts';
import { sampleAt100 } from './sample-at-100.ts';
import { sampleAt500 } from './sample-at-500.ts';
import { sampleAt1000 } from './sample-at-1000.ts';

/**
 * Writes what the car's body, wheels and machinery know by themselves into its place in `CHANNELS`: every channel that the
 * catalogue samples `slowest` times a second or more often. Left alone, for whoever knows the race and the map: `Heading`,
 * `X`, `Y`, `Altitude`, `PitLimiter`, the flags and the group Timing. Reads only; allocates nothing.
 */
export function sampleChassis(car: Chassis, conditions: Conditions, into: Float64Array, slowest: number): void {
  sampleAt1000(car, into);
  if (slowest <= 500) sampleAt500(car, into);
  if (slowest <= 100) sampleAt100(car, into);
  if (slowest <= 50) sampleAt50(car, into);
  if (slowest <= 20) sampleAt20(car, conditions, into);
  if (slowest <= 10) sampleAt10(car, conditions, into);
}
