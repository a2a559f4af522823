import type { BrakeCircuit, FourOf, SuspensionSpec, WheelSpec } from '../../../sim/car/car-spec.ts';
import type { ParamsSection } from './params-section.ts';
import { SPIN_LAG } from './spin-lag.ts';

const PLACES = ['Front Left', 'Front Right', 'Rear Left', 'Rear Right'] as const;
/** Mass of a brake disc for each m² of its circle, kg; an open-wheeler's are taken to be of carbon. Ours: TORCS has no discs. */
const DISC = { carbon: 14, iron: 91 } as const;
/** How much force grows with slip for a driver of the level that TORCS takes where none is named, semi-pro (categories.cpp). */
const SKID = 0.3;

/** FL, FR, RL, RR; `weight` is what an axle's pair of wheels bears at rest, N. */
export function wheelsOf(car: ParamsSection, weight: { readonly front: number; readonly rear: number }): FourOf<WheelSpec> {
  return PLACES.map((place, w) => wheelOf(car, place, (w < 2 ? weight.front : weight.rear) / 2)) as unknown as FourOf<WheelSpec>;
}

export function suspensionsOf(car: ParamsSection): FourOf<SuspensionSpec> {
  return PLACES.map((place) => suspensionOf(car, `${place} Suspension`)) as unknown as FourOf<SuspensionSpec>;
}

/** The inertia of the brakes is left out: TORCS adds it to the wheels before it has read it. */
export function brakeOf(car: ParamsSection, section: string): BrakeCircuit {
  const discDiameter = car.number(`${section}/disk diameter`, 0.2);
  const material = /^ow\d/.test(car.text('Car/category')) ? 'carbon' : 'iron';
  return {
    discDiameter,
    pistonArea: car.number(`${section}/piston area`, 0.002),
    friction: car.number(`${section}/mu`, 0.3),
    inertia: 0,
    discMass: DISC[material] * (Math.PI / 4) * discDiameter ** 2,
    material,
  };
}

/** `load` is what the wheel bears at rest, N. */
function wheelOf(car: ParamsSection, place: string, load: number): WheelSpec {
  const section = `${place} Wheel`;
  const number = (key: string, fallback: number) => car.number(`${section}/${key}`, fallback);
  return {
    y: number('ypos', 0),
    rimDiameter: number('rim diameter', 0.33),
    width: number('tire width', 0.145),
    aspect: number('tire height-width ratio', 0.75),
    inertia: SPIN_LAG * (number('inertia', 1.5) + car.number(`${place.split(' ')[0]} Axle/inertia`, 0.15) / 2),
    mass: number('mass', 20),
    toe: number('toe', 0),
    camber: number('camber', 0),
    rideHeight: number('ride height', 0.2),
    pressure: number('pressure', 275600),
    mu: number('mu', 1),
    stiffness: number('stiffness', 30),
    dynamicFriction: Math.min(1, Math.max(0.1, number('dynamic friction', 0.8))),
    elasticity: Math.min(1, number('elasticity factor', 0.7)),
    skid: SKID,
    loadMin: Math.min(0.8, number('load factor min', 0.8)),
    loadMax: Math.max(1.6, number('load factor max', 1.6)),
    operatingLoad: number('operating load', 1.2 * load) / load,
  };
}

function suspensionOf(car: ParamsSection, section: string): SuspensionSpec {
  const number = (key: string, fallback: number) => car.number(`${section}/${key}`, fallback);
  const slowBump = number('slow bump', 0);
  const slowRebound = number('slow rebound', 0);
  return {
    spring: number('spring', 175000),
    course: number('suspension course', 0.5),
    packers: number('packers', 0),
    bellcrank: number('bellcrank', 1),
    slowBump,
    fastBump: number('fast bump', slowBump),
    slowRebound,
    fastRebound: number('fast rebound', slowRebound),
  };
}

/** N/m of wheel travel: a bar takes hold of the springs' travel but pushes on the wheels. */
export function antiRollOf(car: ParamsSection, end: string, suspension: SuspensionSpec): number {
  return car.number(`${end} Anti-Roll Bar/spring`, 0) * suspension.bellcrank;
}

/** One without a course never touches. */
export function thirdSpringOf(car: ParamsSection, end: string, suspension: SuspensionSpec): number {
  if (car.number(`${end} Axle/suspension course`, 0) <= 0) return 0;
  return car.number(`${end} Axle/spring`, 175000) * car.number(`${end} Axle/bellcrank`, 1) * suspension.bellcrank;
}
