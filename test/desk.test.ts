import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { raceParams, type RaceRow, type RaceView, type TrackView } from '../common/race-view.ts';
import type { LinkView } from '../common/link-view.ts';
import type { TimingEvent } from '../common/timing.ts';
import { auditFiles } from '../main/audit/stored-race.ts';
import { Desk } from '../main/desk.ts';
import { dataFiles } from '../main/installation.ts';
import { EdgeBuffer } from '../main/onboard/edge/edge-buffer.ts';
import { LapStore } from '../main/trackside/laps/lap-store.ts';
import { encodeTiming, TIMING_SOURCE } from '../main/trackside/timing-intake.ts';
import { testFolder } from './support/folder.ts';

async function openDesk(dataDir: string) {
  const notices: string[] = [];
  const desk = await Desk.open({ dataDir }, {
    event: (name, payload) => name === 'notice' && notices.push((payload as { text: string }).text),
    live() {},
  });
  onTestFinished(() => desk.close());
  const races = async (): Promise<RaceRow[]> => (await desk.answer('me', 'races.list', {})) as RaceRow[];
  return { desk, notices, races };
}

/** A race that was killed before its cars had sent anything: race control has announced it, no more. */
function announcedRace(dataDir: string): void {
  const started: TimingEvent = { type: 'started', racetime: 0, track: 'lapwing-park', laps: 3, seed: 7, started: 1763834523, cars: [] };
  const timing = new EdgeBuffer(dataFiles(dataDir).timing);
  timing.append([{ race: 'r1', car: TIMING_SOURCE, closed: 1763834523000, body: encodeTiming(started) }]);
  timing.close();
}

test('a race that was killed before its first frame does not run for ever', { timeout: 90_000 }, async () => {
  const dataDir = testFolder();
  announcedRace(dataDir);
  const { races } = await openDesk(dataDir);
  await expect.poll(races, { timeout: 60_000 }).toMatchObject([{ race_id: 'r1', state: 'interrupted' }]);
});

test('a disk that refuses for a while is told once, and what waited for it is done afterwards', { timeout: 120_000 }, async () => {
  const dataDir = testFolder();
  announcedRace(dataDir);
  const { notices, races } = await openDesk(dataDir);
  const other = new Database(dataFiles(dataDir).laps);
  onTestFinished(() => void other.close());
  other.exec("CREATE TRIGGER full BEFORE UPDATE OF state ON race BEGIN SELECT RAISE(FAIL, 'disk is full'); END");
  await expect.poll(() => notices, { timeout: 60_000 }).toEqual([expect.stringContaining('disk is full') as string]);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(notices).toHaveLength(1);
  other.exec('DROP TRIGGER full');
  await expect.poll(races, { timeout: 60_000 }).toMatchObject([{ race_id: 'r1', state: 'interrupted' }]);
});

test('closing while the edge buffer refuses ends the attempts', { timeout: 90_000 }, async () => {
  const { desk, notices } = await openDesk(testFolder());
  const append = vi.spyOn(EdgeBuffer.prototype, 'append').mockImplementation(() => {
    throw new Error('disk is full');
  });
  onTestFinished(() => append.mockRestore());
  const race = (await desk.answer('me', 'race.start', raceParams.parse({ cars: 1, laps: 1, rate: 10 }))) as RaceView;
  expect(race.state).toBe('running');
  await expect.poll(() => notices, { timeout: 60_000 }).toContainEqual(expect.stringContaining('disk is full'));
  await desk.close();
  const attempts = append.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(append.mock.calls.length).toBe(attempts);
});

test('what the edge buffer refuses until the end is a gap that trackside and factory are told of', { timeout: 150_000 }, async () => {
  const dataDir = testFolder();
  const { desk, notices } = await openDesk(dataDir);
  const { append: sound } = EdgeBuffer.prototype;
  const append = vi.spyOn(EdgeBuffer.prototype, 'append').mockImplementation(function refuse(this: EdgeBuffer, frames) {
    if (frames.some(({ car }) => car !== TIMING_SOURCE)) throw new Error('disk is full');
    sound.call(this, frames);
  });
  onTestFinished(() => append.mockRestore());
  const { race_id } = (await desk.answer('me', 'race.start', raceParams.parse({ cars: 1, laps: 1, rate: 10 }))) as RaceView;
  await expect.poll(() => notices, { timeout: 60_000 }).toContainEqual(expect.stringContaining('disk is full'));
  await desk.close();
  append.mockRestore();
  const again = await openDesk(dataDir);
  await expect.poll(async () => ((await again.desk.answer('me', 'link', {})) as LinkView).backlog, { timeout: 60_000 }).toBe(0);
  await again.desk.close();
  const { cars, balanced } = auditFiles(dataDir, race_id)!;
  expect(balanced).toBe(true);
  const [car] = cars;
  expect(car!.generated).toBeGreaterThan(0);
  expect(car!.gaps).toEqual([{ car: car!.car, from: 0, to: car!.generated! - 1, reason: 'lost, and told: the disk took nothing more before Lapwing was closed' }]);
});

test('a race that is closed in the middle is stored as interrupted before the folder is let go', { timeout: 150_000 }, async () => {
  const dataDir = testFolder();
  const { desk } = await openDesk(dataDir);
  await desk.answer('me', 'race.start', raceParams.parse({ cars: 2, laps: 5, speed: 20 }));
  await expect.poll(async () => ((await desk.answer('me', 'link', {})) as LinkView).frames.stored, { timeout: 90_000 }).toBeGreaterThan(10);
  await desk.close();
  const store = new LapStore(dataFiles(dataDir).laps);
  onTestFinished(() => store.close());
  const [race] = store.races();
  expect(race!.state).toBe('interrupted');
  expect(store.laps(race!.race_id).filter((lap) => lap.lap_type === 'incomplete')).toHaveLength(2);
});

