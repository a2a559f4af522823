import { createServer } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { LapRow, RaceReport, RaceRow } from '../../../common/race-view.ts';
import { buildIfStale } from '../../../main/hosts/fresh-build.ts';
import { lapwing, startLapwing } from '../../support/cli.ts';
import { testFolder } from '../../support/folder.ts';

const report = async (data: string, ...more: string[]): Promise<RaceReport> => {
  const { status, stdout, stderr } = await lapwing(['race', '--data', data, '--cars', '4', '--laps', '2', '--seed', '7', '--json', ...more]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as RaceReport;
};

describe('race', { timeout: 60_000 }, () => {
  test('one seed, one digest: at any speed, at any rate of recording, from run to run', { timeout: 120_000 }, async () => {
    const data = testFolder();
    const first = await report(data);
    expect(first.digest).toMatch(/^[0-9a-f]{64}$/);
    for (const more of [[], ['--speed', '50'], ['--rate', '20']]) expect((await report(data, ...more)).digest, more.join(' ')).toBe(first.digest);
    expect((await report(data, '--seed', '8')).digest).not.toBe(first.digest);
  });

  test('every frame arrives, every lap is stored, and the lists and SQL agree', async () => {
    const data = testFolder();
    const { race_id, frames, laps_stored, results, ...rest } = await report(data);
    expect(rest).toMatchObject({ track: 'lapwing-park', cars: 4, laps: 2, seed: 7 });
    expect(frames).toEqual({ generated: frames.generated, buffered: frames.generated, confirmed: frames.generated, stored: frames.generated, duplicates: 0, clock_suspect: 0, gaps: [] });
    expect(frames.generated).toBeGreaterThan(4 * 150);
    expect(laps_stored).toBe(4 * 3);
    expect(results.map((result) => [result.position, result.laps])).toEqual([1, 2, 3, 4].map((position) => [position, 2]));

    const races = JSON.parse((await lapwing(['races', '--data', data, '--json'])).stdout) as RaceRow[];
    expect(races).toMatchObject([{ race_id, state: 'finished', laps_stored, frames_stored: frames.stored, gaps: [] }]);
    const laps = JSON.parse((await lapwing(['laps', race_id, '--data', data, '--json'])).stdout) as LapRow[];
    expect(laps).toHaveLength(laps_stored);
    const winner = laps.filter((lap) => lap.car === results[0]!.car && lap.lap_time !== null);
    expect(results[0]!.lap_times).toEqual(winner.map((lap) => lap.lap_time));
    expect(results[0]!.fuel_per_lap).toEqual([expect.closeTo(1.8, 0), expect.closeTo(1.8, 0)]);
    expect(Math.min(...winner.map((lap) => lap.lap_time!))).toBeCloseTo(results[0]!.best_lap_s!, 6);

    const query = `SELECT race_id, car, ROUND(AVG(json_extract(r.value,'$.sensors.Speed')),2) AS mps FROM laps, json_each(laps.doc,'$.records') r GROUP BY race_id, car`;
    const rows = JSON.parse((await lapwing(['sql', query, '--data', data, '--format', 'json'])).stdout) as { race_id: string; car: string; mps: number }[];
    expect(rows.map((row) => row.race_id)).toEqual([race_id, race_id, race_id, race_id]);
    for (const { mps } of rows) expect(mps).toBeGreaterThan(40);
    const csv = await lapwing(['sql', 'SELECT car, lap FROM laps ORDER BY car, lap LIMIT 1', '--data', data, '--format', 'csv']);
    expect(csv.stdout).toMatch(/^car,lap\r\ncar\d+,0\r\n$/);
  });
});

if (process.platform === 'win32') process.stdout.write('skipped: Ctrl-C in a race (Windows has no such signal between processes)\n');
test.skipIf(process.platform === 'win32')('a Ctrl-C that arrives twice, as npm passes it on, ends a race in good order', { timeout: 60_000 }, async () => {
  const data = testFolder();
  const child = startLapwing(['race', '--data', data, '--cars', '2', '--speed', '5']);
  let talk = '';
  child.stderr.on('data', (chunk: Buffer) => (talk += chunk.toString()));
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)));
  await expect.poll(() => talk, { timeout: 30_000 }).toMatch(/data in/);
  child.kill('SIGINT');
  await expect.poll(() => talk, { timeout: 10_000, interval: 2 }).toMatch(/Interrupted\. What was recorded/);
  child.kill('SIGINT');
  expect(await ended).toBe(1);
});

