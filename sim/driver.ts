import { type Car, NO_CAP } from './car.ts';
import { AIR_DENSITY, GRAVITY, STEP } from './constants.ts';
import { engineBrake, fullTorque, leverage } from './powertrain.ts';
import type { Track } from './track.ts';

/** Drivers act on what comes so much later, s. */
const PREVIEW = 0.07;
/** m/s² for each m/s off the profile, and off the speed that traffic allows. */
const GAIN = 7;
const CAP_GAIN = 4;
/** Pedal travel a second. */
const THROTTLE_UP = 4.5;
const THROTTLE_DOWN = 11;
const BRAKE_UP = 9;
const BRAKE_DOWN = 5;
/** A brake pedal is not touched for less. */
const BRAKE_DEADBAND = 0.035;
/** Share of the traction at hand that is asked for. */
const TRACTION = 0.97;

/** Moves the pedals for one step towards what the speed profile, the cars around and the pit lane ask for. */
export function drive(car: Car, track: Track, laneCap: number): void {
  const { profile, spec, mass } = car;
  const { count, step } = track.centre;
  const preview = car.speed * PREVIEW;
  const u = (car.distance + preview) / step;
  const i = (u | 0) % count;
  const part = u - (u | 0);
  const aim = profile.speed[i]! + (profile.speed[i + 1]! - profile.speed[i]!) * part;
  const change = profile.acceleration[i]! + (profile.acceleration[i + 1]! - profile.acceleration[i]!) * part;
  const wide = 1 - 0.012 * Math.abs(car.drift) * Math.min(1, Math.abs(car.curvature) * 200);
  let want = change + GAIN * (aim * wide - (car.speed + car.ax * PREVIEW));
  const cap = laneCap < car.cap ? laneCap : car.cap;
  if (cap < NO_CAP) want = Math.min(want, CAP_GAIN * (cap - car.speed));

  const pressure = 0.5 * AIR_DENSITY * car.speed * car.speed;
  const load = mass * GRAVITY + pressure * spec.downforceArea;
  const side = (car.ay * mass) / (car.grip * load);
  const room = car.grip * Math.sqrt(Math.max(0.02, 1 - side * side));
  const force = mass * want + pressure * spec.dragArea;
  const full = Math.max(1, fullTorque(car.rpm) * spec.power * leverage(car));
  const drag = engineBrake(car.rpm);

  let throttle = 0;
  let brake = 0;
  if (force > -drag * full) {
    const rear = mass * ((1 - spec.frontWeight) * GRAVITY + (car.ax * spec.centreHeight) / spec.wheelbase) +
      pressure * spec.downforceArea * (1 - spec.frontDownforce);
    const traction = TRACTION * (1 + 0.02 * car.unrest) * room * rear;
    throttle = (Math.min(force, traction) / full + drag) / (1 + drag);
    throttle = Math.min(car.lift, Math.max(0, throttle));
  } else {
    const most = (1 + 0.015 * car.unrest) * room * load;
    brake = Math.min(1, Math.max(0, Math.min(-force - drag * full, most)) / spec.brakeForce);
    if (brake < BRAKE_DEADBAND && car.brake === 0) brake = 0;
  }
  car.throttle = approach(car.throttle, throttle, THROTTLE_UP * STEP, THROTTLE_DOWN * STEP);
  car.brake = approach(car.brake, brake, BRAKE_UP * STEP, BRAKE_DOWN * STEP);
}

/** Steps from `now` towards `goal`, no faster than `up` or `down`. */
function approach(now: number, goal: number, up: number, down: number): number {
  if (goal > now) return goal - now > up ? now + up : goal;
  return now - goal > down ? now - down : goal;
}
