import { GRAVITY } from '../constants.ts';
import type { Road } from '../track/road.ts';
import type { Chassis } from './chassis.ts';

/** A car does not turn faster, rad/s (TORCS car.cpp), nor tilt farther, rad. */
const FASTEST_TURN = 9;
const FARTHEST_TILT = 0.5;
/** Of its speed into a wall a car keeps so much away from it; friction along the wall. */
const REBOUND = 0.15;
const WALL_FRICTION = 0.3;
/** Points of damage for each J of a hit and kg (TORCS collide.cpp). */
const WALL_DAMAGE = 0.5;
/** Half a car's width against a wall, m. */
const HALF_WIDTH = 1;
/** Below this speed a car that is held by its brakes stands, m/s. */
const STANDS = 0.08;

/** Sums the forces of tyres, air and gravity and moves the body: along and across the road, turning, and on its springs. */
export function moveBody(car: Chassis, road: Road, dt: number): void {
  const { prepared, load, strut, grip, along, across, pace, spin, spinBefore, spinWeight, forceAlong, forceAcross, slipAlong, slipAcross, sliding, surface } = car;
  const { x, y, radius, rollArm } = prepared;
  const mass = car.spec.mass + car.fuel;
  let fx = 0;
  let fy = 0;
  let turn = 0;
  let lift = 0;
  let rollMoment = 0;
  let pitchMoment = 0;
  for (let w = 0; w < 4; w++) {
    const v = pace[w]!;
    const turned = spinBefore[w]! + spinWeight[w]! * (spin[w]! - spinBefore[w]!);
    const sx = (along[w]! - turned * radius[w]!) / v;
    const sy = across[w]! / v;
    const fz = load[w]!;
    const roll = along[w]! > 0.5 ? fz * road.surfaces[surface[w]!]!.rolling : 0;
    const ahead = -grip[w]! * sx;
    const aside = -grip[w]! * sy;
    slipAlong[w] = sx;
    slipAcross[w] = sy;
    forceAlong[w] = ahead;
    forceAcross[w] = aside;
    sliding[w] = grip[w]! * (sx * sx + sy * sy) * v;
    const wx = (ahead - roll) * car.cosine[w]! - aside * car.sine[w]!;
    const wy = (ahead - roll) * car.sine[w]! + aside * car.cosine[w]!;
    fx += wx;
    fy += wy;
    turn += wy * x[w]! - wx * y[w]!;
    const up = strut[w]!;
    lift += up;
    rollMoment += up * y[w]! + wy * rollArm[w]!;
    pitchMoment -= up * x[w]!;
  }
  fx -= car.drag;
  const ax = fx / mass;
  const ay = fy / mass;
  car.ax = ax;
  car.ay = ay;
  const down = car.downforceFront + car.downforceRear;
  car.lift = lift - down;
  car.rollMoment = rollMoment;
  car.pitchMoment = pitchMoment + car.downforceFront * x[0]! + car.downforceRear * x[2]! - fx * car.spec.centreHeight;
  rideBody(car, dt);

  const r = car.yawRate;
  const vx = car.vx + (ax + car.gravityX + car.vy * r) * dt;
  const vy = car.vy + (ay + car.gravityY - car.vx * r) * dt;
  let rate = r + (turn / (mass * prepared.inertiaZ)) * dt;
  if (rate > FASTEST_TURN) rate = FASTEST_TURN;
  if (rate < -FASTEST_TURN) rate = -FASTEST_TURN;
  car.vx = vx;
  car.vy = vy;
  car.yawRate = rate;
  if (car.brake > 0.02 && vx < STANDS && vx > -STANDS && Math.abs(vy) < STANDS && Math.abs(rate) < STANDS) rest(car);
  travelRoad(car, road, dt);
}

function rest(car: Chassis): void {
  car.vx = 0;
  car.vy = 0;
  car.yawRate = 0;
}

