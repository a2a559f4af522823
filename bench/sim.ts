import { CHANNELS } from '../common/channels.ts';
import { Race } from '../sim/race.ts';
import { findTrack, DEFAULT_TRACK } from '../sim/track/tracks.ts';

const WARM_UP = 30;
const SAMPLE_STEPS = 5;

/** Simulated seconds per CPU second of this process, `seconds` of race time after a warm-up. */
function pace(cars: number, seconds: number, sampled: boolean): number {
  const race = new Race({ track: findTrack(DEFAULT_TRACK), cars, laps: 50, seed: 7 });
  const values = new Float64Array(CHANNELS.length);
  const drive = (until: number): void => {
    while (race.time < until) {
      race.advance();
      if (race.steps % 500 === 0) race.takeEvents();
      if (!sampled || race.steps % SAMPLE_STEPS !== 0) continue;
      for (let car = 0; car < cars; car++) race.sample(car, values);
    }
  };
  drive(WARM_UP);
  const before = process.cpuUsage();
  drive(WARM_UP + seconds);
  const { user, system } = process.cpuUsage(before);
  return seconds / ((user + system) / 1e6);
}

export default {
  name: 'sim',
  run: async () => [
    { what: '1 car at 500 Hz', value: pace(1, 3000, false), unit: 'sim s/CPU s' },
    { what: '20 cars at 500 Hz', value: pace(20, 400, false), unit: 'sim s/CPU s' },
    { what: '20 cars at 500 Hz, every channel read', value: pace(20, 400, true), unit: 'sim s/CPU s', note: '100 samples a second and car' },
    { what: '40 cars at 500 Hz', value: pace(40, 200, false), unit: 'sim s/CPU s' },
  ],
};
