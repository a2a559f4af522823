import type { Road } from '../track/road.ts';
import { bumpAt, bumpSlope } from '../track/roughness.ts';
import type { Chassis } from './chassis.ts';

/** A bump stop is so many times stiffer than the spring. */
const STOP_RATE = 8;

/**
 * Loads of the four wheels from the body's place over the road: springs, dampers with a knee, bump stops, anti-roll bars and
 * third springs, all at the wheel. A load is never negative. TORCS susp.cpp and axle.cpp, with wheels that follow the road.
 */
export function press(car: Chassis, road: Road): void {
  const { prepared, travel, travelRate, rideHeight, load, spec, surface } = car;
  const { x, y } = prepared;
  for (let w = 0; w < 4; w++) {
    const down = -(car.heave + y[w]! * car.roll - x[w]! * car.pitch);
    const rate = -(car.heaveRate + y[w]! * car.rollRate - x[w]! * car.pitchRate);
    rideHeight[w] = prepared.restRide[w]! - down;
    const ground = road.surfaces[surface[w]!]!;
    if (ground.roughness === 0) {
      travel[w] = down;
      travelRate[w] = rate;
      continue;
    }
    const along = car.distance + x[w]!;
    const across = car.offset + y[w]!;
    travel[w] = down + bumpAt(ground, along, across);
    travelRate[w] = rate + car.vx * bumpSlope(ground, along, across);
  }
  for (let w = 0; w < 4; w++) {
    const other = w ^ 1;
    const rate = prepared.springRate[w]!;
    const speed = travelRate[w]!;
    const knee = prepared.knee[w]!;
    let force = prepared.staticLoad[w]! + rate * travel[w]!;
    if (speed >= 0) {
      force += prepared.slowBump[w]! * (speed < knee ? speed : knee);
      if (speed > knee) force += prepared.fastBump[w]! * (speed - knee);
    } else {
      force += prepared.slowRebound[w]! * (speed > -knee ? speed : -knee);
      if (speed < -knee) force += prepared.fastRebound[w]! * (speed + knee);
    }
    const room = rideHeight[w]! - prepared.packers[w]!;
    if (room < 0) force += STOP_RATE * rate * -room;
    const front = w < 2;
    const bar = front ? spec.antiRoll.front : spec.antiRoll.rear;
    const third = front ? spec.thirdSpring.front : spec.thirdSpring.rear;
    force += bar * (travel[w]! - travel[other]!) + (third / 4) * (travel[w]! + travel[other]!);
    load[w] = force > 0 ? force : 0;
  }
}
