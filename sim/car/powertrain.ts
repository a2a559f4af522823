import type { Car } from './car.ts';
import { STEP } from '../constants.ts';

/** rpm between two entries of `TORQUE`. */
const TORQUE_STEP = 1000;
/** Full throttle, N·m, from 0 rpm: a peaky naturally aspirated engine (magnitudes of TORCS's car1-ow1). */
const TORQUE = Float64Array.from([
  0, 60, 100, 140, 165, 185, 222, 262, 300, 328, 340, 343, 345, 348, 352, 356, 360, 361, 357, 330, 0,
]);
const IDLE = 4500;
const LIMITER = 18600;
const REDLINE = 20000;
/** Drag of the closed throttle at the redline, as a share of full torque. */
const ENGINE_BRAKE = 0.34;
const EFFICIENCY = 0.95;
/** rpm that the clutch is slipped at on full throttle. */
const LAUNCH = 10800;
/** Revs follow the wheels with this time constant, s. */
const REV_LAG = 0.012;
const RPM_PER_RAD = 30 / Math.PI;
/** Revs that a downshift may lead to, and the revs below which one is made without braking. */
const DOWN_TO = 16000;
const LUGGING = 10600;
/** First gear is for standing starts, m/s. */
const FIRST_BELOW = 11;
/** kg of fuel per J at the crankshaft (efficiency 0.37, 43 MJ/kg), and per s at idle. */
const FUEL_PER_JOULE = 6.3e-8;
const FUEL_IDLE = 0.0006;

/** N·m at full throttle. */
function fullTorque(rpm: number): number {
  const u = Math.min(rpm / TORQUE_STEP, TORQUE.length - 1.001);
  const i = u | 0;
  return TORQUE[i]! + (TORQUE[i + 1]! - TORQUE[i]!) * (u - i);
}

/** Drives the engine for one step: gear changes, revs, fuel, and the force at the rear wheels (`push`). */
export function runPowertrain(car: Car): void {
  changeGear(car);
  const lever = car.spec.ratios[car.gear - 1]! / car.spec.rearRadius;
  const coupled = car.speed * (1 + car.driveSlip) * lever * RPM_PER_RAD;
  const clutch = car.gear === 1 ? IDLE + (LAUNCH - IDLE) * car.throttle : IDLE;
  car.rpm += (Math.max(coupled, clutch) - car.rpm) * (STEP / REV_LAG);
  const full = fullTorque(car.rpm) * car.spec.power;
  const drag = (ENGINE_BRAKE * Math.max(0, car.rpm - IDLE)) / (REDLINE - IDLE);
  car.fullForce = Math.max(1, full * lever * EFFICIENCY);
  car.engineDrag = drag;
  if (car.shiftLeft > 0) {
    car.shiftLeft -= STEP;
    car.enginePower = 0;
    car.push = 0;
    return;
  }
  const open = car.rpm < LIMITER && car.fuel > 0 ? car.throttle : 0;
  const torque = full * (open * (1 + drag) - drag);
  car.enginePower = (torque * car.rpm) / RPM_PER_RAD;
  car.fuel = Math.max(0, car.fuel - (Math.max(0, car.enginePower) * FUEL_PER_JOULE + FUEL_IDLE) * STEP);
  car.push = torque * lever * EFFICIENCY;
}

function changeGear(car: Car): void {
  car.sinceShift += STEP;
  if (car.shiftLeft > 0) return;
  const { ratios, shiftTime } = car.spec;
  if (car.rpm > car.traits.shiftAt && car.gear < ratios.length && car.throttle > 0.3) {
    shift(car, car.gear + 1, shiftTime);
    return;
  }
  if (car.gear === 1 || car.sinceShift < (car.brake > 0 ? 0.13 : 0.4)) return;
  if (car.gear === 2 && car.speed > FIRST_BELOW) return;
  const after = (car.rpm * ratios[car.gear - 2]!) / ratios[car.gear - 1]!;
  if (after < DOWN_TO && (car.brake > 0.03 || car.rpm < LUGGING)) shift(car, car.gear - 1, shiftTime);
}

function shift(car: Car, gear: number, time: number): void {
  car.gear = gear;
  car.shiftLeft = time;
  car.sinceShift = 0;
}
