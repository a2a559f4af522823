import { describe, expect, onTestFinished, test } from 'vitest';
import { exportReceipt } from '../../../common/lap-export.ts';
import type { RaceReport } from '../../../common/race-view.ts';
import { lapNumbers } from '../../../main/hosts/cli/lap-numbers.ts';
import { openWorkstation } from '../../../main/workstation.ts';
import { lapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';

const raced = async (data: string): Promise<string> => {
  const { stdout } = await lapwing(['race', '--data', data, '--track', 'little-marsh', '--cars', '2', '--laps', '2', '--rate', '20', '--json']);
  return (JSON.parse(stdout) as RaceReport).race_id;
};

test('laps of a race are sent to the factory, and those that it has confirmed are not sent again', { timeout: 60_000 }, async () => {
  const data = testFolder();
  const race = await raced(data);
  const ask = async (...more: string[]) => {
    const { status, stdout, stderr } = await lapwing(['export', race, '--to', 'factory', '--data', data, '--json', ...more]);
    expect(status, stderr).toBe(0);
    return exportReceipt.parse(JSON.parse(stdout));
  };
  const some = await ask('--car', '7', '--laps', '0,2');
  expect(some).toMatchObject({ race_id: race, state: 'done', topic: 'factory.lapwing.laps', address: 'embedded', laps: 2, before: 0, sent: 2, confirmed: 2 });
  expect(some.receipts.map(({ car, lap, revision }) => [car, lap, revision])).toEqual([['car7', 0, 1], ['car7', 2, 1]]);
  expect(some.receipts[1]!.bytes).toBeGreaterThan(10_000);
  expect(await ask()).toMatchObject({ laps: 6, before: 2, sent: 4, confirmed: 6 });

  const { status, stdout, stderr } = await lapwing(['export', race, '--to', 'factory', '--data', data]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^car7 +3 +0-2 +3 +\d+$/m);
  expect(stderr).toMatch(/confirmed 6 of 6 laps on factory\.lapwing\.laps \(embedded\): 0 sent.* 6 of them confirmed before and not sent again; --again sends them too\.$/m);
});

describe('bad input gets one line and the right status', { timeout: 180_000 }, () => {
  test('what is asked for is not there', async () => {
    const data = testFolder();
    const race = await raced(data);
    const cases: [args: string[], status: number, line: RegExp][] = [
      [[race], 2, /--to factory/],
      [[race, '--to', 'moon'], 2, /--to moon: choose one of factory/],
      [['--to', 'factory'], 2, /one race id/],
      [[race, '--to', 'factory', '--laps', '3-'], 2, /--laps 3-: "3-" is neither a lap/],
      [['r1', '--to', 'factory'], 1, /^E_NO_RACE: There is no race "r1" in .*"lapwing races"/],
      [[race, '--to', 'factory', '--car', 'car99'], 1, /^E_NO_CAR: .*"car99".*It has car\d+, car\d+\./],
      [[race, '--to', 'factory', '--laps', '1,7'], 1, /^E_NO_LAP: .* has no lap 7\. Its laps go from 0 to 2\./],
      [[race, '--to', 'factory', '--brokers', '127.0.0.1:9'], 1, /^E_BROKER: .*127\.0\.0\.1:9/],
    ];
    for (const [args, status, line] of cases) {
      const outcome = await lapwing(['export', ...args, '--data', data]);
      expect(outcome, args.join(' ')).toEqual({ status, stdout: '', stderr: expect.stringMatching(line) as string });
      expect(outcome.stderr.trim().split('\n'), args.join(' ')).toHaveLength(1);
    }
  });
});

test('a workstation that runs on the folder exports, and what a factory has lost is sent again', { timeout: 60_000 }, async () => {
  const data = testFolder();
  const race = await raced(data);
  const workstation = await openWorkstation({ dataDir: data });
  onTestFinished(() => workstation.close());
  const ask = async (...more: string[]) => lapwing(['export', race, '--to', 'factory', '--data', data, ...more]);
  const first = await ask();
  expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(/^car7 +3 +0-2 +0 +\d+$/m) as string });
  expect(first.stderr).toContain(`The workstation that runs on ${data} (pid ${process.pid}) exports.`);
  const session = workstation.open({ event() {}, live() {} });
  expect(await session.request('export.receipt', { race_id: race })).toMatchObject({ sent: 6, confirmed: 6 });

  expect((await ask()).stderr).toMatch(/6 of them confirmed before and not sent again; --again sends them too\.$/m);
  const again = exportReceipt.parse(JSON.parse((await ask('--again', '--json')).stdout));
  expect(again).toMatchObject({ state: 'done', before: 0, sent: 6, confirmed: 6 });
  expect(again.receipts.every(({ revision }) => revision === 1)).toBe(true);
  expect(await ask('--brokers', '127.0.0.1:9')).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^E_IN_USE: .* is open by pid \d+\. .*\n$/) as string });
});

test('laps are named one by one and in runs', () => {
  expect(lapNumbers('3,5-8, 5')).toEqual([3, 5, 6, 7, 8]);
  for (const text of ['', '8-5', 'x', '1,,2', '1-2-3', '-1', '501']) expect(() => lapNumbers(text), text).toThrow('--laps');
});
