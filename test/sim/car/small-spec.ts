import type { CarSpec, WheelSpec } from '../../../sim/car/car-spec.ts';

const wheel = (y: number): WheelSpec => ({
  y, rimDiameter: 0.33, width: 0.3, aspect: 0.5, inertia: 1, mass: 18, toe: 0, camber: -0.03, rideHeight: 0.06, pressure: 150_000,
  mu: 1.6, stiffness: 14, dynamicFriction: 0.8, elasticity: 0.7, loadMin: 0.8, loadMax: 1.6, operatingLoad: 1.2,
});
const corner = {
  spring: 120_000, course: 0.2, packers: 0.005, bellcrank: 1, slowBump: 6000, fastBump: 3000, slowRebound: 8000, fastRebound: 4000,
};
const circuit = { discDiameter: 0.28, pistonArea: 0.003, friction: 0.4, inertia: 0.1, discMass: 1.4, material: 'carbon' } as const;

/** A rear-driven single-seater with an electric motor and a rear wing that opens. */
export const smallSpec: CarSpec = {
  name: 'small', title: 'Small', category: 'test', mass: 700, tank: 100, initialFuel: 50, frontWeight: 0.46, centreHeight: 0.3,
  body: { length: 4.6, width: 1.8, height: 1 }, massRepartition: 0.7, frontAxle: 1.6, rearAxle: -1.4, rollCentre: { front: 0.03, rear: 0.05 },
  engine: { torque: [[0, 0], [5000, 250], [12000, 330], [16000, 280]], idle: 4000, limiter: 15_000, max: 16_000, inertia: 0.2, fuelFactor: 1.2, brake: 0.3 },
  gearbox: {
    shiftTime: 0.05,
    gears: [3.2, 2.3, 1.8, 1.5].map((ratio) => ({ ratio, efficiency: 0.95, inertia: 0.01 })),
    reverse: { ratio: -3, efficiency: 0.9, inertia: 0.01 },
    clutchInertia: 0.02,
  },
  drive: {
    layout: 'rear',
    rear: { type: 'limited-slip', ratio: 4, efficiency: 0.97, inertia: 0.05, lockDrive: 800, lockCoast: 300, maxSlip: 0.2, minShare: 0.5, maxShare: 0.5, viscosity: 1 },
  },
  aero: {
    drag: 0.4, area: 1.6, groundFront: 0.4, groundRear: 0.6,
    frontWing: { area: 0.6, angle: 0.2, x: 2, z: 0.1 }, rearWing: { area: 0.8, angle: 0.3, x: -2, z: 0.8 },
  },
  brakes: { maxPressure: 12e6, frontShare: 0.58, front: circuit, rear: circuit },
  steering: { lock: 0.35, rate: 3 },
  wheels: [wheel(0.8), wheel(-0.8), wheel(0.78), wheel(-0.78)],
  suspension: [corner, corner, corner, corner],
  antiRoll: { front: 50_000, rear: 30_000 },
  thirdSpring: { front: 0, rear: 0 },
  ers: { power: 120_000, store: 4e6, deployPerLap: 4e6, harvestPerLap: 2e6, efficiency: 0.95 },
  drs: { dragShare: 0.6, downforceShare: 0.5 },
};
