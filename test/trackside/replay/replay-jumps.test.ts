import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TimingEvent } from '../../../common/timing.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { Replay } from '../../../main/trackside/replay/replay.ts';
import { testFolder } from '../../support/folder.ts';
import { sampleLap } from '../laps/sample-lap.ts';

/** s at which a lap of the race begins. */
const began = (lap: number): number => lap * 83.5;

/** Three laps of one car from the grid on, two of another, and two flags; it stands at the start. */
function openReplay() {
  const store = new LapStore(join(testFolder(), 'laps.db'));
  onTestFinished(() => store.close());
  const channels = [{ name: 'Speed', unit: 'm/s', resolution: 0.01 }];
  for (const [car, lap] of [['car7', 0], ['car7', 1], ['car7', 2], ['car9', 0], ['car9', 1]] as const) store.insertLap(sampleLap({ car, lap, channels, samples: 8300 }));
  store.db.exec("INSERT INTO race (id, track, started, laps, state) VALUES ('race-1', 'monza', 1, 2, 'finished')");
  const events: TimingEvent[] = [{ type: 'flag', racetime: 100, flag: 'safety-car' }, { type: 'flag', racetime: 200, flag: 'green' }];
  events.forEach((event, seq) => store.insertEvent('race-1', seq, event));
  const replay = new Replay({ store, race_id: 'race-1', number: 1, speed: 1, playing: false, together: false, tell: () => undefined });
  onTestFinished(() => replay.close());
  return { replay, at: () => replay.now.racetime };
}

test('to a lap of a car, and where it has none to that of the first who did', () => {
  const { replay, at } = openReplay();
  replay.seek({ lap: 2, car: 'car7' });
  expect(at()).toBe(began(2));
  replay.seek({ lap: 1, car: 'car9' });
  expect(at()).toBe(began(1));
  replay.seek({ lap: 2, car: 'car9' });
  expect(at()).toBe(began(2));
});

test.each([
  [3, 'Lap 3 is past the end: this race has 2 laps. Give a lap from 0 to 2.'],
  [1e9, 'Lap 1000000000 is past the end: this race has 2 laps. Give a lap from 0 to 2.'],
  [-3, 'Lap -3 is before the start. Give a lap from 0 to 2.'],
])('lap %d that nobody drove is told with those that there are, and nothing moves', (lap, message) => {
  const { replay, at } = openReplay();
  replay.seek({ racetime: 120 });
  expect(() => replay.seek({ lap })).toThrow(expect.objectContaining({ code: 'E_NO_LAP', message }));
  expect([at(), replay.now.jumps]).toEqual([120, 1]);
});

test('a race time that the race does not have is the nearest that it has', () => {
  const { replay, at } = openReplay();
  replay.seek({ racetime: 1e12 });
  expect(at()).toBe(replay.now.to);
  replay.seek({ racetime: -1e12 });
  expect(at()).toBe(replay.now.from);
});

test('steps by lap, by message and by sample, forth and back, and at both ends no further', () => {
  const { replay, at } = openReplay();
  const steps = (of: 'lap' | 'mark' | 'sample', ...by: number[]): number[] =>
    by.map((each) => {
      replay.step({ by: each, of, car: 'car7' });
      return at();
    });
  expect(steps('lap', 1, 1, -1, -1, -1)).toEqual([began(1), began(2), began(1), 0, 0]);
  expect(steps('lap', 2, 1)).toEqual([began(2), replay.now.to]);
  replay.seek({ racetime: 0 });
  expect(steps('mark', 1, 1, -1, -1)).toEqual([100, 200, 100, 0]);
  replay.seek({ racetime: 50 });
  // There is none before it.
  expect(steps('mark', -1)).toEqual([0]);
  replay.seek({ racetime: 50 });
  expect(steps('sample', 1, 1, -1).map((time) => time.toFixed(3))).toEqual(['50.010', '50.020', '50.010']);
});
