import { z } from 'zod';
import { check } from '../../common/plain-parse.ts';
import type { CarSpec } from './car-spec.ts';

/** Beyond any car, so that nothing is reckoned with that is a slip of the pen or runs over. */
const HUGE = 1e9;

const number = z.number('must be a number');
const positive = number.positive('must be above 0').max(HUGE, `must be at most ${HUGE}`);
const notNegative = number.min(0, 'may not be below 0').max(HUGE, `must be at most ${HUGE}`);
const share = between(0, 1, '');
const angle = between(-1.57, 1.57, ' rad');
const place = between(-20, 20, ' m');
const turnsPerMinute = positive.max(50_000, 'must be at most 50000 rpm');
/** Of what turns, kg·m²: less and a step would overshoot. */
const turning = positive.min(0.001, 'must be at least 0.001 kg·m²');
const name = z.string().regex(/^[\w.-]{1,64}$/, 'must be a short name of letters, digits, "-", "_" and "."');

function between(from: number, to: number, unit: string): z.ZodNumber {
  const message = `must be from ${from} to ${to}${unit}`;
  return number.min(from, message).max(to, message);
}

/** Most forward gears. */
const MAX_GEARS = 10;

const torque = z
  .array(z.tuple([notNegative.max(50_000, 'goes beyond 50000 rpm'), notNegative]))
  .min(2, 'must have two points or more')
  .max(200, 'has more than 200 points')
  .refine((points) => points.every(([rpm], i) => i === 0 || rpm > points[i - 1]![0]), 'must rise in rpm from point to point')
  .refine((points) => points.some(([, newtonMetres]) => newtonMetres > 0), 'must be above 0 N·m somewhere');

const engine = z
  .strictObject({
    torque,
    idle: turnsPerMinute,
    limiter: turnsPerMinute,
    max: turnsPerMinute,
    inertia: turning,
    coupledInertia: notNegative.exactOptional(),
    fuelFactor: notNegative,
    brake: notNegative,
  })
  .refine(({ idle, limiter }) => limiter > idle, { path: ['limiter'], error: 'must be above the idle speed' })
  .refine(({ idle, max }) => max > idle, { path: ['max'], error: 'must be above the idle speed' });

const efficiency = between(0.1, 1, '');
const gear = z.strictObject({ ratio: positive, efficiency, inertia: notNegative });

const gearbox = z.strictObject({
  shiftTime: notNegative.max(5, 'must be from 0 to 5 s'),
  gears: z.array(gear).min(1, 'must have one gear or more').max(MAX_GEARS, `must have at most ${MAX_GEARS} gears`),
  reverse: gear.extend({ ratio: number.negative('must be below 0') }),
  clutchInertia: notNegative,
});

const differential = z
  .strictObject({
    type: z.enum(['spool', 'free', 'limited-slip', 'viscous']),
    ratio: positive,
    efficiency,
    inertia: notNegative,
    lockDrive: positive,
    lockCoast: positive,
    maxSlip: notNegative,
    minShare: share,
    maxShare: share,
    viscosity: notNegative,
  })
  .refine(({ minShare, maxShare }) => maxShare >= minShare, { path: ['maxShare'], error: 'may not be below minShare' });

const drive = z.discriminatedUnion('layout', [
  z.strictObject({ layout: z.literal('rear'), rear: differential }),
  z.strictObject({ layout: z.literal('front'), front: differential }),
  z.strictObject({ layout: z.literal('all'), front: differential, rear: differential, centre: differential }),
]);

const wing = z.strictObject({ area: notNegative, angle, x: place, z: place });
const bothEnds = z.strictObject({ front: notNegative, rear: notNegative });

const circuit = z.strictObject({
  discDiameter: positive,
  pistonArea: positive,
  friction: positive,
  inertia: notNegative,
  discMass: positive,
  material: z.enum(['carbon', 'iron']),
});

const wheel = z.strictObject({
  y: place,
  rimDiameter: positive.min(0.05, 'must be at least 0.05 m').max(5, 'must be at most 5 m'),
  width: positive.max(5, 'must be at most 5 m'),
  aspect: notNegative.max(5, 'must be at most 5'),
  inertia: turning,
  mass: positive,
  toe: angle,
  camber: angle,
  rideHeight: notNegative.max(2, 'must be from 0 to 2 m'),
  pressure: positive,
  mu: positive,
  stiffness: positive,
  dynamicFriction: share,
  elasticity: number.max(1, 'may not be above 1'),
  skid: notNegative.exactOptional(),
  loadMin: positive.max(0.999, 'must be below 1'),
  loadMax: number.gt(1, 'must be above 1'),
  operatingLoad: positive,
});

const suspension = z.strictObject({
  spring: positive,
  course: notNegative,
  packers: notNegative,
  bellcrank: positive.min(0.01, 'must be at least 0.01').max(100, 'must be at most 100'),
  slowBump: notNegative,
  fastBump: notNegative,
  slowRebound: notNegative,
  fastRebound: notNegative,
});

/** Every field of a `CarSpec` with the range that the physics can bear. */
export const carSchema = z
  .strictObject({
    name,
    title: z.string().max(200),
    category: z.string().max(64),
    mass: positive.min(50, 'must be at least 50 kg'),
    tank: positive,
    initialFuel: notNegative,
    frontWeight: number.gt(0, 'must be between 0 and 1').lt(1, 'must be between 0 and 1'),
    centreHeight: positive,
    body: z.strictObject({ length: positive, width: positive, height: positive }),
    massRepartition: positive,
    frontAxle: positive.max(20, 'must be at most 20 m'),
    rearAxle: number.negative('must be below 0').min(-20, 'must be at least -20 m'),
    rollCentre: z.strictObject({ front: place, rear: place }),
    engine,
    gearbox,
    drive,
    aero: z.strictObject({ drag: notNegative, area: positive, groundFront: notNegative, groundRear: notNegative, frontWing: wing, rearWing: wing }),
    brakes: z.strictObject({ maxPressure: positive, frontShare: share, front: circuit, rear: circuit }),
    steering: z.strictObject({ lock: angle.positive('must be above 0'), rate: positive }),
    wheels: z.tuple([wheel, wheel, wheel, wheel]),
    suspension: z.tuple([suspension, suspension, suspension, suspension]),
    antiRoll: bothEnds,
    thirdSpring: bothEnds,
    ers: z.strictObject({ power: positive, store: positive, deployPerLap: notNegative, harvestPerLap: notNegative, efficiency }).exactOptional(),
    drs: z.strictObject({ dragShare: share, downforceShare: share }).exactOptional(),
  })
  .refine(({ tank, initialFuel }) => initialFuel <= tank, { path: ['initialFuel'], error: 'is more than the tank holds' }) satisfies z.ZodType<CarSpec>;

/**
 * Takes `value` for a car if it is one. Otherwise calls `fail` with the first field that is wrong (`engine.torque`,
 * `wheels[2].mu`; empty for the whole) and what is wrong with it.
 */
export function checkCar(value: unknown, fail: (field: string, reason: string) => never): CarSpec {
  const { data, fault } = check(carSchema, value);
  return fault ? fail(fault.where, fault.words) : data;
}
