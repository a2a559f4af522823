import type {
  BrakeCircuit, CarSpec, DifferentialSpec, DifferentialType, DriveSpec, EngineSpec, FourOf, GearboxSpec, GearSpec, SuspensionSpec, WheelSpec, WingSpec,
} from '../../../sim/car/car-spec.ts';
import { GRAVITY } from '../../../sim/constants.ts';
import type { ParamsSection } from './params-section.ts';

const RPM = Math.PI / 30;
const PLACES = ['Front Left', 'Front Right', 'Rear Left', 'Rear Right'] as const;
/** Mass of a brake disc for each m² of its face, kg; an open-wheeler's are taken to be of carbon. Ours: TORCS has no discs. */
const DISC = { carbon: 20, iron: 130 } as const;
const DIFFERENTIALS = new Map<string, DifferentialType>([
  ['SPOOL', 'spool'], ['FREE', 'free'], ['LIMITED SLIP', 'limited-slip'], ['VISCOUS COUPLER', 'viscous'],
]);

type Fail = (element: string, reason: string) => never;

/**
 * A car's file with its category's beneath it as the car that TORCS makes of it, with TORCS's own values for what is missing (simuv2).
 * What TORCS reads but never uses is left out: the inertia of the brakes, which is added before it is read, and the split of the
 * weight between left and right, which is even in every car there is.
 */
export function carSpecOf(car: ParamsSection, name: string, fail: Fail): CarSpec {
  const mass = car.number('Car/mass', 1500);
  const tank = car.number('Car/fuel tank', 80);
  const frontWeight = car.number('Car/front-rear weight repartition', 0.5);
  const front = car.number('Front Axle/xpos', 0);
  const rear = car.number('Rear Axle/xpos', 0);
  const centre = front * frontWeight + rear * (1 - frontWeight);
  const wheels = PLACES.map((place, w) => wheelOf(car, place, (mass * GRAVITY * (w < 2 ? frontWeight : 1 - frontWeight)) / 2));
  const suspension = PLACES.map((place) => suspensionOf(car, `${place} Suspension`));
  return {
    name,
    title: name,
    category: car.text('Car/category'),
    mass,
    tank,
    initialFuel: Math.min(tank, car.number('Car/initial fuel', 80)),
    frontWeight,
    // TORCS measures it from the floor of the body, which stands at the ride height.
    centreHeight: car.number('Car/GC height', 0.5) + frontWeight * wheels[0]!.rideHeight + (1 - frontWeight) * wheels[2]!.rideHeight,
    body: {
      length: car.number('Car/body length', 4.7),
      width: car.number('Car/body width', 1.9),
      height: car.number('Car/body height', 1.2),
    },
    massRepartition: car.number('Car/mass repartition coefficient', 1),
    frontAxle: front - centre,
    rearAxle: rear - centre,
    rollCentre: { front: car.number('Front Axle/roll center height', 0.15), rear: car.number('Rear Axle/roll center height', 0.15) },
    engine: engineOf(car, fail),
    gearbox: gearboxOf(car, fail),
    drive: driveOf(car, fail),
    aero: {
      drag: car.number('Aerodynamics/Cx', 0.4),
      area: car.number('Aerodynamics/front area', 2.5),
      groundFront: car.number('Aerodynamics/front Clift', 0),
      groundRear: car.number('Aerodynamics/rear Clift', 0),
      frontWing: wingOf(car, 'Front Wing', centre),
      rearWing: wingOf(car, 'Rear Wing', centre),
    },
    brakes: {
      maxPressure: car.number('Brake System/max pressure', 1e6),
      frontShare: car.number('Brake System/front-rear brake repartition', 0.5),
      front: brakeOf(car, 'Front Left Brake'),
      rear: brakeOf(car, 'Rear Left Brake'),
    },
    steering: { lock: car.number('Steer/steer lock', 0.43), rate: car.number('Steer/max steer speed', 1) },
    wheels: wheels as unknown as FourOf<WheelSpec>,
    suspension: suspension as unknown as FourOf<SuspensionSpec>,
    antiRoll: { front: antiRollOf(car, 'Front', suspension[0]!), rear: antiRollOf(car, 'Rear', suspension[2]!) },
    thirdSpring: { front: thirdSpringOf(car, 'Front', suspension[0]!), rear: thirdSpringOf(car, 'Rear', suspension[2]!) },
  };
}

function engineOf(car: ParamsSection, fail: Fail): EngineSpec {
  const points = car.list('Engine/data points');
  const max = car.number('Engine/revs maxi', 1000);
  const torque = points.map((_, i): [number, number] => {
    const point = points.find(({ name }) => name === String(i + 1)) ?? fail('Engine/data points', `there is no point ${i + 1}; number them from 1`);
    return [toRpm(point.number('rpm', max)), point.number('Tq', 0)];
  });
  return {
    torque,
    idle: toRpm(car.number('Engine/tickover', 150)),
    limiter: toRpm(car.number('Engine/revs limiter', 800)),
    max: toRpm(max),
    inertia: car.number('Engine/inertia', 0.2423),
    fuelFactor: car.number('Engine/fuel cons factor', 0.0622),
    brake: car.number('Engine/brake coefficient', 0.33),
  };
}

