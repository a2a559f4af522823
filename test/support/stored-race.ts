import { CHANNELS } from '../../common/channels.ts';
import type { Channel } from '../../common/channels.ts';
import type { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { sampleLap } from '../trackside/laps/sample-lap.ts';

interface StoredRace {
  race_id: string;
  cars?: readonly string[];
  laps?: number;
  /** Records of a lap. */
  samples?: number;
  channels?: readonly Channel[];
  /** Unix time, s. */
  started?: number;
}

/** A finished race in a store, as race control and the cars would have left it. */
export function storeRace(store: LapStore, { race_id, cars = ['car7', 'car8'], laps = 3, samples = 20, channels = CHANNELS.slice(0, 12), started = 1763834400 }: StoredRace): void {
  const entries = cars.map((car) => ({ car, number: Number(car.slice(3)), driver: 'Zoë Müller', team: 'Lapwing', model: 'LW1' }));
  store.raceStarted(race_id, { type: 'started', racetime: 0, track: 'monza', laps, seed: 7, started, cars: entries });
  store.insertEvent(race_id, 0, { type: 'flag', racetime: 0, flag: 'green' });
  for (let lap = 0; lap <= laps; lap++) for (const car of cars) store.insertLap(sampleLap({ race_id, car, lap, samples, channels }));
  store.raceFinished(race_id, []);
  store.raceEnded(race_id);
}
