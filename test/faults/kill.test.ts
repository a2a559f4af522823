import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RaceReport, RaceRow } from '../../common/race-view.ts';
import { EdgeBuffer } from '../../main/onboard/edge/edge-buffer.ts';
import { lapwing, startLapwing } from '../support/cli.ts';
import { testFolder } from '../support/folder.ts';
import { seededRandom } from '../support/random.ts';

const LOOPS = 20;
const SEED = 20261122;

interface Count {
  race: string;
  car: string;
  next: number;
}

const read = <T>(path: string, sql: string): T[] => {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
};

/** What the edge buffer says that it has numbered, once nothing else has it open. */
function buffered(data: string): Count[] {
  const buffer = new EdgeBuffer(join(data, 'edge.db'), { ballast: 0, tendEvery: 0 });
  const counts = buffer.carCounts().map(({ race, car, buffered: next }) => ({ race, car, next }));
  buffer.close();
  const order = ({ race, car }: Count): string => `${race} ${car}`;
  return counts.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Races of which trackside holds frames: readable while a workstation runs. */
const arrived = (data: string): number =>
  existsSync(join(data, 'laps.db')) ? read<{ n: number }>(join(data, 'laps.db'), `SELECT COUNT(DISTINCT race) AS n FROM ledger WHERE car <> 'timing'`)[0]!.n : 0;

/** Starts a race and kills it without warning some time after its first frames have arrived. */
async function killedRace(data: string, random: () => number): Promise<void> {
  const before = arrived(data);
  const child = startLapwing(['race', '--data', data, '--cars', '8', '--laps', '5', '--speed', '60', '--seed', String(Math.floor(random() * 1e6))]);
  const ended = new Promise((resolve) => child.on('close', resolve));
  await expect.poll(() => arrived(data), { timeout: 20_000 }).toBeGreaterThan(before);
  await new Promise((resolve) => setTimeout(resolve, 50 + random() * 450));
  child.kill('SIGKILL');
  await ended;
}

test(`killed ${LOOPS} times in a race, nothing that was buffered is lost and nothing is there twice`, { timeout: 240_000 }, async () => {
  const data = testFolder();
  const random = seededRandom(SEED);
  for (let loop = 0; loop < LOOPS; loop++) await killedRace(data, random);
  const onDisk = buffered(data);
  expect(onDisk.length).toBeGreaterThan(LOOPS);

  const last = await lapwing(['race', '--data', data, '--cars', '2', '--laps', '1', '--json']);
  expect(last.stderr).toBe('');
  const report = JSON.parse(last.stdout) as RaceReport;
  expect(report.frames.gaps).toEqual([]);
  expect(report.frames.stored).toBe(report.frames.generated);

  // What the factory and trackside hold of the races that were killed.
  const factory = read<Count & { first: number; rows: number }>(
    join(data, 'factory.db'),
    `SELECT race, car, MAX(seq) + 1 AS next, MIN(seq) AS first, COUNT(*) AS rows FROM frame WHERE car <> 'timing' GROUP BY race, car ORDER BY race, car`,
  );
  const killed = factory.filter(({ race }) => race !== report.race_id);
  expect(killed.map(({ race, car, next }) => ({ race, car, next }))).toEqual(onDisk);
  for (const { first, rows, next } of killed) expect({ first, rows }).toEqual({ first: 0, rows: next });
  const ledger = read<Count>(join(data, 'laps.db'), `SELECT race, car, next FROM ledger WHERE car <> 'timing' ORDER BY race, car`);
  expect(ledger.filter(({ race }) => race !== report.race_id)).toEqual(onDisk);
  expect(read(join(data, 'laps.db'), 'SELECT * FROM early')).toEqual([]);

  const { stdout } = await lapwing(['races', '--data', data, '--json']);
  const races = JSON.parse(stdout) as RaceRow[];
  for (const race of races) expect(race.gaps).toEqual([]);
  expect(races.filter((race) => race.race_id !== report.race_id && race.state !== 'interrupted')).toEqual([]);
});
