import { GRAVITY } from '../constants.ts';
import type { Road } from '../track/road.ts';
import { blow } from './aero.ts';
import { hold, moveBody } from './body.ts';
import { setBrakes } from './brakes.ts';
import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { driveWheels } from './drivetrain.ts';
import { runEngine } from './engine.ts';
import { press } from './suspension.ts';
import { gripRoad } from './contact.ts';
import { readRoad } from './ground.ts';
import { turnWheels } from './steering.ts';

/**
 * One step of the physics of one car, `dt` s long (1/500 or 1/1000). The model is that of TORCS's simuv2 in its order, made
 * independent of the step, with the place kept in the road's own coordinates. Allocates nothing.
 */
export function stepChassis(car: Chassis, road: Road, conditions: Conditions, dt: number): void {
  readRoad(car, road);
  turnWheels(car, dt);
  runEngine(car, dt);
  setBrakes(car);
  blow(car, conditions);
  press(car, road, dt);
  gripRoad(car, road);
  driveWheels(car, dt);
  moveBody(car, road, dt);
}

/** A step of a car that is held on the grid or in its box: it stands, settles on its springs, and its engine turns at `revs`, rad/s. */
export function holdChassis(car: Chassis, road: Road, revs: number, dt: number): void {
  readRoad(car, road);
  press(car, road, dt);
  hold(car, revs, dt);
}

/** Puts a car down, at rest on its springs, so far along the centre line and to the left of it, m. */
export function placeChassis(car: Chassis, road: Road, distance: number, offset: number): void {
  car.distance = distance;
  car.offset = offset;
  car.yaw = 0;
  car.vx = 0;
  car.vy = 0;
  car.yawRate = 0;
  const { prepared } = car;
  const rate = prepared.springRate[0]! + prepared.springRate[1]! + prepared.springRate[2]! + prepared.springRate[3]!;
  readRoad(car, road);
  car.heave = (-car.fuel * GRAVITY) / rate;
  car.heaveRate = 0;
  car.roll = 0;
  car.rollRate = 0;
  car.pitch = 0;
  car.pitchRate = 0;
  car.droopRate.fill(0);
  car.spin.fill(0);
  car.engineSpeed = prepared.idle;
  for (let i = 0; i < 200; i++) holdChassis(car, road, prepared.idle, 0.002);
}
