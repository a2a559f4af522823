import type { CarSpec, SuspensionSpec } from '../car-spec.ts';
import { fourSprings, fourWheels, gears, type WheelPair } from './both-sides.ts';

const DEGREE = Math.PI / 180;
const gear = { efficiency: 0.96, inertia: 0.006 };

const wheel: Omit<WheelPair, 'track' | 'toeIn' | 'width' | 'aspect' | 'inertia' | 'mass' | 'camber' | 'rideHeight' | 'pressure'> = {
  rimDiameter: 0.33,
  mu: 1.72,
  stiffness: 24,
  dynamicFriction: 0.72,
  elasticity: 0.7,
  loadMin: 0.8,
  loadMax: 1.6,
  operatingLoad: 1.6,
};

const spring: SuspensionSpec = {
  spring: 230e3,
  course: 0.12,
  packers: 0.012,
  bellcrank: 1,
  slowBump: 8500,
  fastBump: 4200,
  slowRebound: 9500,
  fastRebound: 4800,
};

/** A single-seater with a turbo V6, an electric motor and a wing that opens. The figures are of our own making. */
export const lapwingF: CarSpec = {
  name: 'lapwing-f',
  title: 'Lapwing F',
  category: 'formula',
  mass: 760,
  tank: 110,
  initialFuel: 30,
  frontWeight: 0.455,
  centreHeight: 0.29,
  body: { length: 5.5, width: 1.9, height: 0.95 },
  massRepartition: 0.55,
  frontAxle: 1.93,
  rearAxle: -1.61,
  rollCentre: { front: 0.2, rear: 0.22 },
  engine: {
    torque: [
      [0, 110], [2000, 190], [4000, 330], [6000, 455], [7500, 510], [9000, 522], [10000, 518], [10500, 510], [11000, 497], [11500, 480],
      [12000, 455], [12500, 420], [13500, 300],
    ],
    idle: 4000,
    limiter: 12300,
    max: 13500,
    inertia: 0.13,
    fuelFactor: 0.5,
    brake: 0.28,
  },
  gearbox: {
    shiftTime: 0.04,
    gears: gears([3.75, 3.02, 2.53, 2.19, 1.93, 1.72, 1.55, 1.41], gear),
    reverse: { ratio: -3.6, ...gear },
    clutchInertia: 0.06,
  },
  drive: {
    layout: 'rear',
    rear: {
      type: 'limited-slip', ratio: 3.1, efficiency: 0.97, inertia: 0.04,
      lockDrive: 4600, lockCoast: 1700, maxSlip: 0.04, minShare: 0.05, maxShare: 0.8, viscosity: 1,
    },
  },
  aero: {
    drag: 0.34,
    area: 1.7,
    groundFront: 0.5,
    groundRear: 0.65,
    frontWing: { area: 0.78, angle: 13 * DEGREE, x: 2.75, z: -0.15 },
    rearWing: { area: 1.05, angle: 13 * DEGREE, x: -2.2, z: 0.55 },
  },
  brakes: {
    maxPressure: 25e6,
    frontShare: 0.56,
    front: { discDiameter: 0.325, pistonArea: 0.0046, friction: 0.38, inertia: 0.03, discMass: 1.6, material: 'carbon' },
    rear: { discDiameter: 0.28, pistonArea: 0.0046, friction: 0.38, inertia: 0.02, discMass: 1.3, material: 'carbon' },
  },
  steering: { lock: 20 * DEGREE, rate: 320 * DEGREE },
  wheels: fourWheels(
    { ...wheel, track: 1.68, toeIn: -0.05 * DEGREE, width: 0.305, aspect: 0.54, inertia: 1.15, mass: 19, camber: -3.2 * DEGREE, rideHeight: 0.06, pressure: 145e3 },
    { ...wheel, track: 1.6, toeIn: 0.1 * DEGREE, width: 0.405, aspect: 0.41, inertia: 1.45, mass: 22, camber: -1.8 * DEGREE, rideHeight: 0.085, pressure: 130e3 },
  ),
  suspension: fourSprings(spring, { ...spring, spring: 240e3, packers: 0.015 }),
  antiRoll: { front: 70e3, rear: 25e3 },
  thirdSpring: { front: 60e3, rear: 50e3 },
  ers: { power: 120e3, store: 4e6, deployPerLap: 4e6, harvestPerLap: 2e6, efficiency: 0.95 },
  drs: { dragShare: 0.62, downforceShare: 0.5 },
};