/** Without the dust that the way over rad/s leaves behind. */
function toRpm(speed: number): number {
  return Math.round((speed / RPM) * 1e6) / 1e6;
}

/** Gears count as long as they have a ratio. */
function gearboxOf(car: ParamsSection, fail: Fail): GearboxSpec {
  const gears: GearSpec[] = [];
  for (let n = 1; car.number(`Gearbox/gears/${n}/ratio`, 0) !== 0; n++) gears.push(gearOf(car, String(n)));
  if (car.number('Gearbox/gears/r/ratio', 0) === 0) fail('Gearbox/gears/r', 'the reverse gear has no ratio; give it one below 0');
  return {
    shiftTime: car.number('Gearbox/shift time', 0.2),
    gears,
    reverse: gearOf(car, 'r'),
    clutchInertia: car.number('Clutch/inertia', 0.12),
  };
}

function gearOf(car: ParamsSection, name: string): GearSpec {
  const path = `Gearbox/gears/${name}`;
  return {
    ratio: car.number(`${path}/ratio`),
    efficiency: Math.min(1, Math.max(0, car.number(`${path}/efficiency`, 1))),
    inertia: car.number(`${path}/inertia`, 0),
  };
}

/** With four driven wheels TORCS turns the engine by the centre differential's ratio alone. */
function driveOf(car: ParamsSection, fail: Fail): DriveSpec {
  const type = car.text('Drivetrain/type', 'RWD');
  switch (type) {
    case 'RWD':
      return { layout: 'rear', rear: differentialOf(car, 'Rear Differential', fail) };
    case 'FWD':
      return { layout: 'front', front: differentialOf(car, 'Front Differential', fail) };
    case '4WD':
      return {
        layout: 'all',
        front: { ...differentialOf(car, 'Front Differential', fail), ratio: 1 },
        rear: { ...differentialOf(car, 'Rear Differential', fail), ratio: 1 },
        centre: differentialOf(car, 'Central Differential', fail),
      };
    default:
      return fail('Drivetrain/type', `"${type}" is none of RWD, FWD and 4WD`);
  }
}

function differentialOf(car: ParamsSection, section: string, fail: Fail): DifferentialSpec {
  const word = car.text(`${section}/type`, 'NONE');
  const lockDrive = car.number(`${section}/locking input torque`, 3000);
  return {
    type: DIFFERENTIALS.get(word) ?? fail(`${section}/type`, `"${word}" drives nothing; choose one of ${[...DIFFERENTIALS.keys()].join(', ')}`),
    ratio: car.number(`${section}/ratio`, 1),
    efficiency: car.number(`${section}/efficiency`, 1),
    inertia: car.number(`${section}/inertia`, 0.1),
    lockDrive,
    lockCoast: car.number(`${section}/locking brake input torque`, 0.33 * lockDrive),
    maxSlip: car.number(`${section}/max slip bias`, 0.03),
    minShare: car.number(`${section}/min torque bias`, 0.05),
    maxShare: Math.max(car.number(`${section}/min torque bias`, 0.05), car.number(`${section}/max torque bias`, 0.8)),
    viscosity: car.number(`${section}/viscosity factor`, 1),
  };
}

function wingOf(car: ParamsSection, section: string, centre: number): WingSpec {
  return {
    area: car.number(`${section}/area`, 0),
    angle: car.number(`${section}/angle`, 0),
    x: car.number(`${section}/xpos`, 0) - centre,
    z: car.number(`${section}/zpos`, 0),
  };
}

function brakeOf(car: ParamsSection, section: string): BrakeCircuit {
  const discDiameter = car.number(`${section}/disk diameter`, 0.2);
  const material = /^ow\d/.test(car.text('Car/category')) ? 'carbon' : 'iron';
  return {
    discDiameter,
    pistonArea: car.number(`${section}/piston area`, 0.002),
    friction: car.number(`${section}/mu`, 0.3),
    inertia: 0,
    discMass: DISC[material] * (Math.PI / 4) * discDiameter ** 2 * 0.7,
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
    inertia: number('inertia', 1.5) + car.number(`${place.split(' ')[0]} Axle/inertia`, 0.15) / 2,
    mass: number('mass', 20),
    toe: number('toe', 0),
    camber: number('camber', 0),
    rideHeight: number('ride height', 0.2),
    pressure: number('pressure', 275600),
    mu: number('mu', 1),
    stiffness: number('stiffness', 30),
    dynamicFriction: Math.min(1, Math.max(0.1, number('dynamic friction', 0.8))),
    elasticity: Math.min(1, number('elasticity factor', 0.7)),
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

/** It takes hold of the springs' travel but pushes on the wheels. */
function antiRollOf(car: ParamsSection, end: string, suspension: SuspensionSpec): number {
  return car.number(`${end} Anti-Roll Bar/spring`, 0) * suspension.bellcrank;
}

/** One without a course never touches. */
function thirdSpringOf(car: ParamsSection, end: string, suspension: SuspensionSpec): number {
  if (car.number(`${end} Axle/suspension course`, 0) <= 0) return 0;
  return car.number(`${end} Axle/spring`, 175000) * car.number(`${end} Axle/bellcrank`, 1) * suspension.bellcrank;
}
