import { Chassis } from '../../../sim/car/chassis.ts';
import type { CarSpec } from '../../../sim/car/car-spec.ts';
import { calmDay, type Conditions } from '../../../sim/car/conditions.ts';
import { fitTyres, tendChassis, warmUp } from '../../../sim/car/tend.ts';
import { sprinter } from './sprinter.ts';

export const DT = 0.01;

export function freshCar(spec: CarSpec = sprinter, conditions: Conditions = calmDay()): Chassis {
  const car = new Chassis(spec);
  fitTyres(car, 'medium', 80, conditions);
  warmUp(car, conditions);
  return car;
}

/** What the wheels do at one moment: speed, m/s, and for all four load, N, and slip with the friction it gives. */
export interface Running {
  readonly speed: number;
  readonly load?: number;
  readonly along?: number;
  readonly across?: number;
  readonly friction?: number;
}

/** Puts a moment into the chassis, as a step of the physics would. */
export function set(car: Chassis, { speed, load = 4000, along = 0, across = 0, friction = 1.5 }: Running): void {
  const slip = Math.hypot(along, across);
  car.vx = speed;
  car.airSpeed = speed;
  for (let w = 0; w < 4; w++) {
    car.load[w] = load;
    car.slipAlong[w] = along;
    car.slipAcross[w] = across;
    car.pace[w] = Math.max(1.5, speed);
    car.forceAlong[w] = slip > 0 ? (-friction * load * along) / slip : 0;
    car.forceAcross[w] = slip > 0 ? (-friction * load * across) / slip : 0;
    car.sliding[w] = friction * load * slip * car.pace[w]!;
    car.spin[w] = (speed * (1 - along)) / car.prepared.radius[w]!;
  }
}

export function run(car: Chassis, conditions: Conditions, seconds: number, running: Running): void {
  set(car, running);
  for (let i = 0; i < seconds / DT; i++) tendChassis(car, conditions, DT);
}

/** A lap of 80 s as a fast circuit asks it of the tyres: straights with a little slip, brakes, and bends to either side. */
export function runLap(car: Chassis, conditions: Conditions): void {
  for (let corner = 0; corner < 8; corner++) {
    brake(car, 0);
    run(car, conditions, 6.6, { speed: 72, load: 5200, along: -0.006 });
    brake(car, 0.6);
    run(car, conditions, 0.6, { speed: 55, load: 4500, along: 0.035 });
    brake(car, 0);
    run(car, conditions, 2.8, { speed: 40, load: 3600, across: corner % 2 === 0 ? 0.05 : -0.05 });
  }
}

function brake(car: Chassis, pedal: number): void {
  const { maxPressure, frontShare } = car.spec.brakes;
  for (let w = 0; w < 4; w++) {
    car.brakeTorque[w] = pedal * maxPressure * (w < 2 ? frontShare : 1 - frontShare) * car.prepared.brakeGain[w]! * car.brakeFade[w]!;
  }
}

export const everyTemperature = (car: Chassis): number[] => [
  ...car.treadInner, ...car.treadMiddle, ...car.treadOuter, ...car.carcass, ...car.gas, ...car.discTemp,
  car.waterTemp, car.oilTemp, car.gearboxTemp, car.exhaustTemp, car.fuelTemp, car.ersTemp,
];
