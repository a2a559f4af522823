import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EventName, EventPayload } from '../../../common/contract.ts';
import type { RaceView } from '../../../common/race-view.ts';
import type { LapHead } from '../../../common/lap.ts';
import type { Standing } from '../../../common/timing.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { Replay } from '../../../main/trackside/replay/replay.ts';
import { ReplayedRace } from '../../../main/trackside/replay/replayed-race.ts';
import { StandingsOfLaps } from '../../../main/trackside/replay/standings-of-laps.ts';
import { driveRace } from '../../support/driven-race.ts';
import { testFolder } from '../../support/folder.ts';
import { RACE } from '../../support/frames.ts';

/** What the laps say; the rest of a row is between them. */
const sameEitherWay = ({ car, position, lap, last, best, compound, tyre_age, stops, state }: Standing) => ({ car, position, lap, last, best, compound, tyre_age, stops, state });

test('worked out from laps and messages, the tower says at the line what race control said', { timeout: 60_000 }, () => {
  const store = driveRace(testFolder(), { cars: 4, laps: 3, rate: 10 });
  onTestFinished(() => store.close());
  const { timing } = new ReplayedRace(store, RACE, () => 0);
  const made = new StandingsOfLaps(store.heads(RACE), timing.events, 3);
  const crossings = timing.events.filter(({ type }) => type === 'lap').map(({ racetime }) => racetime);
  expect(crossings).toHaveLength(12);
  // A second later all four have come by, and race control has said so.
  for (const at of [...crossings, 30, 5].map((racetime) => racetime + 3)) {
    const [kept, rows] = [timing.standingsAt(at)!.rows, made.at(at)!.rows];
    expect([at, rows.map(sameEitherWay)]).toEqual([at, kept.map(sameEitherWay)]);
  }
});

const RACE_1 = '20261125T135348Z-little-marsh';

/** A race of three laps that the first layout's Lapwing has stored: samples, heads and messages, no standings, no circuit. */
function oldRace(change: (store: LapStore) => void = () => undefined) {
  const path = join(testFolder(), 'laps.db');
  writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, '../../fixtures/laps/race-layout-1.db.gz'))));
  const store = new LapStore(path);
  onTestFinished(() => store.close());
  change(store);
  const [race] = store.races();
  const heard = new Map<EventName, unknown>();
  const replay = new Replay({ store, race_id: race!.race_id, number: 1, speed: 1, playing: false, together: false, tell: (_, name, payload) => void heard.set(name, payload) });
  onTestFinished(() => replay.close());
  const latest = <K extends EventName>(name: K): EventPayload<K> => heard.get(name) as EventPayload<K>;
  return { replay, latest };
}

test('a race of the first layout replays with lap, time, last laps and gaps, and says what it lacks', () => {
  const { replay, latest } = oldRace();
  replay.join('me');
  replay.seek({ racetime: 88 });
  expect(latest('replay.race')).toMatchObject({ lap: 2, laps: 3, racetime: 88, flag: 'green' } satisfies Partial<RaceView>);
  const { racetime, rows } = latest('replay.standings');
  expect(racetime).toBe(88);
  expect(rows).toMatchObject([
    { car: 'car7', lap: 2, last: 46.151749, best: 46.151749, gap: 0, state: 'running' },
    { car: 'car23', lap: 2, last: 47.252561, gap: expect.closeTo(0.558863, 5), interval: expect.closeTo(0.558863, 5), state: 'running' },
    { car: 'car4', lap: 2, last: 46.874882, state: 'running' },
  ]);
  // Two sectors of the second lap, and the last of the first.
  expect(rows[0]!.sectors).toEqual([16.833436, 13.597356, 12.683033]);
  expect(replay.now.notes).toEqual([expect.stringMatching(/older Lapwing.*worked out from the laps/)]);
  replay.seek({ racetime: replay.race.to });
  expect(latest('replay.standings').rows.map(({ state, lap }) => [state, lap])).toEqual([['finished', 3], ['finished', 3], ['finished', 3]]);
});

test('its time goes on between two laps', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const { replay, latest } = oldRace();
  replay.join('me');
  replay.seek({ racetime: 60 });
  replay.play();
  vi.advanceTimersByTime(5000);
  expect(latest('replay.standings').racetime).toBeCloseTo(65, 0);
});

test('without a word of race control the laps alone make the tower, and that is told', () => {
  const { replay, latest } = oldRace(({ db }) => void db.exec('DELETE FROM race_event; UPDATE race SET laps = NULL'));
  replay.join('me');
  replay.seek({ racetime: 95 });
  expect(latest('replay.race')).toMatchObject({ lap: 3, laps: 3 });
  expect(latest('replay.standings').rows).toMatchObject([{ car: 'car7', lap: 3, last: 43.119169, state: 'running' }, { car: 'car23' }, { car: 'car4' }]);
  expect(replay.now.notes).toEqual([expect.stringContaining('older Lapwing'), expect.stringContaining('flags, weather and pit stops are not shown')]);
});

test('a car whose last lap breaks off long before the end is out, and one that the end of the data broke off is not', () => {
  const head = (car: string, lap: number, racetime: number, more: Partial<LapHead> = {}): LapHead => ({
    ...{ _id: `r/${car}/${lap}`, schema: 2, race_id: RACE_1, track: 'x', car, number: Number(car.slice(3)), driver: car, team: '', model: '', lap, lap_type: 'flying', lap_time: 60, sectors: [20, 20, 20] },
    ...{ compound: 'soft', tyre_age: lap, position: 1, fuel: 1, timestamp: 0, racetime, rate: 10, samples: 600, ...more },
  });
  const broken: Partial<LapHead> = { lap_type: 'incomplete', lap_time: null, sectors: [], samples: 100 };
  const tower = new StandingsOfLaps([head('car1', 1, 0), head('car1', 2, 60), head('car1', 3, 120, broken), head('car2', 1, 1), head('car2', 2, 61, broken)], [], 0);
  const states = (at: number) => tower.at(at)!.rows.map(({ car, state }) => [car, state]);
  expect(states(70)).toEqual([['car1', 'running'], ['car2', 'running']]);
  expect(states(72)).toEqual([['car1', 'running'], ['car2', 'out']]);
  expect(states(131)).toEqual([['car1', 'running'], ['car2', 'out']]);
  // Back in time it is on track again.
  expect(states(70)).toEqual([['car1', 'running'], ['car2', 'running']]);
});
