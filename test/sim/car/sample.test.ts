import { expect, test } from 'vitest';
import { CHANNELS, SOURCE_RATES } from '../../../common/channels.ts';
import { Race } from '../../../sim/race.ts';
import { sampledAt, wheelsSampledAt } from '../../../sim/car/sampled-at.ts';
import { track } from '../recorded-race.ts';

const race = new Race({ track, cars: 3, laps: 1, seed: 5 });
for (let step = 0; step < 40 * 500; step++) race.advance();

test.each(SOURCE_RATES)('what is sampled at %i Hz or faster is written, as it is among all, and nothing else', (slowest) => {
  for (let car = 0; car < 3; car++) {
    const all = new Float64Array(CHANNELS.length).fill(NaN);
    const some = new Float64Array(CHANNELS.length).fill(NaN);
    race.sample(car, all);
    race.sample(car, some, slowest);
    CHANNELS.forEach(({ name, rate }, c) => {
      expect(all[c], name).not.toBeNaN();
      expect(some[c], name).toBe(rate >= slowest ? all[c] : NaN);
    });
  }
});

test('a channel is only found at the rate of the catalogue', () => {
  expect(CHANNELS[sampledAt(100)('Speed')]!.name).toBe('Speed');
  expect(() => sampledAt(50)('Speed')).toThrow('Speed is sampled 100 times a second, not 50');
  expect(CHANNELS[wheelsSampledAt(500)('TyreLoad')]!.name).toBe('TyreLoadFL');
  expect(() => wheelsSampledAt(1000)('TyreLoad')).toThrow('TyreLoadFR');
});
