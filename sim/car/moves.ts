import type { Chassis } from './chassis.ts';

/** Speed below which angles of motion are not told, m/s. */
const SLOWEST = 3;

/** Whether a car goes fast enough for its angles of motion to mean something. */
export function moves({ vx, vy }: Chassis): boolean {
  return Math.sqrt(vx * vx + vy * vy) > SLOWEST;
}
