import type { Car } from '../car/car.ts';
import { AIR_DENSITY, GRAVITY, STEP } from '../constants.ts';
import type { Track } from '../track/track.ts';

/** Drivers act on what comes so much later, s. */
const PREVIEW = 0.07;
/** m/s² for each m/s off the profile, and off the speed that traffic allows. */
const GAIN = 7;
const CAP_GAIN = 4;
/** Off the brakes, a driver stays on the power until so close to the braking curve, m/s. */
const BRAKE_POINT = 0.8;
const FLAT_OUT = 20;
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
export function drive(car: Car, track: Track): void {
  const { profile, spec, mass } = car;
  const { count, step } = track.centre;
  const preview = car.speed * PREVIEW;
  const u = (car.distance + preview) / step;
  const i = (u | 0) % count;
  const part = u - (u | 0);
  const aim = profile.speed[i]! + (profile.speed[i + 1]! - profile.speed[i]!) * part;
  const change = profile.acceleration[i]! + (profile.acceleration[i + 1]! - profile.acceleration[i]!) * part;
  const wide = 1 - 0.012 * Math.abs(car.drift) * Math.min(1, Math.abs(car.curvature) * 200);
  const spare = aim * wide - (car.speed + car.ax * PREVIEW);
  const early = spare > BRAKE_POINT && change < 0 && car.brake === 0;
  const pace = early ? FLAT_OUT : change + GAIN * spare;
  const cap = Math.min(car.laneCap, car.cap);
  const want = Math.min(pace, CAP_GAIN * (cap - car.speed));

  const pressure = 0.5 * AIR_DENSITY * car.speed * car.speed;
  const load = mass * GRAVITY + pressure * spec.downforceArea;
  const side = (car.ay * mass) / (car.grip * load);
  const room = car.grip * Math.sqrt(Math.max(0.02, 1 - side * side));
  const force = mass * want + pressure * spec.dragArea;
  const full = car.fullForce;
  const drag = car.engineDrag;

  if (force > -drag * full) {
    const rear = mass * ((1 - spec.frontWeight) * GRAVITY + (car.ax * spec.centreHeight) / spec.wheelbase) +
      pressure * spec.downforceArea * (1 - spec.frontDownforce);
    const traction = TRACTION * (1 + 0.02 * car.unrest) * room * rear;
    const throttle = (Math.min(force, traction) / full + drag) / (1 + drag);
    press(car, Math.min(car.lift, Math.max(0, throttle)), 0);
  } else {
    const most = (1 + 0.015 * car.unrest) * room * load;
    const brake = Math.min(1, Math.max(0, Math.min(-force - drag * full, most)) / spec.brakeForce);
    press(car, 0, brake < BRAKE_DEADBAND && car.brake === 0 ? 0 : brake);
  }
}

/** Moves the pedals towards their goals as fast as feet go. */
function press(car: Car, throttle: number, brake: number): void {
  car.throttle += Math.max(-THROTTLE_DOWN * STEP, Math.min(THROTTLE_UP * STEP, throttle - car.throttle));
  car.brake += Math.max(-BRAKE_DOWN * STEP, Math.min(BRAKE_UP * STEP, brake - car.brake));
}
