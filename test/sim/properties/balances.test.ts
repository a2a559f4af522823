import { describe, expect, it } from 'vitest';
import { carNames, findCar } from '../../../sim/car/cars.ts';
import type { Chassis } from '../../../sim/car/chassis.ts';
import { soloLaps } from '../../../sim/driver/solo-lap.ts';
import { findTrack } from '../../../sim/track/tracks.ts';

const STEP = 1 / 500;
const track = findTrack('little-marsh');
const WHEELS = [0, 1, 2, 3];
const sum = (of: (w: number) => number): number => WHEELS.reduce((all, w) => all + of(w), 0);

/** What was done and where it went over a lap from a standing start, J. */
interface Energy {
  driven: number;
  braked: number;
  slid: number;
  rolled: number;
  dragged: number;
  climbed: number;
  /** Into wheels and what turns with them, of which a change of gear takes a part away. */
  spun: number;
  moving: number;
}

/** Of a wheel with its share of the drive train, kg·m². */
function inertiaOf({ prepared, gear, clutchGrip }: Chassis, w: number): number {
  const i = gear + 1;
  const drive = gear === 0 ? 0 : prepared.driveInertia[i]! * clutchGrip + prepared.freeInertia[i]! * (1 - clutchGrip);
  return prepared.inertia[w]! / prepared.efficiency[i]! + (drive * (w < 2 ? prepared.frontDrive : prepared.rearDrive)) / 2;
}

function lapEnergy(name: string): Energy {
  const energy: Energy = { driven: 0, braked: 0, slid: 0, rolled: 0, dragged: 0, climbed: 0, spun: 0, moving: 0 };
  const before = new Float64Array(4);
  soloLaps(findCar(name), track, {
    laps: 1,
    watch: (car) => {
      const { prepared, driveTorque, brakeTorque, spin, sliding, load, along, surface } = car;
      energy.driven += sum((w) => driveTorque[w]! * spin[w]!) * STEP;
      energy.braked += sum((w) => brakeTorque[w]! * Math.abs(spin[w]!)) * STEP;
      energy.slid += sum((w) => sliding[w]!) * STEP;
      energy.rolled += sum((w) => load[w]! * track.surfaces[surface[w]!]!.rolling * along[w]!) * STEP;
      energy.dragged += car.drag * car.vx * STEP;
      energy.climbed -= car.mass * (car.gravityX * car.vx + car.gravityY * car.vy) * STEP;
      const turning = prepared.inertiaZ * car.yawRate ** 2;
      energy.moving = 0.5 * car.mass * (car.vx ** 2 + car.vy ** 2 + turning);
      energy.spun += sum((w) => inertiaOf(car, w) * spin[w]! * (spin[w]! - before[w]!));
      before.set(spin);
    },
  });
  return energy;
}

describe.each(carNames())('%s', (name) => {
  it('puts the work of its engine into speed, height, drag, brakes, sliding and rolling', () => {
    const { driven, ...spent } = lapEnergy(name);
    const total = Object.values(spent).reduce((all, one) => all + one, 0);
    expect(driven).toBeGreaterThan(1e6);
    expect(Math.abs(total / driven - 1)).toBeLessThan(0.002);
  }, 20_000);

  it('stands on its tyres with its weight and its downforce', () => {
    let load = 0;
    let wanted = 0;
    soloLaps(findCar(name), track, {
      laps: 1,
      watch: (car) => {
        load += sum((w) => car.load[w]!);
        wanted += car.mass * car.gravityZ + car.downforceFront + car.downforceRear;
      },
    });
    expect(Math.abs(load / wanted - 1)).toBeLessThan(0.01);
  }, 20_000);
});
