import type { Chassis } from './chassis.ts';

/** Throttle that is left while the gearbox changes gear. */
const SHIFT_THROTTLE = 0.1;

/**
 * Gearbox, clutch and engine torque: the gear asked for goes in at once and the drive is cut for the shift time (TORCS
 * transmission.cpp). T = Tmax (throttle (1 + k) - k), k growing with speed to the engine's brake share; litres burnt go with
 * |T ω| (TORCS engine.cpp; 1 l counts as 1 kg).
 */
export function runEngine(car: Chassis, dt: number): void {
  const { spec, prepared } = car;
  if (car.shiftLeft > 0) car.shiftLeft = car.shiftLeft > dt ? car.shiftLeft - dt : 0;
  if (car.gearWish !== car.gear && car.shiftLeft === 0 && car.gearWish <= prepared.topGear && car.gearWish >= -1) {
    car.gear = car.gearWish;
    if (car.gear !== 0) car.shiftLeft = spec.gearbox.shiftTime;
  }
  const shifting = car.shiftLeft > 0;
  const clutch = car.clutch;
  car.clutchGrip = car.gear === 0 || shifting ? 0 : clutch < 0 ? 1 : clutch > 1 ? 0 : 1 - clutch;
  let throttle = car.throttle;
  if (shifting && throttle > SHIFT_THROTTLE) throttle = SHIFT_THROTTLE;
  if (car.fuel <= 0) throttle = 0;
  const { idle, limiter, revMax } = prepared;
  let speed = car.engineSpeed;
  let torque: number;
  if (speed > limiter) {
    speed = limiter;
    torque = 0;
    throttle = 0;
  } else {
    const brake = spec.engine.brake * ((speed - idle) / (revMax - idle));
    torque = prepared.fullTorque(speed) * (throttle * (1 + brake) - brake);
  }
  car.engineSpeed = speed;
  car.engineThrottle = throttle;
  car.engineTorque = torque;
  car.fuelFlow = (torque > 0 ? torque : -torque) * speed * spec.engine.fuelFactor * 1e-7;
  car.fuel -= car.fuelFlow * dt;
  if (car.fuel < 0) car.fuel = 0;
}
