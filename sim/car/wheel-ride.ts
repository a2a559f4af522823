import type { Road } from '../track/road.ts';
import { bumpAt } from '../track/roughness.ts';
import type { Chassis } from './chassis.ts';

/**
 * Moves wheel `w` up and down: on the road, or down towards it as fast as its strut throws it where the road falls away quicker.
 * Sets its ride height and how far and how fast the strut is compressed.
 * @returns how far it is off the road, m
 */
export function wheelGap(car: Chassis, road: Road, w: number, dt: number): number {
  const { prepared, travel, travelRate, droopRate } = car;
  const onRoad = riseUnder(car, road, w) - (car.heave + prepared.y[w]! * car.roll - prepared.x[w]! * car.pitch);
  const before = travel[w]!;
  const thrown = before - droopRate[w]! * dt;
  const at = onRoad < thrown ? thrown : onRoad;
  const rate = (at - before) / dt;
  car.rideHeight[w] = prepared.restRide[w]! - onRoad;
  travel[w] = at;
  travelRate[w] = rate;
  if (at === onRoad) droopRate[w] = -rate;
  return at - onRoad;
}

/** How far the road under a wheel, its waves included, lies above the plane of the road under the car's middle, m. */
function riseUnder(car: Chassis, road: Road, w: number): number {
  const { centre, length } = road;
  const { z, bank, step, waves } = centre;
  const x = car.prepared.x[w]!;
  const y = car.prepared.y[w]!;
  const aside = x * car.sineYaw + y * car.cosineYaw;
  const ahead = (x * car.cosineYaw - y * car.sineYaw) / car.roadStretch;
  const offset = car.offset + aside;
  let place = car.distance + ahead;
  if (place < 0) place += length;
  else if (place >= length) place -= length;
  const u = place / step;
  const i = u | 0;
  const part = u - i;
  const height = z[i]! + (z[i + 1]! - z[i]!) * part + offset * (bank[i]! + (bank[i + 1]! - bank[i]!) * part);
  const rise = height - car.roadHeight - car.slope * ahead - car.banking * aside;
  const ground = road.surfaces[car.surface[w]!]!;
  return ground.roughness === 0 ? rise : rise + bumpAt(ground, waves ? place - waves[i]! : place, offset + centre.right[i]!);
}
