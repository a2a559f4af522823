import { GRAVITY } from '../constants.ts';
import type { Road } from '../track/road.ts';
import type { Chassis } from './chassis.ts';

/** Entries of the grade table on either side over which the road's vertical bend is taken: about a car's length. */
const BEND_REACH = 3;

/** Curvature, slope and banking under the car, and what they and gravity pull at it along, across and onto the road. */
export function readRoad(car: Chassis, road: Road): void {
  const { centre } = road;
  const { count } = centre;
  const u = car.distance / centre.step;
  let i = u | 0;
  const part = u - i;
  if (i >= count) i -= count;
  const { curvature, grade, bank } = centre;
  const bend = curvature[i]! + (curvature[i + 1]! - curvature[i]!) * part;
  const slope = grade[i]! + (grade[i + 1]! - grade[i]!) * part;
  const banking = bank[i]! + (bank[i + 1]! - bank[i]!) * part;
  const before = i < BEND_REACH ? i - BEND_REACH + count : i - BEND_REACH;
  const after = i + 1 + BEND_REACH > count ? i + 1 + BEND_REACH - count : i + 1 + BEND_REACH;
  const crest = (grade[after]! - grade[before]!) / ((2 * BEND_REACH + 1) * centre.step);
  const sinYaw = Math.sin(car.yaw);
  const cosYaw = Math.cos(car.yaw);
  car.sineYaw = sinYaw;
  car.cosineYaw = cosYaw;
  const pace = car.progress;
  // Sines and cosines of the road's small angles: errors below 0.1 % up to 10 degrees.
  const down = slope - (slope * slope * slope) / 2;
  const aside = banking - (banking * banking * banking) / 6;
  const level = 1 - (slope * slope + banking * banking) / 2;
  car.roadCurvature = bend;
  car.slope = slope;
  car.banking = banking;
  car.gravityX = -GRAVITY * (down * cosYaw + aside * sinYaw);
  car.gravityY = GRAVITY * (down * sinYaw - aside * cosYaw);
  const onto = GRAVITY * level + pace * pace * (crest - bend * aside);
  car.gravityZ = onto > 0.2 ? onto : 0.2;
}
