import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { raceParams, type RaceView } from '../../common/race-view.ts';
import type { LinkView } from '../../common/link-view.ts';
import { raceAudit, type RaceAudit } from '../../common/audit.ts';
import { auditFiles } from '../../main/audit/stored-race.ts';
import { Desk } from '../../main/desk.ts';
import { dataFiles } from '../../main/installation.ts';
import { segmentFolder } from '../../main/onboard/edge/edge-place.ts';
import { lapwing } from '../support/cli.ts';
import { testFolder } from '../support/folder.ts';

/** Runs a race until `enough`, and closes the workstation. */
async function raced(dataDir: string, enough: (link: LinkView, race: RaceView) => boolean, radio: 'up' | 'cut' = 'up'): Promise<string> {
  const desk = await Desk.open({ dataDir }, { event() {}, live() {} });
  try {
    await desk.answer('me', 'link.set', { radio });
    const params = raceParams.parse({ track: 'little-marsh', cars: 2, laps: 1, rate: 10, speed: 'max' });
    const { race_id } = (await desk.answer('me', 'race.start', params)) as RaceView;
    const done = async (): Promise<boolean> =>
      enough((await desk.answer('me', 'link', {})) as LinkView, (await desk.answer('me', 'race.current', {})) as RaceView);
    await expect.poll(done, { timeout: 20_000 }).toBe(true);
    return race_id;
  } finally {
    await desk.close();
  }
}

const finished = (_: LinkView, race: RaceView): boolean => race.state === 'finished';
const driven = (_: LinkView, race: RaceView): boolean => race.state === 'draining';

test('after a clean race every number is the same', { timeout: 40_000 }, async () => {
  const data = testFolder();
  const race = await raced(data, finished);
  const { status, stdout, stderr } = await lapwing(['audit', race, '--data', data, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { cars, totals, ...rest } = raceAudit.parse(JSON.parse(stdout));
  expect(rest).toEqual({ race_id: race, live: false, state: 'finished', balanced: true });
  expect(cars).toHaveLength(2);
  for (const { car, gaps, waiting, duplicates, clock_suspect, unaccounted, ...counts } of cars) {
    expect([car, gaps, waiting, duplicates, clock_suspect, unaccounted]).toEqual([car, [], 0, 0, 0, 0]);
    expect(counts.generated).toBeGreaterThan(20);
    expect(new Set(Object.values(counts))).toEqual(new Set([counts.generated]));
  }
  expect(totals.stored).toBe(cars[0]!.stored + cars[1]!.stored);
});

test('a cut link shows where the frames are, and a frame that is nowhere is told', { timeout: 40_000 }, async () => {
  const data = testFolder();
  const race = await raced(data, driven, 'cut');
  const cut = auditFiles(data, race) as RaceAudit;
  expect(cut.balanced).toBe(true);
  expect(cut.totals).toMatchObject({ sent: 0, stored: 0, factory: 0, gaps: 0, waiting: cut.totals.generated, buffered: cut.totals.generated });
  expect(cut.totals.waiting).toBeGreaterThan(40);

  rmSync(segmentFolder(dataFiles(data).edge), { recursive: true });
  const { status, stdout, stderr } = await lapwing(['audit', race, '--data', data]);
  expect(status).toBe(1);
  for (const { car, buffered } of cut.cars) {
    expect(stderr).toContain(`${car}: frames 0 to ${buffered! - 1}: neither on the car’s disk nor at a sink: lost.`);
    expect(stdout).toMatch(new RegExp(`^${car} .* 1 +0 +${buffered}$`, 'm'));
  }
  expect(stderr).toContain(`${cut.totals.buffered} frames are not accounted for`);
});

test('what was generated and never reached the disk is unaccounted for', { timeout: 40_000 }, async () => {
  const data = testFolder();
  const race = await raced(data, finished);
  const laps = new Database(dataFiles(data).laps);
  laps.prepare('UPDATE generated SET frames = frames + 3 WHERE car = (SELECT MIN(car) FROM generated)').run();
  laps.close();
  expect(auditFiles(data, race)).toMatchObject({ balanced: false, totals: { unaccounted: 3, gaps: 0 } });
});

test('a folder in use, and a race that nobody knows, get one line each', { timeout: 40_000 }, async () => {
  const data = testFolder();
  const desk = await Desk.open({ dataDir: data }, { event() {}, live() {} });
  const busy = await lapwing(['audit', 'r1', '--data', data]);
  await desk.close();
  expect(busy).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^E_IN_USE: .*edge\.db is open in a running workstation.*Link screen.*\n$/) as string });
  const unknown = await lapwing(['audit', 'r1', '--data', data]);
  expect(unknown).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^E_NO_RACE: There is no race "r1" in .*\n$/) as string });
  expect((await lapwing(['audit'])).status).toBe(2);
});
