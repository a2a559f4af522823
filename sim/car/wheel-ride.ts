import type { Road } from '../track/road.ts';
import { bumpAt } from '../track/roughness.ts';
import type { Chassis } from './chassis.ts';

/**
 * Moves the wheels up and down: each on the road where it is, or down towards it as fast as its strut throws it where the road
 * falls away quicker. Sets where they are, ride heights, how far and how fast the struts are compressed, and how far wheels are off the road.
 */
export function rideRoad(car: Chassis, road: Road, dt: number): void {
  const { prepared, travel, travelRate, rideHeight, droopRate, wheelRise, wheelDistance, wheelOffset, surface, sineYaw, cosineYaw, heave, roll, pitch, slope, banking } = car;
  const { x, y, restRide } = prepared;
  const { z, bank, waves, right, step } = road.centre;
  const { length, surfaces } = road;
  const entries = 1 / step;
  const narrower = 1 / car.roadStretch;
  const rates = 1 / dt;
  for (let w = 0; w < 4; w++) {
    const xw = x[w]!;
    const yw = y[w]!;
    const aside = xw * sineYaw + yw * cosineYaw;
    const ahead = (xw * cosineYaw - yw * sineYaw) * narrower;
    const offset = car.offset + aside;
    let place = car.distance + ahead;
    if (place < 0) place += length;
    else if (place >= length) place -= length;
    wheelDistance[w] = place;
    wheelOffset[w] = offset;
    const u = place * entries;
    const i = u | 0;
    const part = u - i;
    const low = z[i]! + offset * bank[i]!;
    const high = z[i + 1]! + offset * bank[i + 1]!;
    // Over the plane of the road under the car's middle.
    let rise = low + (high - low) * part - car.roadHeight - slope * ahead - banking * aside;
    const ground = surfaces[surface[w]!]!;
    if (ground.roughness !== 0) rise += bumpAt(ground, waves ? place - waves[i]! : place, offset + right[i]!);
    const onRoad = rise - (heave + yw * roll - xw * pitch);
    const before = travel[w]!;
    const thrown = before - droopRate[w]! * dt;
    const isUp = onRoad < thrown;
    const at = isUp ? thrown : onRoad;
    const rate = (at - before) * rates;
    rideHeight[w] = restRide[w]! - onRoad;
    travel[w] = at;
    travelRate[w] = rate;
    wheelRise[w] = at - onRoad;
    if (!isUp) droopRate[w] = -rate;
  }
}
