import type { DifferentialSpec, DifferentialType, DriveSpec, EngineSpec, GearboxSpec, GearSpec } from '../../../sim/car/car-spec.ts';
import type { ParamsSection } from './params-section.ts';
import { SPIN_LAG } from './spin-lag.ts';

const RPM = Math.PI / 30;
const DIFFERENTIALS = new Map<string, DifferentialType>([
  ['SPOOL', 'spool'], ['FREE', 'free'], ['LIMITED SLIP', 'limited-slip'], ['VISCOUS COUPLER', 'viscous'],
]);

/** Refuses the car for the element that is named. */
export type Fail = (element: string, reason: string) => never;

/** TORCS tells the wheels of the engine's inertia only at a gear change, while the clutch is open: they never feel it. */
export function engineOf(car: ParamsSection, fail: Fail): EngineSpec {
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
    coupledInertia: 0,
    fuelFactor: car.number('Engine/fuel cons factor', 0.0622),
    brake: car.number('Engine/brake coefficient', 0.33),
  };
}

/** Without the dust that the way over rad/s leaves behind. */
function toRpm(speed: number): number {
  return Math.round((speed / RPM) * 1e6) / 1e6;
}

/** Gears count as long as they have a ratio. */
export function gearboxOf(car: ParamsSection, fail: Fail): GearboxSpec {
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
    inertia: SPIN_LAG * car.number(`${path}/inertia`, 0),
  };
}

/** With four driven wheels TORCS turns the engine by the centre differential's ratio alone. */
export function driveOf(car: ParamsSection, fail: Fail): DriveSpec {
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
