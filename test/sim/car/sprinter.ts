import type { CarSpec, SuspensionSpec, WheelSpec } from '../../../sim/car/car-spec.ts';

const wheel = (front: boolean, side: 1 | -1): WheelSpec => ({
  y: side * (front ? 0.78 : 0.76), rimDiameter: 0.33, width: front ? 0.3 : 0.36, aspect: 0.45, inertia: 1.1, mass: 19,
  toe: 0, camber: front ? -0.05 : -0.02, rideHeight: 0.08, pressure: 150_000, mu: 1.6, stiffness: 22,
  dynamicFriction: 0.75, elasticity: 0.7, loadMin: 0.8, loadMax: 1.6, operatingLoad: 1.2,
});

const corner: SuspensionSpec = {
  spring: 120_000, course: 0.2, packers: 0, bellcrank: 1, slowBump: 5000, fastBump: 1500, slowRebound: 6000, fastRebound: 2000,
};

/** A light rear-driven single-seater with an electric motor and a wing that opens: figures of our own, for tests. */
export const sprinter: CarSpec = {
  name: 'sprinter', title: 'Sprinter', category: 'test', mass: 650, tank: 90, initialFuel: 30, frontWeight: 0.46, centreHeight: 0.3,
  body: { length: 4.6, width: 1.9, height: 0.95 }, massRepartition: 0.7, frontAxle: 1.55, rearAxle: -1.35,
  rollCentre: { front: 0.05, rear: 0.07 },
  engine: { torque: [[0, 100], [5000, 220], [10_000, 340], [15_000, 350], [18_000, 300]], idle: 4500, limiter: 17_000, max: 18_000, inertia: 0.2, fuelFactor: 1.2, brake: 0.3 },
  gearbox: {
    shiftTime: 0.06,
    gears: [3.6, 2.7, 2.1, 1.75, 1.5, 1.35].map((ratio) => ({ ratio, efficiency: 0.96, inertia: 0.004 })),
    reverse: { ratio: -4, efficiency: 0.96, inertia: 0.004 },
    clutchInertia: 0.1,
  },
  drive: { layout: 'rear', rear: { type: 'limited-slip', ratio: 4.6, efficiency: 0.96, inertia: 0.04, lockDrive: 3000, lockCoast: 1500, maxSlip: 0.04, minShare: 0.2, maxShare: 0.8, viscosity: 1 } },
  aero: {
    drag: 0.34, area: 1.9, groundFront: 0.3, groundRear: 0.6,
    frontWing: { area: 0.7, angle: 0.2, x: 2, z: 0.1 }, rearWing: { area: 0.9, angle: 0.2, x: -2, z: 0.9 },
  },
  brakes: {
    maxPressure: 2.4e7, frontShare: 0.55,
    front: { discDiameter: 0.33, pistonArea: 0.005, friction: 0.35, inertia: 0.1, discMass: 1.6, material: 'carbon' },
    rear: { discDiameter: 0.33, pistonArea: 0.003, friction: 0.35, inertia: 0.08, discMass: 1.3, material: 'carbon' },
  },
  steering: { lock: 0.35, rate: 6 },
  wheels: [wheel(true, 1), wheel(true, -1), wheel(false, 1), wheel(false, -1)],
  suspension: [corner, corner, corner, corner],
  antiRoll: { front: 30_000, rear: 12_000 },
  thirdSpring: { front: 40_000, rear: 20_000 },
  ers: { power: 120_000, store: 4e6, deployPerLap: 4e6, harvestPerLap: 2e6, efficiency: 0.95 },
  drs: { dragShare: 0.4, downforceShare: 0.6 },
};

/** The same with iron discs, which the heavier touring cars have. */
export const ironSprinter: CarSpec = {
  ...sprinter,
  brakes: {
    ...sprinter.brakes,
    front: { ...sprinter.brakes.front, discMass: 10, material: 'iron' },
    rear: { ...sprinter.brakes.rear, discMass: 8, material: 'iron' },
  },
};
