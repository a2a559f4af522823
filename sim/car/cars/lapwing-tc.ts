import type { CarSpec, SuspensionSpec } from '../car-spec.ts';
import { fourSprings, fourWheels, gears, type WheelPair } from './both-sides.ts';

const DEGREE = Math.PI / 180;
const gear = { efficiency: 0.95, inertia: 0.006 };

const wheel: WheelPair = {
  track: 1.62,
  toeIn: -0.1 * DEGREE,
  rimDiameter: 0.457,
  width: 0.27,
  aspect: 0.38,
  inertia: 1.3,
  mass: 21,
  camber: -4 * DEGREE,
  rideHeight: 0.1,
  pressure: 190e3,
  mu: 1.42,
  stiffness: 20,
  dynamicFriction: 0.76,
  elasticity: 0.7,
  loadMin: 0.8,
  loadMax: 1.6,
  operatingLoad: 1.2,
};

const spring: SuspensionSpec = {
  spring: 120e3,
  course: 0.18,
  packers: 0.03,
  bellcrank: 1,
  slowBump: 7000,
  fastBump: 3000,
  slowRebound: 9000,
  fastRebound: 4000,
};

/** A touring car with a turbo engine across the front, which it also drives. The figures are of our own making. */
export const lapwingTc: CarSpec = {
  name: 'lapwing-tc',
  title: 'Lapwing TC',
  category: 'touring',
  mass: 1285,
  tank: 60,
  initialFuel: 30,
  frontWeight: 0.61,
  centreHeight: 0.44,
  body: { length: 4.5, width: 1.95, height: 1.4 },
  massRepartition: 0.85,
  frontAxle: 1.04,
  rearAxle: -1.63,
  rollCentre: { front: 0.29, rear: 0.33 },
  engine: {
    torque: [
      [0, 110], [1000, 170], [2000, 315], [3000, 405], [4000, 428], [5000, 424], [5500, 415], [6000, 400], [6500, 378], [7000, 336], [7500, 260],
    ],
    idle: 1000,
    limiter: 7000,
    max: 7600,
    inertia: 0.16,
    fuelFactor: 0.9,
    brake: 0.3,
  },
  gearbox: {
    shiftTime: 0.09,
    gears: gears([3.1, 2.18, 1.66, 1.33, 1.11, 0.95], gear),
    reverse: { ratio: -3.3, ...gear },
    clutchInertia: 0.08,
  },
  drive: {
    layout: 'front',
    front: {
      type: 'limited-slip', ratio: 3.8, efficiency: 0.95, inertia: 0.05,
      lockDrive: 2600, lockCoast: 700, maxSlip: 0.06, minShare: 0.05, maxShare: 0.8, viscosity: 1,
    },
  },
  aero: {
    drag: 0.4,
    area: 2.15,
    groundFront: 0.2,
    groundRear: 0.1,
    frontWing: { area: 0.1, angle: 3 * DEGREE, x: 1.85, z: -0.3 },
    rearWing: { area: 0.45, angle: 9 * DEGREE, x: -2.3, z: 0.75 },
  },
  brakes: {
    maxPressure: 16e6,
    frontShare: 0.64,
    front: { discDiameter: 0.378, pistonArea: 0.0052, friction: 0.4, inertia: 0.12, discMass: 9.8, material: 'iron' },
    rear: { discDiameter: 0.27, pistonArea: 0.0024, friction: 0.4, inertia: 0.05, discMass: 4.2, material: 'iron' },
  },
  steering: { lock: 30 * DEGREE, rate: 300 * DEGREE },
  wheels: fourWheels(wheel, { ...wheel, toeIn: 0, camber: -2.5 * DEGREE, rideHeight: 0.11 }),
  suspension: fourSprings(spring, { ...spring, spring: 105e3 }),
  antiRoll: { front: 15e3, rear: 70e3 },
  thirdSpring: { front: 0, rear: 0 },
};
