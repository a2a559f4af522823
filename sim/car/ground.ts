import { GRAVITY } from '../constants.ts';
import type { Road } from '../track/road.ts';
import type { Chassis } from './chassis.ts';

/** Inside a bend the road's own metres get shorter, down to this share. */
const NARROWEST = 0.2;

/**
 * The plane of the road under the car, its bend, and what they and gravity pull at it along, across and onto the road. Where
 * the plane has turned since the last step, the body, which keeps its way and its angles, stands otherwise to it. Where forces are level,
 * as in TORCS (car.cpp), weight and the rise and fall of the road on the car's way are all that comes onto it: G + d²z/dt².
 */
export function readRoad(car: Chassis, road: Road): void {
  const { centre } = road;
  const { count } = centre;
  const u = car.distance / centre.step;
  let i = u | 0;
  const part = u - i;
  if (i >= count) i -= count;
  const { curvature, z, grade, bank, levelForces } = centre;
  const leaning = (bank[i + 1]! - bank[i]!) / centre.step;
  const bend = curvature[i]! + (curvature[i + 1]! - curvature[i]!) * part;
  const slope = grade[i]! + (grade[i + 1]! - grade[i]!) * part + car.offset * leaning;
  const banking = bank[i]! + (bank[i + 1]! - bank[i]!) * part;
  const sinYaw = Math.sin(car.yaw);
  const cosYaw = Math.cos(car.yaw);
  car.sineYaw = sinYaw;
  car.cosineYaw = cosYaw;
  const steeper = slope - car.slope;
  const higher = banking - car.banking;
  if (steeper !== 0 || higher !== 0) {
    car.pitch += steeper * cosYaw + higher * sinYaw;
    car.roll += steeper * sinYaw - higher * cosYaw;
    car.heaveRate -= steeper * (car.vx * cosYaw - car.vy * sinYaw) + higher * (car.vx * sinYaw + car.vy * cosYaw);
  }
  const pace = car.progress;
  // Sines and cosines of the road's small angles: errors below 0.1 % up to 10 degrees.
  const down = slope - (slope * slope * slope) / 2;
  const aside = banking - (banking * banking * banking) / 6;
  const level = 1 - (slope * slope + banking * banking) / 2;
  car.roadCurvature = bend;
  const stretch = 1 - car.offset * bend;
  car.roadStretch = stretch < NARROWEST ? NARROWEST : stretch;
  car.roadHeight = z[i]! + (z[i + 1]! - z[i]!) * part + car.offset * banking;
  car.slope = slope;
  car.banking = banking;
  car.gravityX = -GRAVITY * (down * cosYaw + aside * sinYaw);
  car.gravityY = GRAVITY * (down * sinYaw - aside * cosYaw);
  let onto = GRAVITY * level - pace * pace * bend * aside;
  if (levelForces) {
    const ahead = car.ax + car.gravityX;
    const across = car.ay + car.gravityY;
    onto = GRAVITY - pace * pace * bend * banking + slope * (ahead * cosYaw - across * sinYaw) + banking * (ahead * sinYaw + across * cosYaw);
  }
  car.gravityZ = onto > 0.2 ? onto : 0.2;
}
