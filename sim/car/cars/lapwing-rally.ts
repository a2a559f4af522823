import type { CarSpec, DifferentialSpec, SuspensionSpec } from '../car-spec.ts';
import { fourSprings, fourWheels, gears, type WheelPair } from './both-sides.ts';

const DEGREE = Math.PI / 180;
const gear = { efficiency: 0.94, inertia: 0.006 };

const axle: DifferentialSpec = {
  type: 'limited-slip', ratio: 3.2, efficiency: 0.95, inertia: 0.05,
  lockDrive: 2400, lockCoast: 900, maxSlip: 0.06, minShare: 0.05, maxShare: 0.8, viscosity: 1,
};

const wheel: WheelPair = {
  track: 1.61,
  toeIn: 0,
  rimDiameter: 0.457,
  width: 0.235,
  aspect: 0.42,
  inertia: 1.25,
  mass: 22,
  camber: -2.5 * DEGREE,
  rideHeight: 0.16,
  pressure: 180e3,
  mu: 1.38,
  stiffness: 18,
  dynamicFriction: 0.8,
  elasticity: 0.7,
  loadMin: 0.8,
  loadMax: 1.6,
  operatingLoad: 1.2,
};

const spring: SuspensionSpec = {
  spring: 68e3,
  course: 0.32,
  packers: 0.03,
  bellcrank: 1,
  slowBump: 6000,
  fastBump: 2600,
  slowRebound: 7500,
  fastRebound: 3500,
};

/** A rally car on its tarmac legs: four driven wheels with a viscous coupling between the axles. The figures are of our own making. */
export const lapwingRally: CarSpec = {
  name: 'lapwing-rally',
  title: 'Lapwing Rally',
  category: 'rally',
  mass: 1360,
  tank: 70,
  initialFuel: 35,
  frontWeight: 0.53,
  centreHeight: 0.47,
  body: { length: 4.1, width: 1.88, height: 1.35 },
  massRepartition: 0.8,
  frontAxle: 1.2,
  rearAxle: -1.35,
  rollCentre: { front: 0.3, rear: 0.32 },
  engine: {
    torque: [
      [0, 90], [1500, 210], [2500, 395], [3500, 470], [4500, 478], [5500, 455], [6000, 432], [6500, 404], [7000, 368], [7500, 320], [8200, 220],
    ],
    idle: 1200,
    limiter: 7400,
    max: 8200,
    inertia: 0.17,
    fuelFactor: 0.95,
    brake: 0.3,
  },
  gearbox: {
    shiftTime: 0.07,
    gears: gears([2.85, 2.1, 1.62, 1.27, 1.01, 0.82], gear),
    reverse: { ratio: -2.9, ...gear },
    clutchInertia: 0.08,
  },
  drive: {
    layout: 'all',
    front: axle,
    rear: axle,
    centre: { ...axle, type: 'viscous', ratio: 1.6, minShare: 0.35, maxShare: 0.65, viscosity: 1.2 },
  },
  aero: {
    drag: 0.46,
    area: 2.2,
    groundFront: 0.12,
    groundRear: 0.1,
    frontWing: { area: 0.15, angle: 6 * DEGREE, x: 1.75, z: -0.25 },
    rearWing: { area: 0.5, angle: 12 * DEGREE, x: -1.75, z: 0.85 },
  },
  brakes: {
    maxPressure: 16e6,
    frontShare: 0.64,
    front: { discDiameter: 0.37, pistonArea: 0.005, friction: 0.38, inertia: 0.11, discMass: 9.2, material: 'iron' },
    rear: { discDiameter: 0.355, pistonArea: 0.0034, friction: 0.38, inertia: 0.09, discMass: 8, material: 'iron' },
  },
  steering: { lock: 36 * DEGREE, rate: 360 * DEGREE },
  wheels: fourWheels(wheel, { ...wheel, camber: -2 * DEGREE }),
  suspension: fourSprings(spring, { ...spring, spring: 62e3 }),
  antiRoll: { front: 22e3, rear: 24e3 },
  thirdSpring: { front: 0, rear: 0 },
};
