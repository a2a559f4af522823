import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CHANNELS, toSteps } from '../../common/channels.ts';
import { drivenTrack } from '../../main/trackside/driven-track.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { RaceTracks } from '../../main/trackside/race-tracks.ts';
import { testFolder } from '../support/folder.ts';
import { storeRace } from '../support/stored-race.ts';
import { sampleLap } from './laps/sample-lap.ts';

const RADIUS = 200;
const SAMPLES = 500;
const channels = CHANNELS.filter(({ name }) => ['X', 'Y', 'Distance', 'Speed'].includes(name));

function open(): LapStore {
  const store = new LapStore(join(testFolder(), 'laps.db'));
  onTestFinished(() => store.close());
  return store;
}

/** Laps round a circle whose radius says which lap it is. */
function storeCircles(store: LapStore, race_id: string): void {
  storeRace(store, { race_id });
  for (const [lap, lap_time] of [[4, 90], [5, 80], [6, null]] as const) {
    const made = sampleLap({ race_id, car: 'car7', lap, samples: SAMPLES, channels });
    const radius = RADIUS + lap;
    made.head = { ...made.head, lap_time };
    made.columns = channels.map(({ name, resolution }) =>
      Int32Array.from({ length: SAMPLES }, (_, i) => {
        const turn = (2 * Math.PI * i) / SAMPLES;
        return toSteps({ X: radius * Math.cos(turn), Y: radius * Math.sin(turn), Distance: radius * turn, Speed: 50 }[name]!, resolution);
      }),
    );
    store.insertLap(made);
  }
}

test('a circuit that nobody kept is the way of the fastest lap, a point every five metres', () => {
  const store = open();
  storeCircles(store, 'race-1');
  const track = drivenTrack(store.db, 'monza')!;
  expect(track).toMatchObject({ name: 'monza', title: 'monza, as it was driven', sectors: [], corners: [] });
  for (const [x, y] of track.points) expect(Math.hypot(x, y)).toBeCloseTo(RADIUS + 5, 1);
  expect(track.length).toBeGreaterThan(2 * Math.PI * (RADIUS + 5) - 15);
  expect(track.points.length).toBeGreaterThan(150);
  expect(track.points.length).toBeLessThan(2 * Math.PI * (RADIUS + 5) / 5);
});

test('where no lap tells there is none', () => {
  const store = open();
  expect(drivenTrack(store.db, 'monza')).toBeUndefined();
  storeRace(store, { race_id: 'race-1' });
  expect(drivenTrack(store.db, 'nowhere')).toBeUndefined();
});

test('one that was kept is that of the newest race on it', () => {
  const store = open();
  const tracks = new RaceTracks(store.db);
  expect(tracks.named('monza')).toBeUndefined();
  const map = { name: 'monza', title: 'Monza', length: 5793, width: 12, points: [], sectors: [], corners: [] };
  for (const [race_id, started, title] of [['race-1', 2, 'new'], ['race-2', 1, 'old']] as const) {
    storeRace(store, { race_id, started });
    tracks.keep(race_id, { ...map, title });
  }
  expect(tracks.named('monza')!.title).toBe('new');
});
