import type { Chassis } from './chassis.ts';
import { sampledAt, wheelsSampledAt } from './sampled-at.ts';

const at = sampledAt(100);
const each = wheelsSampledAt(100);

const THROTTLE = at('Throttle');
const BRAKE = at('Brake');
const CLUTCH = at('Clutch');
const STEER = at('Steer');
const GEAR = at('Gear');
const RPM = at('RPM');
const ENGINE_TORQUE = at('EngineTorque');
const SHIFTING = at('Shifting');
const SPEED = at('Speed');
const OFFSET = at('Offset');
const WHEEL_SPEED = each('WheelSpeed');
const BRAKE_PRESSURE_FRONT = at('BrakePressureFront');
const BRAKE_PRESSURE_REAR = at('BrakePressureRear');

const RPM_PER_RAD = 30 / Math.PI;

/** The channels that are sampled 100 times a second, but for those of race and map. */
export function sampleAt100(car: Chassis, into: Float64Array): void {
  const { vx, vy, spin, brakePressure } = car;
  into[THROTTLE] = car.throttle * 100;
  into[BRAKE] = car.brake * 100;
  into[CLUTCH] = car.clutch * 100;
  into[STEER] = car.steerAngle;
  into[GEAR] = car.gear;
  into[RPM] = car.engineSpeed * RPM_PER_RAD;
  into[ENGINE_TORQUE] = car.engineTorque;
  into[SHIFTING] = car.shiftLeft > 0 ? 1 : 0;
  into[SPEED] = Math.sqrt(vx * vx + vy * vy);
  into[OFFSET] = car.offset;
  for (let w = 0; w < 4; w++) into[WHEEL_SPEED + w] = spin[w]!;
  into[BRAKE_PRESSURE_FRONT] = brakePressure[0]! / 1000;
  into[BRAKE_PRESSURE_REAR] = brakePressure[2]! / 1000;
}
