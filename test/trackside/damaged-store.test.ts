import Database from 'better-sqlite3';
import { closeSync, copyFileSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { LapRow, RaceRow } from '../../common/race-view.ts';
import type { SqlRows } from '../../common/sql-answer.ts';
import { Desk } from '../../main/desk.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { Replay } from '../../main/trackside/replay/replay.ts';
import { driveRace } from '../support/driven-race.ts';
import { testFolder } from '../support/folder.ts';
import { RACE } from '../support/frames.ts';
import { sampleLap } from './laps/sample-lap.ts';

const LAPS = 16;
const folder = mkdtempSync(join(tmpdir(), 'lapwing-damaged-'));
const whole = join(folder, 'laps.db');

/** A page that belongs to this part of the file, as SQLite counts them. */
function pageOf(path: string, name: string, type: 'leaf' | 'overflow', place: number): number {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[string, string, number], number>('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY path LIMIT 1 OFFSET ?').pluck().get(name, type, place)!;
  } finally {
    db.close();
  }
}

/** A data folder with a race of four cars and three laps and another race, one page of whose store is nothing but zeros. */
function damaged(name: string, type: 'leaf' | 'overflow', place = 0): string {
  const dataDir = testFolder();
  const path = join(dataDir, 'laps.db');
  copyFileSync(whole, path);
  const page = pageOf(path, name, type, place);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096), 0, 4096, (page - 1) * 4096);
  closeSync(file);
  return dataDir;
}

function openStore(dataDir: string): LapStore {
  const store = new LapStore(join(dataDir, 'laps.db'));
  onTestFinished(() => store.close());
  return store;
}

function openReplay(store: LapStore, race_id = RACE): Replay {
  const replay = new Replay({ store, race_id, number: 1, speed: 64, playing: false, together: false, tell: () => undefined });
  onTestFinished(() => replay.close());
  return replay;
}

async function openDesk(dataDir: string) {
  const notices: string[] = [];
  const desk = await Desk.open({ dataDir }, { event: (name, payload) => name === 'notice' && notices.push((payload as { text: string }).text), live() {} });
  onTestFinished(() => desk.close());
  return { notices, ask: async <T>(name: string, params: object): Promise<T> => (await desk.answer('me', name, params)) as T };
}

describe('a damaged page of the lap store', { timeout: 60_000 }, () => {
  beforeAll(() => {
    const store = driveRace(folder, { cars: 4, laps: 3, rate: 20 });
    store.insertLap(sampleLap({ lap: 1 }));
    store.db.prepare("INSERT INTO race (id, track, started, state) VALUES ('race-1', 'monza', 1, 'finished')").run();
    store.close();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('under the samples of a lap costs a replay that lap, which is told in a line', () => {
    // The first pages that a lap goes over to still belong to its head.
    const store = openStore(damaged('lap', 'overflow', 3));
    const replay = openReplay(store);
    const { race, now } = replay;
    replay.seek({ racetime: race.to });
    for (const car of race.cars) car.read(0, ['Speed']);
    expect(race.notes).toEqual([expect.stringMatching(/^(Lap|Channel Speed of lap) \d of car\d+ cannot be read \(.+\); the rest of the race replays\.$/)]);
    expect(now.to).toBeGreaterThan(100);
    expect(store.laps(RACE)).toHaveLength(LAPS);
    expect(openReplay(store, 'race-1').now.notes).not.toContainEqual(expect.stringContaining('cannot be read'));
  });

  test('in the middle of a head costs that lap', () => {
    const store = openStore(damaged('lap', 'overflow'));
    const lines: string[] = [];
    expect(store.laps(RACE, undefined, (line) => void lines.push(line))).toHaveLength(LAPS - 1);
    expect(lines).toEqual([expect.stringMatching(/^Lap \d of car\d+ in .* is damaged there \(what it says of itself is no JSON any more\)/)]);
    expect(openReplay(store).race.notes).toEqual([expect.stringMatching(/^Lap \d of car\d+ cannot be read \(what it says of itself/)]);
  });

  test('with heads of laps on it costs those; the others are listed and replay', async () => {
    const dataDir = damaged('lap', 'leaf');
    const store = openStore(dataDir);
    const lines: string[] = [];
    const there = store.laps(RACE, undefined, (line) => void lines.push(line));
    expect(there.length).toBeGreaterThan(0);
    expect(lines).toHaveLength(LAPS - there.length);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^Lap \d of car\d+ in .* cannot be read: .*laps\.db is damaged there .*pack them.*restore a backup\.$/);
    const { race } = openReplay(store);
    expect(race.notes.length).toBe(lines.length);
    expect(race.cars.flatMap(({ laps }) => laps)).toHaveLength(there.length);

    const { ask, notices } = await openDesk(dataDir);
    expect(await ask<LapRow[]>('laps.list', { race_id: RACE })).toHaveLength(there.length);
    expect(notices).toEqual(lines);
    // A query that comes by is refused in one line, and the next one goes on.
    const params = { timeout: 20 };
    await expect(ask('sql.run', { sql: 'SELECT MAX(lap_time), MAX(head) FROM lap', ...params })).rejects.toMatchObject({ code: 'E_DB_CORRUPT', message: expect.stringMatching(/laps\.db is damaged .*backup/) });
    expect((await ask<SqlRows>('sql.run', { sql: "SELECT lap FROM laps WHERE id = 'race-1/car7/001'", ...params })).rows).toEqual([[1]]);
  });

  test('of the list of sizes costs the sizes, not the list of races', async () => {
    const { ask } = await openDesk(damaged('lap_size', 'leaf'));
    const races = await ask<RaceRow[]>('races.list', {});
    expect(races.find(({ race_id }) => race_id === RACE)).toMatchObject({ laps_stored: LAPS, bytes: 0 });
    expect(await ask('replay.open', { race_id: RACE, playing: false, speed: 1, together: false })).toMatchObject({ race_id: RACE, notes: [] });
  });

  test('of the list of laps costs nothing that can be read without it', async () => {
    const { ask } = await openDesk(damaged('lap_of_car', 'leaf'));
    expect(await ask('replay.open', { race_id: RACE, playing: false, speed: 1, together: false })).toMatchObject({ race_id: RACE, notes: [] });
    expect(await ask<LapRow[]>('laps.list', { race_id: RACE })).toHaveLength(LAPS);
    expect(await ask<RaceRow[]>('races.list', {})).toHaveLength(2);
    expect((await ask<SqlRows>('sql.run', { sql: "SELECT lap FROM laps WHERE id = 'race-1/car7/001'", timeout: 20 })).rows).toEqual([[1]]);
  });

  test('with messages of race control on it is told with what to do, and the rest answers', async () => {
    const { ask } = await openDesk(damaged('race_event', 'leaf'));
    await expect(ask('messages.list', { race_id: RACE })).rejects.toMatchObject({ code: 'E_DB_CORRUPT', message: expect.stringMatching(/laps\.db is damaged .*restore a backup\.$/) });
    expect(await ask('replay.open', { race_id: RACE, playing: false, speed: 1, together: false })).toMatchObject({ notes: [expect.stringMatching(/^\d+ of \d+ messages of race control .* cannot be read/)] });
    expect(await ask<LapRow[]>('laps.list', { race_id: RACE })).toHaveLength(LAPS);
  });
});
