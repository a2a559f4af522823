import { expect, test } from 'vitest';
import { readCompareFile } from '../../../../sim/strategy/compare-file.ts';
import { fitRace } from '../../../../sim/strategy/fit/fit-race.ts';
import { Trial } from '../../../../sim/strategy/trial.ts';
import { simulatedLaps } from '../fit/simulated-laps.ts';
import { AdvisedRaces } from './advised-races.ts';
import { sameTyres } from './same-tyres.ts';

const { spec, car, plans } = readCompareFile(sameTyres(), 'VER');
const earlier = fitRace(simulatedLaps(spec, 999, false)!);

test('with a plan the races are those of a trial', () => {
  const { stints } = plans[0]!;
  const trial = new Trial({ spec, car, plans: [stints], chance: { noise: true, events: true, seed: 5 }, rivals: true });
  expect(new AdvisedRaces({ spec, car, seed: 5, earlier }).planned(stints, 40, true)).toEqual(trial.run([0], 0, 40)[0]);
});

test('advised from an earlier race it comes in at all, and not behind the plan that a person would have had', { timeout: 120_000 }, () => {
  const races = new AdvisedRaces({ spec, car, seed: 5, earlier });
  const mean = (places: Uint8Array): number => places.reduce((sum, place) => sum + place, 0) / places.length;
  expect(mean(races.advised('A6', 12))).toBeLessThan(mean(races.planned(plans[0]!.stints, 12, false)) + 1);
});
