import type { CarSpec, SuspensionSpec } from '../car-spec.ts';
import { fourSprings, fourWheels, gears, type WheelPair } from './both-sides.ts';

const DEGREE = Math.PI / 180;
const gear = { efficiency: 0.95, inertia: 0.008 };

const wheel: Omit<WheelPair, 'track' | 'toeIn' | 'width' | 'aspect' | 'camber' | 'rideHeight' | 'pressure'> = {
  rimDiameter: 0.457,
  inertia: 1.5,
  mass: 23,
  mu: 1.52,
  stiffness: 22,
  dynamicFriction: 0.75,
  elasticity: 0.7,
  loadMin: 0.8,
  loadMax: 1.6,
  operatingLoad: 1.3,
};

const spring: SuspensionSpec = {
  spring: 165e3,
  course: 0.16,
  packers: 0.02,
  bellcrank: 1,
  slowBump: 9000,
  fastBump: 4000,
  slowRebound: 11000,
  fastRebound: 5000,
};

/** A grand tourer with a V8 in front and its gearbox at the rear. The figures are of our own making. */
export const lapwingGt: CarSpec = {
  name: 'lapwing-gt',
  title: 'Lapwing GT',
  category: 'gt',
  mass: 1320,
  tank: 110,
  initialFuel: 40,
  frontWeight: 0.475,
  centreHeight: 0.42,
  body: { length: 4.65, width: 2, height: 1.2 },
  massRepartition: 0.75,
  frontAxle: 1.39,
  rearAxle: -1.26,
  rollCentre: { front: 0.28, rear: 0.31 },
  engine: {
    torque: [
      [0, 130], [1000, 290], [2000, 420], [3000, 490], [4000, 525], [5000, 546], [6000, 542], [6500, 536], [7000, 526], [7500, 506], [8000, 466],
      [8500, 385], [9000, 250],
    ],
    idle: 1100,
    limiter: 8000,
    max: 8900,
    inertia: 0.19,
    fuelFactor: 0.95,
    brake: 0.3,
  },
  gearbox: {
    shiftTime: 0.08,
    gears: gears([3.1, 2.27, 1.77, 1.44, 1.19, 1.0], gear),
    reverse: { ratio: -3.2, ...gear },
    clutchInertia: 0.09,
  },
  drive: {
    layout: 'rear',
    rear: {
      type: 'limited-slip', ratio: 3.6, efficiency: 0.96, inertia: 0.06,
      lockDrive: 3200, lockCoast: 1300, maxSlip: 0.05, minShare: 0.05, maxShare: 0.8, viscosity: 1,
    },
  },
  aero: {
    drag: 0.38,
    area: 2.05,
    groundFront: 0.5,
    groundRear: 0.3,
    frontWing: { area: 0.3, angle: 5 * DEGREE, x: 2.1, z: -0.3 },
    rearWing: { area: 0.85, angle: 12 * DEGREE, x: -2.05, z: 0.7 },
  },
  brakes: {
    maxPressure: 20e6,
    frontShare: 0.57,
    front: { discDiameter: 0.38, pistonArea: 0.006, friction: 0.4, inertia: 0.12, discMass: 10.5, material: 'iron' },
    rear: { discDiameter: 0.355, pistonArea: 0.0048, friction: 0.4, inertia: 0.09, discMass: 8.5, material: 'iron' },
  },
  steering: { lock: 24 * DEGREE, rate: 300 * DEGREE },
  wheels: fourWheels(
    { ...wheel, track: 1.67, toeIn: -0.05 * DEGREE, width: 0.3, aspect: 0.38, camber: -3.5 * DEGREE, rideHeight: 0.085, pressure: 185e3 },
    { ...wheel, track: 1.66, toeIn: 0.12 * DEGREE, width: 0.31, aspect: 0.39, camber: -2.6 * DEGREE, rideHeight: 0.105, pressure: 185e3 },
  ),
  suspension: fourSprings(spring, { ...spring, spring: 155e3 }),
  antiRoll: { front: 75e3, rear: 30e3 },
  thirdSpring: { front: 0, rear: 0 },
};
