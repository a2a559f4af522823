import type { Chassis } from './chassis.ts';

/** What is left of the speed at which two cars touch, along and across. */
const BOUNCE = 0.1;
const BOUNCE_ASIDE = 0.25;
/** Points of damage for each N·s (TORCS collide.cpp) of a hit at more than a rub, m/s; the nose and the wing on it are the soft spot. */
const DAMAGE = 0.1;
const RUB = 1.5;
const NOSE = 1.5;

/**
 * Two cars that may touch: `rear` is `gap` m behind `front`, centre to centre along the road. Where they overlap, momentum is
 * exchanged the way they overlap least, they are moved apart across the road, and both are damaged. Returns whether they touched.
 */
export function collide(rear: Chassis, front: Chassis, gap: number): boolean {
  const deep = (rear.spec.body.length + front.spec.body.length) / 2 - gap;
  const across = front.offset - rear.offset;
  const wide = (rear.spec.body.width + front.spec.body.width) / 2 - Math.abs(across);
  if (deep <= 0 || wide <= 0) return false;
  const masses = 1 / (1 / rear.mass + 1 / front.mass);
  if (wide < deep) {
    const side = across >= 0 ? 1 : -1;
    rear.offset -= (side * wide) / 2;
    front.offset += (side * wide) / 2;
    const closing = (sideways(rear) - sideways(front)) * side;
    if (closing <= 0) return true;
    const impulse = (1 + BOUNCE_ASIDE) * closing * masses;
    push(rear, (-side * impulse) / rear.mass);
    push(front, (side * impulse) / front.mass);
    hurt(rear, front, 1, closing, impulse);
    return true;
  }
  const closing = rear.vx - front.vx;
  if (closing <= 0) return true;
  const impulse = (1 + BOUNCE) * closing * masses;
  rear.vx -= impulse / rear.mass;
  front.vx += impulse / front.mass;
  hurt(rear, front, NOSE, closing, impulse);
  return true;
}

function hurt(rear: Chassis, front: Chassis, nose: number, closing: number, impulse: number): void {
  if (closing < RUB) return;
  const points = DAMAGE * impulse * (1 - RUB / closing);
  rear.damage += nose * points;
  front.damage += points;
}

/** m/s across the road, positive to the left. */
function sideways(car: Chassis): number {
  return car.vx * Math.sin(car.yaw) + car.vy * Math.cos(car.yaw);
}

/** Changes the speed across the road by so many m/s. */
function push(car: Chassis, change: number): void {
  car.vx += change * Math.sin(car.yaw);
  car.vy += change * Math.cos(car.yaw);
}
