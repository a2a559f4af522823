import { expect, it } from 'vitest';
import type { RaceView } from '../../common/race-view.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { differs, raceAfter } from '../../main/trackside/race-state.ts';

const begun: RaceView = {
  ...{ race_id: 'race-1', track: 'monza', laps: 53, seed: 7, rate: 100, speed: 1, state: 'running', racetime: 0, lap: 0, cars: [] },
  ...{ track_title: 'Monza', car_title: null, step: 500, noise: false, weather_kind: null },
  ...{ flag: 'green', flag_phase: null, yellow_sectors: [], weather: null },
};
const after = (...events: TimingEvent[]): RaceView => events.reduce(raceAfter, begun);
const air = { air_temperature: 21, track_temperature: 30, wind_speed: 2, wind_direction: 270, rain: 0.4, wetness: 0.2 };

it('knows the flag of the track and the yellow sectors, each in its place', () => {
  const view = after(
    { type: 'flag', racetime: 10, flag: 'yellow', sector: 3 },
    { type: 'flag', racetime: 11, flag: 'yellow', sector: 1 },
    { type: 'flag', racetime: 12, flag: 'yellow', sector: 1 },
    { type: 'flag', racetime: 20, flag: 'safety-car', phase: 'out' },
  );
  expect(view).toMatchObject({ racetime: 20, flag: 'safety-car', flag_phase: 'out', yellow_sectors: [1, 3] });
  expect(raceAfter(view, { type: 'flag', racetime: 30, flag: 'clear', sector: 3 })).toMatchObject({ flag: 'safety-car', yellow_sectors: [1] });
});

it('says that a slow-down is about to end, and forgets it with the flag', () => {
  const ending = after({ type: 'flag', racetime: 9, flag: 'vsc', phase: 'out' }, { type: 'flag', racetime: 30, flag: 'vsc', phase: 'ending' });
  expect(ending).toMatchObject({ flag: 'vsc', flag_phase: 'ending' });
  expect(differs(ending, after({ type: 'flag', racetime: 9, flag: 'vsc', phase: 'out' }))).toBe(true);
  expect(raceAfter(ending, { type: 'flag', racetime: 40, flag: 'green' })).toMatchObject({ flag: 'green', flag_phase: null });
});

it('keeps the weather that was given out last', () => {
  expect(after({ type: 'weather', racetime: 60, ...air }).weather).toEqual(air);
});

it('differs where there is more to show than the time', () => {
  const sector: TimingEvent = { type: 'sector', racetime: 30, car: 'car7', lap: 1, sector: 1, time: 28, best: null };
  expect(differs(after(sector), begun)).toBe(false);
  expect(after(sector).racetime).toBe(30);
  expect(differs(after({ type: 'weather', racetime: 60, ...air }), begun)).toBe(true);
});
