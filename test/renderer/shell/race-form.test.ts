import { expect, it } from 'vitest';
import { raceParams } from '../../../common/race-view.ts';
import { RACE_WEATHERS, raceParamsOf } from '../../../renderer/shell/race-form.ts';

const form = { track: 'lapwing-park', car: 'lapwing-gt', weather: 'wet', cars: '12', laps: '30', seed: '99', speed: '5' };

it('asks for what was filled in', () => {
  expect(raceParamsOf(form)).toEqual({ track: 'lapwing-park', car: 'lapwing-gt', weather: 'wet', cars: 12, laps: 30, seed: 99, speed: 5 });
  expect(raceParamsOf({ ...form, speed: 'max' }).speed).toBe('max');
});

it('leaves to the workstation what was not chosen', () => {
  const { track: _track, car: _car, ...rest } = form;
  for (const open of [rest, { ...rest, track: '', car: '' }]) {
    expect(Object.keys(raceParamsOf({ ...open, weather: 'mild' })).toSorted()).toEqual(['cars', 'laps', 'seed', 'speed']);
  }
});

it('offers only weather that there is', () => {
  for (const [weather] of RACE_WEATHERS) expect(raceParams.safeParse(raceParamsOf({ ...form, weather })).success).toBe(true);
});