describe('bad input gets one line and the right status', () => {
  // The first `serve` on a fresh clone says that it builds the screens.
  beforeAll(() => buildIfStale(() => undefined), 120_000);

  const busyPort = async (): Promise<number> => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => void server.close());
    return (server.address() as { port: number }).port;
  };
  const broken = (): string => {
    const data = testFolder();
    writeFileSync(join(data, 'laps.db'), 'no database'.repeat(1000));
    return data;
  };
  const file = (text = ''): string => {
    const path = join(testFolder(), 'file');
    writeFileSync(path, text);
    return path;
  };
  const stored = async (): Promise<string> => {
    const data = testFolder();
    mkdirSync(data, { recursive: true });
    await report(data, '--cars', '1', '--laps', '1');
    return data;
  };

  test.each<[string, () => Promise<string[]> | string[], number, RegExp]>([
    ['unknown command', () => ['fly'], 2, /no command "fly".*--help/],
    ['unknown option', () => ['race', '--wings', '2'], 2, /'--wings'.*--help/],
    ['unknown track', () => ['race', '--track', 'moon', '--data', testFolder()], 2, /no track called "moon".*lapwing-park/],
    ['a track with an endless name', () => ['race', '--track', 'moon'.repeat(1100)], 2, /--track: .*4096/],
    ['no laps', () => ['race', '--laps', '0'], 2, /--laps 0: from 1 to 500/],
    ['half a car', () => ['race', '--cars', '1.5'], 2, /--cars 1\.5/],
    ['a rate in between', () => ['race', '--rate', '60'], 2, /--rate 60: choose one of 1, 2, 4/],
    ['a speed that is none', () => ['race', '--speed', 'fast'], 2, /--speed fast/],
    ['a broker that is no address', () => ['race', '--brokers', 'localhost:99999'], 2, /--brokers.*"localhost:99999".*1 to 65535/],
    ['a broker that is not there', () => ['race', '--brokers', '127.0.0.1:9', '--data', testFolder()], 1, /E_BROKER.*127\.0\.0\.1:9/],
    ['a damaged data folder', () => ['race', '--data', broken()], 1, /E_DB_CORRUPT.*laps\.db is damaged.*Move it aside/],
    ['a data folder that is a file', () => ['race', '--data', file()], 1, /E_DATA_DIR.*--data/],
    ['a value that looks like an option', () => ['race', '--keep-days', '-1'], 2, /'--keep-days' argument is ambiguous\. See "lapwing race --help"\.$/m],
    ['a port in use', async () => ['serve', '--port', String(await busyPort()), '--data', testFolder()], 1, /E_PORT.*in use.*--port/],
    ['laps of nobody knows which race', () => ['laps', 'r1', '--data', testFolder()], 1, /E_NO_RACE.*"r1"/],
    ['SQL without a store', () => ['sql', 'SELECT 1', '--data', testFolder()], 1, /E_NO_STORE.*Run a race first/],
    ['SQL that writes', async () => ['sql', 'DELETE FROM laps', '--data', await stored()], 1, /E_SQL_DENIED.*DELETE is not allowed/],
    ['SQL that never ends', async () => ['sql', 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n', '--timeout', '1', '--data', await stored()], 1, /E_SQL_TIMEOUT.*1 s/],
    ['a plan that cannot be', () => ['strategy', 'plans', file('{"inputs": {"race_pars": {"tot_no_laps": 0}}}')], 2, /E_PLAN.*inputs\./],
    ['plans that are not JSON', () => ['strategy', 'run', file('{"inputs": {"car_pars": NaN}}')], 2, /E_JSON.*inputs\.car_pars: NaN is not a number/],
    ['plans from nowhere', () => ['strategy', 'plans', '/nowhere.json'], 1, /E_FILE.*nowhere\.json/],
  ])('%s', { timeout: 60_000 }, async (_, args, status, line) => {
    const outcome = await lapwing(await args());
    expect(outcome).toEqual({ status, stdout: '', stderr: expect.stringMatching(line) as string });
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a second workstation on one data folder', { timeout: 60_000 }, async () => {
    const data = testFolder();
    const first = startLapwing(['serve', '--port', '0', '--data', data]);
    await new Promise((resolve) => first.stdout.once('data', resolve));
    const second = await lapwing(['race', '--data', data]);
    expect(second).toMatchObject({ status: 1, stderr: expect.stringMatching(/E_IN_USE.*is open by pid \d+\. Close that Lapwing/) as string });
    const ended = new Promise((resolve) => first.on('close', resolve));
    first.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('help is help', async () => {
    for (const name of ['race', 'serve', 'sql', 'races', 'laps', 'strategy', 'doctor']) {
      const { status, stdout } = await lapwing([name, '--help']);
      expect(status).toBe(0);
      expect(stdout).toContain(`lapwing ${name}`);
    }
  });
});
