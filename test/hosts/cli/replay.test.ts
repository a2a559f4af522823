import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { RaceReport } from '../../../common/race-view.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';

const data = mkdtempSync(join(tmpdir(), 'lapwing-replay-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
let stored: Promise<string> | undefined;
/** A race that every test of this file may read; run once. */
const aRace = (): Promise<string> =>
  (stored ??= lapwing(['race', '--track', 'little-marsh', '--cars', '2', '--laps', '1', '--rate', '20', '--data', data, '--json']).then(
    ({ stdout }) => (JSON.parse(stdout) as RaceReport).race_id,
  ));

describe('replay', { timeout: 60_000 }, () => {
  test('plays the whole race, and the same one each time', async () => {
    const race_id = await aRace();
    const reports = [];
    for (const speed of ['max', '64']) {
      const { status, stdout, stderr } = await lapwing(['replay', race_id, '--speed', speed, '--data', data, '--json']);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      reports.push(JSON.parse(stdout) as Record<string, unknown>);
    }
    const [fast, clocked] = reports;
    expect(fast).toMatchObject({ race_id, skipped: 0, notes: [], digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(fast!['records']).toBeGreaterThan(1000);
    for (const name of ['records', 'messages', 'sim_s', 'digest', 'skipped']) expect(clocked![name], name).toEqual(fast![name]);
  });

  test.each<[string, () => string[] | Promise<string[]>, number, RegExp]>([
    ['no race', () => ['replay'], 2, /replay takes one race id/],
    ['a race that is not there', async () => ['replay', `${await aRace()}x`, '--data', data], 1, /E_NO_RACE.*x\b/],
    ['a folder without races', () => ['replay', 'r1', '--data', testFolder()], 1, /E_NO_RACE.*There are no races/],
    ['a speed out of range', async () => ['replay', await aRace(), '--speed', '65', '--data', data], 2, /--speed 65: must be a number from 0\.25 to 64/],
    ['a speed that is no number', async () => ['replay', await aRace(), '--speed', 'abc', '--data', data], 2, /--speed abc: must be a number from 0\.25 to 64/],
    ['a broker that is not there', async () => ['replay', await aRace(), '--brokers', '127.0.0.1:9', '--data', data], 1, /E_BROKER.*127\.0\.0\.1:9/],
  ])('%s is told in one line', async (_, args, status, line) => {
    const outcome = await lapwing(await args());
    expect(outcome).toEqual({ status, stdout: '', stderr: expect.stringMatching(line) });
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  });
});