/** Moves the body on its springs. */
function rideBody(car: Chassis, dt: number): void {
  const { prepared, spec, lift } = car;
  const mass = spec.mass + car.fuel;
  car.az = lift / mass - GRAVITY;
  car.heaveRate += (lift / mass - car.gravityZ) * dt;
  car.rollRate += (car.rollMoment / (mass * prepared.inertiaX)) * dt;
  car.pitchRate += (car.pitchMoment / (mass * prepared.inertiaY)) * dt;
  car.heave += car.heaveRate * dt;
  car.roll += car.rollRate * dt;
  car.pitch += car.pitchRate * dt;
  if (car.roll > FARTHEST_TILT || car.roll < -FARTHEST_TILT) {
    car.roll = car.roll > 0 ? FARTHEST_TILT : -FARTHEST_TILT;
    car.rollRate = 0;
  }
  if (car.pitch > FARTHEST_TILT || car.pitch < -FARTHEST_TILT) {
    car.pitch = car.pitch > 0 ? FARTHEST_TILT : -FARTHEST_TILT;
    car.pitchRate = 0;
  }
}

/** ds/dt = (vx cos ψ - vy sin ψ) / (1 - n κ), dn/dt = vx sin ψ + vy cos ψ, dψ/dt = r - κ ds/dt. */
function travelRoad(car: Chassis, road: Road, dt: number): void {
  const sin = car.sineYaw;
  const cos = car.cosineYaw;
  const progress = (car.vx * cos - car.vy * sin) / car.roadStretch;
  const sideways = car.vx * sin + car.vy * cos;
  car.progress = progress;
  car.distance += progress * dt;
  // Nobody rolls back over the line: a lap that is counted stays counted.
  if (car.distance < 0) car.distance = 0;
  car.offset += sideways * dt;
  car.yaw += (car.yawRate - car.roadCurvature * progress) * dt;
  if (car.yaw > Math.PI) car.yaw -= 2 * Math.PI;
  if (car.yaw < -Math.PI) car.yaw += 2 * Math.PI;
  let i = (car.distance / road.centre.step) | 0;
  if (i >= road.centre.count) i -= road.centre.count;
  const high = road.wallLeft[i]! - HALF_WIDTH;
  const low = HALF_WIDTH - road.wallRight[i]!;
  if (car.offset > high) hit(car, high, 1);
  else if (car.offset < low) hit(car, low, -1);
}

/** A wall at `place`, to the left (`side` 1) or right: throws the car back a little, brakes it along the wall, turns it along it, and hurts. */
function hit(car: Chassis, place: number, side: number): void {
  const sin = car.sineYaw;
  const cos = car.cosineYaw;
  car.offset = place;
  const into = (car.vx * sin + car.vy * cos) * side;
  if (into <= 0) return;
  const way = car.vx * cos - car.vy * sin;
  const loss = WALL_FRICTION * into;
  const left = way > loss ? way - loss : way < -loss ? way + loss : 0;
  const back = -REBOUND * into * side;
  car.vx = left * cos + back * sin;
  car.vy = back * cos - left * sin;
  car.yawRate = 0.5 * car.yawRate - 0.4 * car.yaw;
  car.damage += WALL_DAMAGE * into * into;
}

/** How fast an engine's speed follows when the car stands, s. */
const REV_TIME = 0.1;

/** The car stands where it is; its springs and engine go on. */
export function hold(car: Chassis, revs: number, dt: number): void {
  rest(car);
  const { strut, prepared } = car;
  car.ax = 0;
  car.ay = 0;
  car.progress = 0;
  car.drag = 0;
  car.downforceFront = 0;
  car.downforceRear = 0;
  let lift = 0;
  let roll = 0;
  let pitch = 0;
  for (let w = 0; w < 4; w++) {
    lift += strut[w]!;
    roll += strut[w]! * prepared.y[w]!;
    pitch -= strut[w]! * prepared.x[w]!;
    car.spin[w] = 0;
    car.slipAlong[w] = 0;
    car.slipAcross[w] = 0;
    car.forceAlong[w] = 0;
    car.forceAcross[w] = 0;
    car.sliding[w] = 0;
    car.driveTorque[w] = 0;
  }
  car.lift = lift;
  car.rollMoment = roll;
  car.pitchMoment = pitch;
  rideBody(car, dt);
  car.shiftLeft = 0;
  car.engineTorque = 0;
  car.shaftTorque = 0;
  car.ersPower = 0;
  car.motorTorque = 0;
  car.engineSpeed += (revs - car.engineSpeed) * (dt / (dt + REV_TIME));
}
