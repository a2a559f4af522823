import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { storeView, type Unpacked } from '../../../common/store-view.ts';
import { dataFiles } from '../../../main/installation.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';
import { storeRace } from '../../support/stored-race.ts';

const race_id = '20261122T140000Z-monza-1f3a';
const matching = (line: RegExp): string => expect.stringMatching(line) as string;

function filled(): string {
  const data = testFolder();
  const store = new LapStore(dataFiles(data).laps);
  storeRace(store, { race_id });
  store.close();
  return data;
}

test('a race goes from one data folder to another by file, and again, and back after it was deleted', { timeout: 180_000 }, async () => {
  const [here, there] = [filled(), testFolder()];
  const file = join(testFolder(), 'race.lapwing');
  expect(await lapwing(['pack', race_id, file, '--data', here])).toEqual({ status: 0, stdout: '', stderr: matching(/race\.lapwing: 8 laps of .*written and read back/) });
  expect(await lapwing(['pack', race_id, file, '--data', here])).toEqual({ status: 1, stdout: '', stderr: matching(/^E_FILE_EXISTS: .*\n$/) });
  expect(await lapwing(['unpack', file, '--data', there])).toMatchObject({ status: 0, stderr: matching(/8 laps taken in/) });
  const again = await lapwing(['unpack', file, '--data', there, '--json']);
  expect(JSON.parse(again.stdout) as Unpacked).toMatchObject({ race_id, laps: 8, outcome: 'same' });
  expect((await lapwing(['races', '--data', there])).stdout).toMatch(/monza .* 8 +0\.\d MB/);

  expect(await lapwing(['delete', race_id, '--data', there])).toMatchObject({ status: 1, stdout: '', stderr: matching(/^8 laps .* would be deleted for ever\. Say so with --yes/) });
  expect(await lapwing(['delete', race_id, '--data', there, '--yes'])).toMatchObject({ status: 0, stderr: matching(/^Deleted: 8 laps/) });
  expect(await lapwing(['delete', race_id, '--data', there, '--yes'])).toMatchObject({ status: 1, stderr: matching(/^E_NO_RACE: .*\n$/) });
  expect(await lapwing(['compact', '--data', there])).toMatchObject({ status: 0, stderr: matching(/^The stores took .* and take/) });
  expect(await lapwing(['unpack', file, '--data', there])).toMatchObject({ status: 0, stderr: matching(/8 laps taken in/) });
});

test('the store is backed up, and rules of what leaves are set, shown and taken back', { timeout: 180_000 }, async () => {
  const data = filled();
  const file = join(testFolder(), 'copy', 'laps.db');
  mkdirSync(dirname(file));
  expect(await lapwing(['backup', file, '--data', data])).toMatchObject({ status: 0, stderr: matching(/1 races, 8 laps/) });
  expect((await lapwing(['laps', race_id, '--data', dirname(file), '--json'])).stdout).toBe((await lapwing(['laps', race_id, '--data', data, '--json'])).stdout);
  expect(await lapwing(['backup', 'laps.txt', '--data', data])).toMatchObject({ status: 1, stderr: matching(/^E_FILE_NAME: .*\.db/) });

  expect(await lapwing(['keep', '--data', data])).toMatchObject({ status: 0, stdout: '', stderr: matching(/Everything stays/) });
  const set = storeView.parse(JSON.parse((await lapwing(['keep', '--days', '1', '--data', data, '--json'])).stdout));
  expect(set).toMatchObject({ keep: { days: 1, gigabytes: null }, leaving: [{ race_id, reason: 'older than 1 day' }] });
  expect(set.leaving[0]!.at).toBeGreaterThan(Date.now() / 1000 + 80_000);
  expect(await lapwing(['pin', race_id, '--data', data])).toMatchObject({ status: 0 });
  expect((await lapwing(['keep', '--data', data])).stdout).toBe('');
  expect((await lapwing(['keep', '--everything', '--data', data])).stderr).toMatch(/Everything stays/);
  expect(await lapwing(['keep', '--days', '0', '--data', data])).toMatchObject({ status: 2, stderr: matching(/^--days 0: must be more than 0/) });
});

test('a file that is no race is told as that, and the folder stays as it was', { timeout: 60_000 }, async () => {
  const data = filled();
  const line = await lapwing(['unpack', join(import.meta.dirname, 'carry.test.ts'), '--data', data]);
  expect(line).toEqual({ status: 1, stdout: '', stderr: matching(/^E_PACK_FILE: .*carry\.test\.ts is not a packed race\. .*\n$/) });
  expect(existsSync(join(data, 'packs'))).toBe(false);
  expect(readFileSync(dataFiles(data).laps).length).toBeGreaterThan(0);
  expect(await lapwing(['unpack', '--data', data])).toMatchObject({ status: 2 });
  expect(await lapwing(['pack', race_id, '--data', data])).toMatchObject({ status: 2 });
});
