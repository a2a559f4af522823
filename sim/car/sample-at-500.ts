import type { Chassis } from './chassis.ts';
import { sampledAt, wheelsSampledAt } from './sampled-at.ts';

const at = sampledAt(500);
const each = wheelsSampledAt(500);

const AX = at('Ax');
const AY = at('Ay');
const AZ = at('Az');
const VAZ = at('Vaz');
const VAX = at('Vax');
const VAY = at('Vay');
const TYRE_LOAD = each('TyreLoad');
const SUSP_TRAVEL = each('SuspTravel');

/** The channels that are sampled 500 times a second: the inertial sensors, the loads and the springs. */
export function sampleAt500(car: Chassis, into: Float64Array): void {
  const { load, travel } = car;
  into[AX] = car.ax;
  into[AY] = car.ay;
  into[AZ] = car.az;
  into[VAZ] = car.yawRate;
  into[VAX] = car.rollRate;
  into[VAY] = car.pitchRate;
  for (let w = 0; w < 4; w++) {
    into[TYRE_LOAD + w] = load[w]!;
    into[SUSP_TRAVEL + w] = travel[w]! * 1000;
  }
}
