import { blow } from '../../../sim/car/aero.ts';
import { moveBody } from '../../../sim/car/body.ts';
import { Chassis } from '../../../sim/car/chassis.ts';
import type { CarSpec } from '../../../sim/car/car-spec.ts';
import { calmDay } from '../../../sim/car/conditions.ts';
import { gripRoad } from '../../../sim/car/contact.ts';
import { runEngine } from '../../../sim/car/engine.ts';
import { turnWheels } from '../../../sim/car/steering.ts';
import { straightRoad } from '../straight-road.ts';
import type { LoggedMoment } from './logged-lap.ts';

const RPM = Math.PI / 30;
const STEP = 0.002;
const CALM = calmDay();

/** Puts the logged motion, loads, wheel speeds, pedals and gear into our car and lets one step of our functions make forces of them. */
export class Replay {
  readonly car: Chassis;
  private readonly road;

  /** `friction` is the road's own. It does not resist rolling: what is logged leaves that out. */
  constructor(spec: CarSpec, friction: number) {
    this.car = new Chassis(spec);
    this.road = straightRoad({ friction, rolling: 0 });
  }

  /** Afterwards `car` holds what our functions make of the moment: slips, forces, drag, downforce, engine torque, fuel flow, `ax` and `ay`. */
  at(moment: LoggedMoment): Chassis {
    const { car } = this;
    const { prepared, spec } = car;
    car.fuel = moment.of('fuel');
    car.vx = moment.of('vx');
    car.vy = moment.of('vy');
    car.yawRate = moment.of('yawRate');
    car.distance = 100;
    car.offset = 0;
    car.yaw = 0;
    car.pitch = 0;
    car.load.set(moment.wheels('load'));
    for (let w = 0; w < 4; w++) {
      car.rideHeight[w] = prepared.restRide[w]! - (car.load[w]! - prepared.staticLoad[w]!) / prepared.springRate[w]!;
    }
    car.steerAngle = moment.of('steerAngle');
    car.steer = car.steerAngle / spec.steering.lock;
    turnWheels(car, STEP);
    car.gear = moment.of('gear');
    car.gearWish = car.gear;
    car.shiftLeft = moment.of('shiftLeft');
    car.throttle = moment.of('throttle');
    car.engineSpeed = moment.of('rpm') * RPM;
    runEngine(car, STEP);
    car.fuel = moment.of('fuel');
    blow(car, CALM);
    gripRoad(car, this.road);
    const sliding = moment.wheels('slipSpeed');
    for (let w = 0; w < 4; w++) car.spin[w] = (car.along[w]! - sliding[w]!) / prepared.radius[w]!;
    gripRoad(car, this.road);
    moveBody(car, this.road, STEP);
    return car;
  }
}

/** Slope of the line through the origin that fits `of` to `by` best. */
export function gain(by: readonly number[], of: readonly number[]): number {
  let product = 0;
  let square = 0;
  for (let i = 0; i < by.length; i++) {
    product += by[i]! * of[i]!;
    square += by[i]! * by[i]!;
  }
  return product / square;
}
