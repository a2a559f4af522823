import { describe, expect, it } from 'vitest';
import { saySkippedWithoutTorcs } from '../../support/without-torcs.ts';
import { REFERENCE_LAPS } from '../../fixtures/torcs-figures/reference-laps.ts';
import { loggedLap } from './logged-lap.ts';
import { FIGURES, LOGGED_LAPS, LOOSE_LIMIT, speedDifference, TorcsLaps } from './torcs-laps.ts';

const CARS = ['car1-ow1', 'car7-trb1'];
const TRACKS = ['g-track-1', 'forza'];
const LAPS = 3;
const SPEED_LIMIT = 0.06;
const torcs = TorcsLaps.find();
const isFull = ({ car, track }: { car: string; track: string }): boolean => CARS.includes(car) && TRACKS.includes(track);

if (!torcs) saySkippedWithoutTorcs('laps are not compared with those of TORCS');

describe.skipIf(!torcs)('laps on the cars and tracks of an installed TORCS', () => {
  it.each(REFERENCE_LAPS.filter(isFull))('$car on $track is as quick as in TORCS in all that is measured', (reference) => {
    const ours = torcs!.drive(reference, { laps: LAPS }).figures;
    const beyond = FIGURES.flatMap(({ field, limit }) => {
      const theirs = reference[field];
      if (theirs === undefined) return [];
      const difference = ours[field] / theirs - 1;
      return Math.abs(difference) > limit ? [`${field}: ${ours[field].toFixed(2)}, TORCS ${theirs}, ${(100 * difference).toFixed(1)} %`] : [];
    });
    expect(beyond).toEqual([]);
  }, 30_000);

  it.each(LOGGED_LAPS)('$car is as fast at each place of $track as in the lap that TORCS logged', ({ car, track, fuel }) => {
    const { solo } = torcs!.drive({ car, track }, { laps: LAPS, fuel });
    expect(speedDifference(solo, loggedLap(`${car}-${track}`))).toBeLessThan(SPEED_LIMIT);
  }, 30_000);

  it.each(REFERENCE_LAPS.filter((reference) => !isFull(reference)))('$car on $track laps as in TORCS', (reference) => {
    const { bestLap } = torcs!.drive(reference, { laps: LAPS }).figures;
    expect(Math.abs(bestLap / reference.bestLap - 1)).toBeLessThan(LOOSE_LIMIT);
  }, 30_000);
});
