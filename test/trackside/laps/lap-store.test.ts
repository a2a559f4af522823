import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
      { race_id: 'race-1', track: 'monza', started: 1763834400, laps: 0, cars: 1, seed: 0, state: 'running', laps_stored: 3 },
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
    store.insertEvent('race-2', 0, { type: 'flag', racetime: 0, flag: 'red' });
    expect(store.messages('race-1', 2)).toEqual([
      { type: 'retired', racetime: 90, car: 'car8', lap: 1, distance: 20, reason: 'engine' },
      { type: 'fastest-lap', racetime: 99, car: 'car7', lap: 1, lap_time: 83 },
    ]);
    expect(store.messages('race-1', 9).map(({ type }) => type)).toEqual(['flag', 'retired', 'fastest-lap']);
    expect(store.messages('nowhere', 9)).toEqual([]);
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
