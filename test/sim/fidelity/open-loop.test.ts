import { describe, expect, it } from 'vitest';
import { GRAVITY } from '../../../sim/constants.ts';
import { Chassis } from '../../../sim/car/chassis.ts';
import { frictionAt } from '../../../sim/car/prepared.ts';
import { overSlip } from '../../../sim/car/tyre.ts';
import { figuresOf, loggedLap, loggedTyres, type LoggedMoment } from './logged-lap.ts';
import { gain, Replay } from './replay.ts';

const LAPS = [
  { car: 'car1-ow1', track: 'forza', friction: 1.1 },
  { car: 'car7-trb1', track: 'g-track-1', friction: 1.2 },
];
const LIMIT = 0.02;
/** Slip and load are all that a tyre's force comes from. */
const TYRE_LIMIT = 0.002;

describe.each(LAPS)('what TORCS logged of $car on $track, through our functions', ({ car, track, friction }) => {
  const spec = figuresOf(car);
  const lap = loggedLap(`${car}-${track}`);
  const replay = new Replay(spec, friction);

  function both(pick: (moment: LoggedMoment, chassis: Chassis) => readonly (readonly [ours: number, logged: number])[]): number {
    const pairs = lap.flatMap((moment) => pick(moment, replay.at(moment)));
    expect(pairs.length).toBeGreaterThan(100);
    return gain(pairs.map(([ours]) => ours), pairs.map(([, logged]) => logged));
  }

  it('gives what the tyre of every wheel gave, along and across', () => {
    const { prepared } = new Chassis(spec);
    const forces = loggedTyres(`${car}-${track}`).map(({ wheel, slipAlong, slipAcross, load, friction: ground, forceAlong, forceAcross }) => {
      const limit = load * frictionAt(prepared.friction[wheel]!, load) * ground;
      const grip = limit * overSlip(prepared.curves[wheel]!, Math.hypot(slipAlong, slipAcross));
      return { along: [-grip * slipAlong, forceAlong], across: [-grip * slipAcross, forceAcross] } as const;
    });
    expect(forces).toHaveLength(4 * 120);
    for (const way of ['along', 'across'] as const) {
      const factor = gain(forces.map((force) => force[way][0]), forces.map((force) => force[way][1]));
      expect(Math.abs(factor - 1), way).toBeLessThan(TYRE_LIMIT);
    }
  });

  it('gives the forces of tyres and air that the accelerations imply', () => {
    const factor = both((moment, { ax, ay, mass }) => [
      [ax * mass, moment.of('ax') * mass],
      [ay * mass, moment.of('ay') * mass],
    ]);
    expect(Math.abs(factor - 1)).toBeLessThan(LIMIT);
  });

  it('leaves no more than a tenth of the acceleration unexplained on a smooth road', () => {
    if (track !== 'forza') return;
    let error = 0;
    let signal = 0;
    for (const moment of lap) {
      const { ax, ay } = replay.at(moment);
      error += (ax - moment.of('ax')) ** 2 + (ay - moment.of('ay')) ** 2;
      signal += moment.of('ax') ** 2 + moment.of('ay') ** 2;
    }
    expect(Math.sqrt(error / signal)).toBeLessThan(0.1);
  });

  it('gives the downforce that the loads imply', () => {
    const factor = both((moment, { mass, downforceFront, downforceRear }) => {
      const load = moment.wheels('load').reduce((sum, one) => sum + one, 0);
      return [[downforceFront + downforceRear, load - mass * (GRAVITY + moment.of('az'))]];
    });
    expect(Math.abs(factor - 1)).toBeLessThan(LIMIT);
  });

  it('balances the torque of the engine with what the driven tyres take and what speeds their wheels up', () => {
    const factor = both((moment, { prepared, engineTorque, forceAlong, gear }) => {
      if (moment.of('throttle') < 0.99 || moment.of('shiftLeft') > 0) return [];
      const index = gear + 1;
      const drive = prepared.driveInertia[index]! / 2;
      const rate = moment.wheels('spinRate');
      const taken = [2, 3].map((w) => forceAlong[w]! * prepared.radius[w]! + (prepared.inertia[w]! / prepared.efficiency[index]! + drive) * rate[w]!);
      return [[engineTorque * prepared.ratios[index]!, taken[0]! + taken[1]!]];
    });
    expect(Math.abs(factor - 1)).toBeLessThan(LIMIT);
  });

  it('burns the fuel of the lap', () => {
    let burnt = 0;
    let before: { time: number; flow: number } | undefined;
    for (const moment of lap) {
      const now = { time: moment.of('time'), flow: replay.at(moment).fuelFlow };
      if (before) burnt += ((now.flow + before.flow) / 2) * (now.time - before.time);
      before = now;
    }
    const logged = lap[0]!.of('fuel') - lap.at(-1)!.of('fuel');
    expect(Math.abs(burnt / logged - 1)).toBeLessThan(LIMIT);
  });
});
