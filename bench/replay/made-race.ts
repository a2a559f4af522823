import { join } from 'node:path';
import { CHANNELS } from '../../common/channels.ts';
import type { CarEntry } from '../../common/lap.ts';
import type { Standing } from '../../common/timing.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { StandingsStore } from '../../main/trackside/standings-store.ts';
import { makeLap } from '../laps/made-laps.ts';

export const RACE = '20261122T140000Z-bench-1f3a';
export const CARS = 20;
/** s. */
export const LAP = 83;
/** s from one tower to the next. */
const TOWERS = 0.25;

/** A race that is over in the store of a data folder: every channel of the catalogue at its own rate up to 100 Hz, towers four times a second. */
export function storeMadeRace(dataDir: string, laps: number): void {
  const store = new LapStore(join(dataDir, 'laps.db'));
  const towers = new StandingsStore(store.db);
  const cars: CarEntry[] = Array.from({ length: CARS }, (_, i) => ({ car: `car${i + 1}`, number: i + 1, driver: `Driver ${i + 1}`, team: `Team ${i >> 1}`, model: 'LW1' }));
  store.db.transaction(() => {
    store.raceStarted(RACE, { type: 'started', racetime: 0, track: 'bench', laps, seed: 7, started: 1763834400, cars });
  })();
  for (let lap = 0; lap < laps; lap++) {
    store.db.transaction(() => {
      for (let car = 1; car <= CARS; car++) store.insertLap(makeLap({ race: RACE, car, lap, channels: CHANNELS, seconds: LAP, noise: true }));
      for (let t = lap * LAP; t < (lap + 1) * LAP; t += TOWERS) towers.insert(RACE, { type: 'standings', racetime: t, rows: cars.map((entry, place) => rowOf(entry, place, lap, t)) });
    })();
  }
  store.raceFinished(RACE, []);
  store.raceEnded(RACE);
  store.close();
}

function rowOf({ car }: CarEntry, place: number, lap: number, t: number): Standing {
  const gap = place * (1 + (t % 7) / 20);
  return {
    ...{ car, position: place + 1, lap, gap, interval: place === 0 ? null : 1 + (t % 7) / 20, last: LAP + place / 100, best: LAP, sectors: [27, 29, 27 + (t % 3) / 10] },
    ...{ compound: 'medium', tyre_age: lap, stops: 0, state: 'running' },
  };
}
