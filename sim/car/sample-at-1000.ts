import type { Chassis } from './chassis.ts';
import { sampledAt, wheelsSampledAt } from './sampled-at.ts';

const at = sampledAt(1000);
const each = wheelsSampledAt(1000);

const DISTANCE = at('Distance');
const DAMPER_SPEED = each('DamperSpeed');

/** The channels that are sampled 1000 times a second. */
export function sampleAt1000(car: Chassis, into: Float64Array): void {
  const { travelRate } = car;
  into[DISTANCE] = car.distance;
  for (let w = 0; w < 4; w++) into[DAMPER_SPEED + w] = travelRate[w]! * 1000;
}
