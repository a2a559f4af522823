import type { Car } from './car.ts';
import { AIR_DENSITY, GRAVITY, STEP } from '../constants.ts';
import { runPowertrain } from './powertrain.ts';
import type { Track } from '../track/track.ts';

const ROLLING = 0.015;
/** How fast a driver moves off the racing line: rad/s of a critically damped wish, and its limit in m/s². */
const DRIFT_RATE = 2.1;
const DRIFT_LIMIT = 7;
/** Slip of the rear wheels at the limit of their grip, as a share. */
const SLIP_AT_LIMIT = 0.09;

/** Forces and motion of one step: engine, brakes and air against the friction circle, then along and across the line. */
export function move(car: Car, track: Track): void {
  const { spec, mass } = car;
  const v = car.speed;
  const pressure = 0.5 * AIR_DENSITY * v * v;
  const down = pressure * spec.downforceArea;
  const load = mass * GRAVITY + down;
  const side = (car.ay * mass) / (car.grip * load);
  const room = car.grip * Math.sqrt(Math.max(0.02, 1 - side * side));
  const rear = mass * ((1 - spec.frontWeight) * GRAVITY + (car.ax * spec.centreHeight) / spec.wheelbase) +
    down * (1 - spec.frontDownforce);
  const traction = room * Math.max(500, rear);

  runPowertrain(car);
  const drive = Math.max(-traction, Math.min(traction, car.push));
  const brake = Math.min(car.brake * spec.brakeForce, room * load);
  const use = drive / traction;
  car.driveSlip = SLIP_AT_LIMIT * use * (0.4 + 0.6 * use * use);
  car.driveForce = drive;
  car.brakeForceNow = v > 0.1 ? brake : 0;
  const resistance = pressure * spec.dragArea * (1 - car.tow) + ROLLING * load;
  const stop = v / STEP;
  car.ax = Math.max(-stop, (drive - brake - resistance) / mass);
  car.speed = Math.max(0, v + car.ax * STEP);
  travel(car, track);
}

function travel(car: Car, track: Track): void {
  const { count, step, curvature: bend } = track.centre;
  const { curvature, stretch } = track.line;
  const u = car.distance / step;
  const i = u | 0;
  const part = u - i;
  const line = curvature[i]! + (curvature[i + 1]! - curvature[i]!) * part;
  const wish = DRIFT_RATE * (DRIFT_RATE * (car.driftTarget - car.drift) - 2 * car.driftRate);
  const across = car.speed > 2 ? Math.max(-DRIFT_LIMIT, Math.min(DRIFT_LIMIT, wish)) : 0;
  if (car.speed > 2) car.driftRate += across * STEP;
  else car.driftRate = 0;
  car.drift += car.driftRate * STEP;
  car.curvature = line / Math.max(0.5, 1 - car.drift * line);
  car.ay = car.speed * car.speed * car.curvature + across;
  const way = stretch[i]! + (stretch[i + 1]! - stretch[i]!) * part - car.drift * bend[i]!;
  car.before = car.distance;
  car.distance += (car.speed * STEP) / way;
  // A lap ends where the table does; `Timing` sees the crossing and takes the length off.
  if (car.distance > (count + 1) * step) throw new RangeError(`car ${car.index} ran off the track's table`);
}

/** A car that is held, on the grid or in its box, with the engine at `rpm`. */
export function stand(car: Car, rpm: number): void {
  car.speed = 0;
  car.ax = 0;
  car.ay = 0;
  car.driftRate = 0;
  car.driveForce = 0;
  car.brakeForceNow = 0;
  car.driveSlip = 0;
  car.gear = 1;
  car.rpm += (rpm - car.rpm) * (STEP / 0.1);
  car.brake = 0.3;
  car.throttle = 0;
  car.enginePower = 0;
}