test('the map of a track from a file is there while its race is shown, and those of our own always', { timeout: 150_000 }, async () => {
  const { desk } = await openDesk(testFolder());
  const map = async (name: string) => (await desk.answer('me', 'track', { name })) as TrackView;
  const path = new URL('fixtures/tracks/paddock.xml', import.meta.url).pathname;
  await expect(map('paddock')).rejects.toMatchObject({ code: 'E_TRACK' });
  const race = (await desk.answer('me', 'race.start', raceParams.parse({ track: path, car: 'lapwing-gt', cars: 1, laps: 1, step: 1000, noise: true, weather: 'wet' }))) as RaceView;
  expect(race).toMatchObject({ track: 'paddock', track_title: 'Paddock Ring', car_title: 'Lapwing GT', step: 1000, noise: true, weather_kind: 'wet' });
  expect(await map(race.track)).toMatchObject({ name: 'paddock', title: 'Paddock Ring', width: 10, sectors: [expect.closeTo(238, 0), expect.closeTo(476, 0)] });
  expect((await map('quayside')).title).toBe('Quayside');
  await expect.poll(async () => ((await desk.answer('me', 'race.current', {})) as RaceView).cars, { timeout: 90_000 }).toMatchObject([{ model: 'Lapwing GT' }]);
});

test('a file that cannot be raced leaves the race before it as it was', { timeout: 150_000 }, async () => {
  const { desk } = await openDesk(testFolder());
  await expect(desk.answer('me', 'race.start', raceParams.parse({ track: '/nowhere.xml' }))).rejects.toMatchObject({ code: 'E_TRACK_FILE', message: '/nowhere.xml: there is no such file; check the path.' });
  expect(await desk.answer('me', 'race.current', {})).toBeNull();
});

test('the link says where each car’s frames are, and since when and why they stand still', { timeout: 30_000 }, async () => {
  const { desk } = await openDesk(testFolder());
  const link = async (): Promise<LinkView> => (await desk.answer('me', 'link', {})) as LinkView;
  await desk.answer('me', 'link.set', { radio: 'cut' });
  await desk.answer('me', 'race.start', raceParams.parse({ track: 'little-marsh', cars: 2, laps: 1, rate: 10, speed: 'max' }));
  await expect.poll(async () => (await link()).cars.map((lane) => lane.standstill?.reason), { timeout: 120_000 }).toEqual(['the radio link is cut', 'the radio link is cut']);
  const cut = await link();
  expect(cut.standstill).toMatchObject({ reason: 'the radio link is cut' });
  expect(Date.now() / 1000 - cut.standstill!.since).toBeGreaterThan(2.9);
  for (const lane of cut.cars) expect(lane).toMatchObject({ generated: lane.buffered, sent: 0, acked: 0, stored: 0, factory: 0, confirmed: 0 });
  expect(cut.cars[0]!.buffered).toBeGreaterThan(10);

  // A clock that is set back changes neither for how long nor how fast.
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() - 3_600_000);
  onTestFinished(() => clock.mockRestore());
  const later = await link();
  expect(later.standstill!.seconds).toBeGreaterThanOrEqual(cut.standstill!.seconds);
  expect(later.standstill!.seconds).toBeLessThan(600);
  expect(later.lag).toBeGreaterThan(2);
  expect(Date.now() / 1000 - later.standstill!.since).toBeCloseTo(later.standstill!.seconds, 0);
  const rates: number[] = [];
  await desk.answer('me', 'link.set', { radio: 'up' });
  await expect
    .poll(async () => {
      const { backlog, rate } = await link();
      rates.push(rate);
      return backlog;
    }, { timeout: 90_000 })
    .toBe(0);
  expect(Math.max(...rates)).toBeLessThan(100 * cut.frames.buffered);
  const { cars, standstill } = await link();
  expect(standstill).toBeNull();
  for (const { car, duplicates, standstill: none, ...counts } of cars) {
    expect([car, duplicates, none, new Set(Object.values(counts))]).toEqual([car, 0, null, new Set([counts.generated])]);
  }
});

test('a race that is on is not exported, and of one that nobody knows it is said', { timeout: 150_000 }, async () => {
  const { desk } = await openDesk(testFolder());
  const { race_id } = (await desk.answer('me', 'race.start', raceParams.parse({ cars: 1, laps: 5, speed: 20 }))) as RaceView;
  await expect.poll(async () => ((await desk.answer('me', 'link', {})) as LinkView).frames.stored, { timeout: 90_000 }).toBeGreaterThan(2);
  await expect(desk.answer('me', 'export.start', { race_id })).rejects.toMatchObject({ code: 'E_RACE_RUNNING', message: expect.stringContaining(race_id) as string });
  await expect(desk.answer('me', 'export.start', { race_id: 'r1' })).rejects.toMatchObject({ code: 'E_NO_RACE' });
  expect(await desk.answer('me', 'export.current', {})).toBeNull();
});

test('laps of an older store get their statistics while the workstation is open', { timeout: 30_000 }, async () => {
  const dataDir = testFolder();
  const { laps } = dataFiles(dataDir);
  writeFileSync(laps, gunzipSync(readFileSync(join(import.meta.dirname, 'fixtures/laps/layout-1.db.gz'))));
  await openDesk(dataDir);
  const other = new Database(laps, { readonly: true });
  onTestFinished(() => void other.close());
  await expect.poll(() => other.prepare('SELECT COUNT(*) FROM lap_channel').pluck().get(), { timeout: 20_000 }).toBe(8);
});
