import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { Replay } from '../../../main/trackside/replay/replay.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';
import { sampleLap } from '../laps/sample-lap.ts';

function storeWith(sql: string): string {
  const folder = testFolder();
  const store = new LapStore(join(folder, 'laps.db'));
  store.insertLap(sampleLap({ lap: 1 }));
  store.db.exec(sql);
  store.close();
  return folder;
}

const RACE = "INSERT INTO race (id, track, started, state) VALUES ('race-1', 'monza', 1, 'STATE')";

/** What each command that reads the store says; on one line, with what to do. */
async function lineOf(folder: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await lapwing([...args, '--data', folder]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr;
}

test('a race that is still running is not replayed, and it is told why; the rest of the store stays usable', { timeout: 60_000 }, async () => {
  const folder = storeWith(RACE.replace('STATE', 'running'));
  expect(await lineOf(folder, 'replay', 'race-1')).toMatch(/^E_RACE_RUNNING: race-1 is not over.*Watch it live; it replays when it has ended\.$/m);
  const store = new LapStore(join(folder, 'laps.db'));
  onTestFinished(() => store.close());
  expect(store.laps('race-1')).toHaveLength(1);
  store.raceEnded('race-1');
  const replay = new Replay({ store, race_id: 'race-1', number: 1, speed: 1, playing: false, together: false, tell: () => undefined });
  onTestFinished(() => replay.close());
  expect(replay.now).toMatchObject({ race_id: 'race-1', from: 83.5 });
});

test('a store from a newer Lapwing is left as it is, with what to do', { timeout: 60_000 }, async () => {
  const folder = storeWith(`${RACE.replace('STATE', 'finished')}; PRAGMA user_version = 99`);
  for (const args of [['replay', 'race-1'], ['races']]) {
    expect(await lineOf(folder, ...args)).toMatch(/^E_DB_VERSION: .*laps\.db was written by a newer Lapwing \(layout 99.*Update Lapwing, or name another folder with --data\.$/m);
  }
});
