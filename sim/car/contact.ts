import type { Road } from '../track/road.ts';
import type { Chassis } from './chassis.ts';
import { frictionAt } from './prepared.ts';
import { overSlip } from './tyre.ts';

/** Speed below which slip is reckoned as if at this speed, m/s: at rest it has no value. */
const SLOWEST = 1.5;

/**
 * What each tyre can do where it stands: its velocity along and across, its slip, and force over slip for its load and the
 * surface (TORCS wheel.cpp: combined slip, load sensitivity, camber).
 */
export function gripRoad(car: Chassis, road: Road): void {
  const { prepared, surface, load, grip, along, across, pace, spin, tyreGrip, surfaceGrip, slipAlong, slipAcross } = car;
  const { x, y, radius } = prepared;
  road.surfacesAt(car.wheelDistance, car.wheelOffset, surface);
  const { vx, vy, yawRate } = car;
  for (let w = 0; w < 4; w++) {
    const sine = car.sine[w]!;
    const cosine = car.cosine[w]!;
    const vxw = vx - yawRate * y[w]!;
    const vyw = vy + yawRate * x[w]!;
    const ahead = vxw * cosine + vyw * sine;
    const aside = vyw * cosine - vxw * sine;
    let v = Math.sqrt(ahead * ahead + aside * aside);
    if (v < SLOWEST) v = SLOWEST;
    const sx = (ahead - spin[w]! * radius[w]!) / v;
    const sy = aside / v;
    along[w] = ahead;
    across[w] = aside;
    pace[w] = v;
    slipAlong[w] = sx;
    slipAcross[w] = sy;
    const fz = load[w]!;
    const ground = road.surfaces[surface[w]!]!.friction;
    const limit = fz * frictionAt(prepared.friction[w]!, fz) * ground * tyreGrip[w]!;
    surfaceGrip[w] = ground;
    grip[w] = limit * overSlip(prepared.curves[w]!, Math.sqrt(sx * sx + sy * sy));
  }
}
