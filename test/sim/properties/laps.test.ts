import { describe, expect, it } from 'vitest';
import { carNames, findCar } from '../../../sim/car/cars.ts';
import { soloLaps } from '../../../sim/driver/solo-lap.ts';
import { findTrack } from '../../../sim/track/tracks.ts';
import { level, mirrored } from './mirror.ts';

const track = findTrack('little-marsh');
const LAPS = 2;

describe.each(carNames())('%s alone on a short circuit', (name) => {
  const car = findCar(name);
  const lap = (rate: number): number => soloLaps(car, track, { laps: LAPS, rate }).lapTimes[LAPS - 1]!;

  it('laps as quickly with half the step', () => {
    expect(Math.abs(lap(1000) / lap(500) - 1)).toBeLessThan(0.003);
  }, 20_000);

  it('laps in a mirror as it does out of it', () => {
    const here = soloLaps(car, level(track), { laps: LAPS }).lapTimes;
    const there = soloLaps(car, mirrored(track), { laps: LAPS }).lapTimes;
    here.forEach((time, i) => expect(Math.abs(there[i]! / time - 1)).toBeLessThan(1e-6));
  }, 20_000);

  it('does the very same again', () => {
    const once = soloLaps(car, track, { laps: 1 });
    const again = soloLaps(car, track, { laps: 1 });
    expect(again.lapTimes).toEqual(once.lapTimes);
    expect(again.trace).toEqual(once.trace);
  }, 20_000);
});
