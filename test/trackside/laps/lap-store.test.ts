import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CarDeclaration } from '../../../common/car-declaration.ts';
import { decodeSamples } from '../../../main/trackside/laps/lap-samples.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { sampleLap } from './sample-lap.ts';

let dir: string;
let path: string;
const open: LapStore[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lapwing-laps-'));
  path = join(dir, 'laps.db');
});

afterEach(() => {
  for (const store of open.splice(0)) store.close();
  rmSync(dir, { recursive: true, force: true });
});

function openStore(): LapStore {
  const store = new LapStore(path);
  open.push(store);
  return store;
}

const entry = { car: 'car7', number: 7, driver: 'Zoë Müller', team: 'Lapwing', model: 'LW1' };
const declaration: CarDeclaration = { track: 'monza', rate: 100, started: 1763834400, entry, channels: [] };
const started = { type: 'started', racetime: 0, track: 'monza', laps: 53, seed: 7, started: 1763834400, cars: [entry, { ...entry, car: 'car8', number: 8 }] } as const;

describe('the lap store', () => {
  test('keeps a lap through a restart: columns, document and samples', () => {
    const lap = sampleLap();
    openStore().insertLap(lap);
    open.pop()!.close();
    const store = openStore();
    const row = store.db.prepare('SELECT id, car, driver, lap, lap_time, compound, racetime, doc FROM laps').get() as { doc: string };
    expect(row).toMatchObject({ id: 'race-1/car7/003', car: 'car7', driver: 'Zoë Müller', lap: 3, lap_time: 83.417, compound: 'medium', racetime: 250.5 });
    expect(JSON.parse(row.doc)).toMatchObject({ ...lap.head, records: { length: 200 } });
    const { samples } = store.db.prepare('SELECT samples FROM lap').get() as { samples: Buffer };
    const { racetime0, interval, instant0, stretches, strides, columns } = lap;
    expect(decodeSamples(samples)).toEqual({ racetime0, interval, instant0, stretches, strides, columns });
  });

  test('commits to disk: WAL and synchronous=FULL', () => {
    const { db } = openStore();
    expect([db.pragma('journal_mode', { simple: true }), db.pragma('synchronous', { simple: true })]).toEqual(['wal', 2]);
  });

  test('replaces an incomplete lap by the whole one, and keeps one declaration for all', () => {
    const store = openStore();
    const part = sampleLap({ samples: 10 });
    store.insertLap({ ...part, head: { ...part.head, lap_type: 'incomplete', lap_time: null, compound: null, tyre_age: null, position: null, fuel: null } });
    expect(store.laps('race-1')[0]).toMatchObject({ lap_type: 'incomplete', lap_time: null, compound: null, samples: 10 });
    store.insertLap(sampleLap());
    store.insertLap(sampleLap({ lap: 4 }));
    expect(store.laps('race-1').map(({ lap, lap_type, samples }) => [lap, lap_type, samples])).toEqual([[3, 'flying', 200], [4, 'flying', 200]]);
    expect(store.db.prepare('SELECT COUNT(*) FROM channel_set').pluck().get()).toBe(1);
  });

  test('takes part in the transaction of its caller', () => {
    const store = openStore();
    const failing = store.db.transaction(() => {
      store.insertLap(sampleLap());
      throw new Error('stop');
    });
    expect(() => failing()).toThrow('stop');
    expect(store.lapCount('race-1')).toBe(0);
  });

  test('lists laps by lap, and races newest first with what is known of them', () => {
    const store = openStore();
    for (const [car, lap] of [['car8', 2], ['car7', 2], ['car7', 1]] as const) store.insertLap(sampleLap({ car, lap, samples: 2 }));
    expect(store.laps('race-1').map(({ id }) => id)).toEqual(['race-1/car7/001', 'race-1/car7/002', 'race-1/car8/002']);
    expect(store.laps('race-1')[0]!.sectors).toEqual([27.2, 28.9, 27.317]);
    expect(store.laps('nowhere')).toEqual([]);

    store.raceSeen('race-1', declaration);
    expect(store.races()).toEqual([
      { race_id: 'race-1', track: 'monza', started: 1763834400, laps: 0, cars: 1, seed: 0, state: 'running', laps_stored: 3, bytes: expect.any(Number) as number, pinned: false },
    ]);
    store.raceStarted('race-1', { ...started, cars: [...started.cars] });
    store.raceSeen('race-1', declaration);
    store.raceSeen('race-2', { ...declaration, started: declaration.started + 60 });
    expect(store.races().map(({ race_id, laps, cars, seed }) => [race_id, laps, cars, seed])).toEqual([['race-2', 0, 1, 0], ['race-1', 53, 2, 7]]);
    expect(store.runningRaces()).toEqual(['race-1', 'race-2']);
    store.raceFinished('race-1', []);
    store.raceEnded('race-1');
    expect(store.runningRaces()).toEqual(['race-2']);
  });

  test('keeps events in order, visible to SQL', () => {
    const store = openStore();
    store.insertEvent('race-1', 1, { type: 'pit', racetime: 900, car: 'car7', lap: 13, phase: 'in' });
    store.insertEvent('race-1', 0, { type: 'flag', racetime: 0, flag: 'green' });
    expect(store.db.prepare('SELECT type, car, lap FROM events ORDER BY racetime').raw().all()).toEqual([['flag', null, null], ['pit', 'car7', 13]]);
  });

  test('gives the newest messages of a race, oldest first, and none that nobody reads', () => {
    const store = openStore();
    store.insertEvent('race-1', 0, { type: 'flag', racetime: 0, flag: 'green' });
    store.insertEvent('race-1', 1, { type: 'sector', racetime: 30, car: 'car7', lap: 1, sector: 1, time: 28, best: null });
    store.insertEvent('race-1', 3, { type: 'fastest-lap', racetime: 99, car: 'car7', lap: 1, lap_time: 83 });
    store.insertEvent('race-1', 2, { type: 'retired', racetime: 90, car: 'car8', lap: 1, distance: 20, reason: 'engine' });
    store.insertEvent('race-2', 0, { type: 'flag', racetime: 0, flag: 'green' });
    expect(store.messages('race-1', 2)).toEqual([
      { type: 'retired', racetime: 90, car: 'car8', lap: 1, distance: 20, reason: 'engine' },
      { type: 'fastest-lap', racetime: 99, car: 'car7', lap: 1, lap_time: 83 },
    ]);
    expect(store.messages('race-1', 9).map(({ type }) => type)).toEqual(['flag', 'retired', 'fastest-lap']);
    expect(store.messages('nowhere', 9)).toEqual([]);
  });

  test('knows the statistics of every channel of a lap, exactly', () => {
    const store = openStore();
    const lap = sampleLap();
    store.insertLap(sampleLap({ samples: 10 }));
    store.insertLap(lap);
    const rows = store.db.prepare('SELECT channel, unit, count, min, max, mean, standard_deviation, start_value AS start, end_value AS end FROM lap_channels').all() as Record<string, unknown>[];
    expect(rows).toHaveLength(lap.channels.length);
    const { statistics } = JSON.parse(store.db.prepare<[], string>('SELECT doc FROM laps').pluck().get()!) as { statistics: Record<string, object> };
    for (const { channel, unit, ...figures } of rows) {
      const { standard_deviation, ...exact } = statistics[channel as string] as { standard_deviation: number };
      expect(figures).toEqual({ ...exact, standard_deviation: expect.closeTo(standard_deviation, 9) });
      expect(unit).toBe(lap.channels.find(({ name }) => name === channel)!.unit);
    }
  });

  test('answers what is asked of all statistics out of indices, without a look at a lap', () => {
    const { db } = openStore();
    const plan = db.prepare<[], { detail: string }>("EXPLAIN QUERY PLAN SELECT car, AVG(mean) FROM lap_channels WHERE channel = 'Speed' GROUP BY car").all().map(({ detail }) => detail);
    expect(plan).toContain('SCAN lap USING COVERING INDEX lap_of_car');
    // Laps without statistics come after a row that is there only where there are any.
    expect(plan.indexOf('SCAN lap')).toBeGreaterThan(plan.indexOf('SCAN CONSTANT ROW'));
    expect(plan).toContain('SCAN CONSTANT ROW');
  });

  test('forgets the statistics of a lap with the lap', () => {
    const store = openStore();
    for (const lap of [1, 2]) store.insertLap(sampleLap({ lap, samples: 3 }));
    store.db.exec("DELETE FROM lap WHERE lap = 1; VACUUM");
    expect(store.db.prepare('SELECT DISTINCT lap FROM lap_channels').pluck().all()).toEqual([2]);
    expect(store.db.prepare('SELECT COUNT(*) FROM lap_channel').pluck().get()).toBe(sampleLap().channels.length);
  });

  test('lists channels and drivers', () => {
    const store = openStore();
    store.raceStarted('race-1', { ...started, cars: [...started.cars] });
    const channels = ['Speed', 'NewSensor'].map((name) => ({ name, unit: 'm/s', resolution: 0.01 }));
    store.insertLap(sampleLap({ lap: 1, channels: channels.slice(0, 1), samples: 3 }));
    store.insertLap(sampleLap({ lap: 2, channels, samples: 3 }));
    expect(store.db.prepare('SELECT * FROM channels ORDER BY channel DESC').all()).toEqual(channels.map(({ name, ...rest }) => ({ channel: name, ...rest })));
    expect(store.db.prepare('SELECT * FROM drivers ORDER BY car').all()).toEqual([
      { race_id: 'race-1', driver: 'Zoë Müller', car: 'car7', number: 7, team: 'Lapwing', laps: 2, best_lap: 83.417 },
      { race_id: 'race-1', driver: 'Zoë Müller', car: 'car8', number: 8, team: 'Lapwing', laps: 0, best_lap: null },
    ]);
  });

  test('opens a store of the first layout: its laps read as before, have statistics, and new ones join them', () => {
    writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, '../../fixtures/laps/layout-1.db.gz'))));
    const store = openStore();
    const docs = store.db.prepare<[], string>('SELECT doc FROM laps ORDER BY lap').pluck().all().map((doc) => JSON.parse(doc) as { records: { sensors: object }[] });
    expect(docs.map(({ records }) => [records.length, Object.keys(records[0]!.sensors)])).toEqual([
      [150, ['Throttle', 'Gear', 'Speed', 'Distance']],
      [150, ['Throttle', 'Gear', 'Speed', 'Distance']],
    ]);
    const means = (): unknown => store.db.prepare("SELECT lap, count, unit, mean FROM lap_channels WHERE channel = 'Gear' ORDER BY lap").raw().all();
    const old = means();
    const expected = store.db.prepare("SELECT lap, COUNT(*), '', AVG(r.value ->> '$.sensors.Gear') FROM laps, json_each(doc, '$.records') r GROUP BY lap").raw().all();
    expect(old).toEqual(expected);
    store.insertLap(sampleLap({ lap: 3, channels: [{ name: 'Gear', unit: '', resolution: 1 }, { name: 'NewSensor', unit: 'V', resolution: 0.1 }] }));
    expect(means()).toHaveLength(3);
    store.insertLap(sampleLap({ lap: 1, channels: [{ name: 'Gear', unit: '', resolution: 1 }], samples: 20 }));
    expect(store.db.prepare("SELECT lap, count FROM lap_channels WHERE channel = 'Gear' ORDER BY lap").raw().all()).toEqual([[1, 20], [2, 150], [3, 200]]);
  });

  test('refuses a store from a newer version, and leaves it as it is', () => {
    openStore().db.pragma('user_version = 99');
    open.pop()!.close();
    expect(() => new LapStore(path)).toThrow(expect.objectContaining({ code: 'E_DB_VERSION', message: expect.stringContaining(path) }));
    const raw = new Database(path);
    expect(raw.pragma('user_version', { simple: true })).toBe(99);
    raw.close();
  });

  test('says that a file is damaged', () => {
    writeFileSync(path, randomBytes(8192));
    expect(() => new LapStore(path)).toThrow(expect.objectContaining({ code: 'E_DB_CORRUPT', message: expect.stringContaining(path) }));
  });

  test('says that a folder cannot be used', () => {
    writeFileSync(join(dir, 'file'), '');
    const blocked = join(dir, 'file', 'laps.db');
    expect(() => new LapStore(blocked)).toThrow(expect.objectContaining({ code: 'E_DATA_DIR', message: expect.stringContaining(join(dir, 'file')) }));
  });
});
