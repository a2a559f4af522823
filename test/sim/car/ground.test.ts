import { describe, expect, it } from 'vitest';
import { findCar } from '../../../sim/car/cars.ts';
import { GRAVITY } from '../../../sim/constants.ts';
import { soloLaps } from '../../../sim/driver/solo-lap.ts';
import { Track } from '../../../sim/track/track.ts';
import { findTrackShape } from '../../../sim/track/tracks.ts';

const STEEP = 0.2;

/** What the tyres bear in the steep bends of the oval beside the downforce, as a share of the weight, and the lap, s. */
function ovalLap(levelForces: boolean): { borne: number; lap: number } {
  const shape = findTrackShape('saltpan-oval');
  const road = new Track({ ...shape, centre: { ...shape.centre, levelForces } });
  let load = 0;
  let weight = 0;
  const { lapTimes } = soloLaps(findCar('lapwing-tc'), road, {
    laps: 2,
    watch: (car, _pilot, _time, lap) => {
      if (lap === 0 || Math.abs(car.banking) < STEEP) return;
      load += car.load.reduce((all, one) => all + one, 0) - car.downforceFront - car.downforceRear;
      weight += car.mass * GRAVITY;
    },
  });
  return { borne: load / weight, lap: lapTimes[1]! };
}

describe('a banked bend', () => {
  it('presses a car onto the road, but where forces are level, which is slower', () => {
    const pressed = ovalLap(false);
    const level = ovalLap(true);
    expect(pressed.borne).toBeGreaterThan(1.15);
    // Somewhat more than the weight: the line goes down towards the apex and up again.
    expect(level.borne).toBeGreaterThan(0.98);
    expect(level.borne).toBeLessThan(1.06);
    expect(level.lap).toBeGreaterThan(1.01 * pressed.lap);
  }, 30_000);
});
