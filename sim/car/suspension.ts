import type { Road } from '../track/road.ts';
import { rideRoad } from './wheel-ride.ts';
import type { Chassis } from './chassis.ts';

/** A bump stop is so many times stiffer than the spring. */
const STOP_RATE = 8;
/** Stiffness of a tyre up and down, N/m: about what racing tyres have. A tyre that rises off the road loses so much of its load. */
const TYRE_RATE = 250e3;

/**
 * Forces of the four struts from the body's place over the road: springs, dampers with a knee, bump stops, anti-roll bars and
 * third springs, all at the wheel; and the loads that of them reach the road. Neither is ever negative. TORCS susp.cpp and
 * axle.cpp, but that a wheel in the air carries nothing.
 */
export function press(car: Chassis, road: Road, dt: number): void {
  const { prepared, travel, travelRate, rideHeight, load, strut, droopRate, wheelRise, spec } = car;
  rideRoad(car, road, dt);
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
    if (force < 0) force = 0;
    strut[w] = force;
    droopRate[w] = droopRate[w]! + (dt * force) / prepared.unsprung[w]!;
    const carried = force - TYRE_RATE * wheelRise[w]!;
    load[w] = carried > 0 ? carried : 0;
  }
}
