import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAP_FUNCTIONS, SQL_TABLES } from '../../../common/sql-catalogue.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { ask } from './ask.ts';
import { fillRaces } from './race-laps.ts';

let dir: string;
let path: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'lapwing-functions-'));
  path = join(dir, 'laps.db');
  const store = new LapStore(path);
  fillRaces(store);
  store.close();
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Rows = (string | number | null)[][];
const rows = (sql: string): Rows => ask(path, sql).rows;
const near = (all: Rows): unknown => all.map((row) => row.map((value) => (typeof value === 'number' ? expect.closeTo(value, 6) : value)));

/** The records of every lap, read the plain way. */
const RECORDS = "FROM laps, json_each(laps.doc, '$.records') r";
const at = (channel: string): string => `(r.value ->> '$.sensors.${channel}')`;
const SERIES = (last: number, step: number): string => `(SELECT value FROM json_each('${JSON.stringify(Array.from({ length: last + 1 }, (_, i) => i * step))}'))`;
/** A channel at the records that have it and a distance, with what comes next. */
const NEXT = (channel: string): string => `(SELECT laps.id, r.value ->> 'distance' AS d, ${at(channel)} AS v,
  lead(r.value ->> 'distance') OVER w AS d2, lead(${at(channel)}) OVER w AS v2 ${RECORDS}
  WHERE ${at(channel)} IS NOT NULL AND r.value ->> 'distance' IS NOT NULL WINDOW w AS (PARTITION BY laps.id ORDER BY r.key))`;

describe('a helper gives what plain JSON gives', () => {
  test.each<[what: string, helper: string, plain: string]>([
    [
      'statistics of a channel',
      "SELECT id, count, min, max, mean, standard_deviation FROM lap_channels WHERE channel = 'TyreTempFL' ORDER BY id",
      `SELECT id, COUNT(v), MIN(v), MAX(v), AVG(v), sqrt(AVG(v * v) - AVG(v) * AVG(v)) FROM (SELECT laps.id, ${at('TyreTempFL')} AS v ${RECORDS}) GROUP BY id HAVING COUNT(v) > 0 ORDER BY id`,
    ],
    [
      'statistics in the document',
      "SELECT laps.id, s.key, s.value ->> 'mean', s.value ->> 'start', s.value ->> 'end' FROM laps, json_each(doc, '$.statistics') s ORDER BY 1, 2",
      'SELECT id, channel, mean, start_value, end_value FROM lap_channels ORDER BY 1, 2',
    ],
    [
      'a channel as rows',
      "SELECT id, n, racetime, distance, value FROM samples WHERE channel = 'Throttle' ORDER BY id, n",
      `SELECT laps.id, row_number() OVER (PARTITION BY laps.id ORDER BY r.key) - 1, r.value ->> 'racetime', r.value ->> 'distance', ${at('Throttle')} ${RECORDS} WHERE ${at('Throttle')} IS NOT NULL ORDER BY laps.id, r.key`,
    ],
    [
      'a channel as rows that only one lap has',
      "SELECT id, COUNT(*), AVG(value) FROM samples WHERE channel = 'NewSensor' GROUP BY id",
      `SELECT laps.id, COUNT(*), AVG(${at('NewSensor')}) ${RECORDS} WHERE ${at('NewSensor')} IS NOT NULL GROUP BY laps.id`,
    ],
    [
      'values of a channel',
      "SELECT laps.id, v.value FROM laps, json_each(channel_values(laps.id, 'RPM')) v WHERE lap = 1 ORDER BY laps.id, v.key",
      `SELECT laps.id, ${at('RPM')} ${RECORDS} WHERE lap = 1 ORDER BY laps.id, r.key`,
    ],
    [
      'mean, min and max of a whole lap',
      "SELECT laps.id, channel_mean(laps.id, 'Brake'), channel_min(laps.id, 'Brake'), channel_max(laps.id, 'Brake') FROM laps ORDER BY laps.id",
      `SELECT laps.id, AVG(${at('Brake')}), MIN(${at('Brake')}), MAX(${at('Brake')}) ${RECORDS} GROUP BY laps.id ORDER BY laps.id`,
    ],
    [
      'mean, min and max between two distances',
      "SELECT laps.id, channel_mean(laps.id, 'TyreTempRR', 1000, 1500.5), channel_min(laps.id, 'TyreTempRR', 1000, 1500.5), channel_max(laps.id, 'TyreTempRR', 1000, 1500.5) FROM laps ORDER BY laps.id",
      `SELECT laps.id, AVG(${at('TyreTempRR')}), MIN(${at('TyreTempRR')}), MAX(${at('TyreTempRR')}) ${RECORDS} WHERE r.value ->> 'distance' BETWEEN 1000 AND 1500.5 GROUP BY laps.id ORDER BY laps.id`,
    ],
    ...(['>', '>=', '<', '<=', '=', '<>'] as const).map((comparison): [string, string, string] => [
      `time where one channel ${comparison} a value`,
      `SELECT laps.id, time_where(laps.id, 'Gear', '${comparison}', 5), time_where(laps.id, 'Speed', '${comparison}', 85.005), time_where(laps.id, 'Throttle', '${comparison}', 100) FROM laps ORDER BY laps.id`,
      `SELECT laps.id, 0.08 * SUM(${at('Gear')} ${comparison} 5), 0.08 * SUM(${at('Speed')} ${comparison} 85.005), 0.16 * SUM(${at('Throttle')} ${comparison} 100) ${RECORDS} GROUP BY laps.id ORDER BY laps.id`,
    ]),
    [
      'time where channels of different rates meet their conditions',
      "SELECT laps.id, time_where(laps.id, 'Throttle', '>=', 99, 'Speed', '>', 300 / 3.6), time_where(laps.id, 'Throttle', '>', 50, 'TyreTempRL', '<', 95) FROM laps ORDER BY laps.id",
      `SELECT laps.id, 0.16 * SUM(${at('Throttle')} >= 99 AND ${at('Speed')} > 300 / 3.6), 0.8 * SUM(${at('Throttle')} > 50 AND ${at('TyreTempRL')} < 95) ${RECORDS} GROUP BY laps.id ORDER BY laps.id`,
    ],
    [
      'a histogram',
      "SELECT laps.id, h.value ->> 'from', h.value ->> 'to', h.value ->> 'samples', h.value ->> 'seconds' FROM laps, json_each(channel_histogram(laps.id, 'RPM', 500)) h ORDER BY 1, 2",
      `SELECT laps.id, 500 * (${at('RPM')} / 500) AS bin, 500 * (${at('RPM')} / 500) + 500, COUNT(*), 0.08 * COUNT(*) ${RECORDS} GROUP BY laps.id, bin ORDER BY laps.id, bin`,
    ],
    [
      'a value at a distance',
      "SELECT laps.id, value_at_distance(laps.id, 'TyreTempRL', 1234.5) FROM laps ORDER BY laps.id",
      `SELECT id, v + (v2 - v) * (1234.5 - d) / (d2 - d) FROM ${NEXT('TyreTempRL')} WHERE d <= 1234.5 AND d2 >= 1234.5 GROUP BY id ORDER BY id`,
    ],
    [
      'channels at even distances',
      "SELECT laps.id, p.value ->> 'distance' AS at, p.value ->> 'Speed' FROM laps, json_each(resample_by_distance(laps.id, 100, 'Speed')) p ORDER BY laps.id, at",
      `SELECT id, n.value AS at, v + (v2 - v) * (n.value - d) / (d2 - d) FROM ${NEXT('Speed')}, ${SERIES(60, 100)} n WHERE d <= n.value AND d2 > n.value ORDER BY id, at`,
    ],
    [
      'the race time at even distances, and that of values at them',
      "SELECT laps.id, p.value ->> 'racetime' - laps.racetime, p.value ->> 'TyreTempFR' FROM laps, json_each(resample_by_distance(laps.id, 500, 'TyreTempFR')) p WHERE p.value ->> 'distance' = 2500 ORDER BY laps.id",
      "SELECT laps.id, value_at_distance(laps.id, 'LapTime', 2500), value_at_distance(laps.id, 'TyreTempFR', 2500) FROM laps ORDER BY laps.id",
    ],
    [
      'channels at even race times',
      "SELECT laps.id, p.value ->> 'racetime' AS at, p.value ->> 'Speed', p.value ->> 'RPM' FROM laps, json_each(resample_by_time(laps.id, 0.4, 'Speed', 'RPM')) p WHERE race_id = 'race-1' ORDER BY laps.id, at",
      `SELECT laps.id, r.value ->> 'racetime' AS at, ${at('Speed')}, ${at('RPM')} ${RECORDS} WHERE race_id = 'race-1' AND round((r.value ->> 'racetime') / 0.4, 6) = round((r.value ->> 'racetime') / 0.4) ORDER BY laps.id, at`,
    ],
    [
      'the delta of two laps',
      "SELECT d.value ->> 'distance', d.value ->> 'delta' FROM json_each(lap_delta('race-1/car7/002', 'race-1/car6/001', 250)) d",
      `SELECT n.value, value_at_distance('race-1/car7/002', 'LapTime', n.value) - value_at_distance('race-1/car6/001', 'LapTime', n.value) FROM ${SERIES(19, 250)} n`,
    ],
    [
      'an expression of one channel',
      "SELECT laps.id, v.value ->> 'racetime', v.value ->> 'distance', v.value ->> 'value' FROM laps, json_each(math_values(laps.id, '2 * Throttle in %')) v WHERE lap = 1 ORDER BY laps.id, v.key",
      "SELECT id, racetime, distance, 2 * value FROM samples WHERE channel = 'Throttle' AND lap = 1 ORDER BY id, n",
    ],
    [
      'mean, least and greatest of an expression',
      "SELECT laps.id, math_mean(laps.id, 'RPM / 1000'), math_min(laps.id, 'Speed in km/h'), math_max(laps.id, 'abs(Brake - 30 %)') FROM laps ORDER BY laps.id",
      `SELECT laps.id, AVG(${at('RPM')}) / 1000, MIN(${at('Speed')}) * 3.6, MAX(abs(${at('Brake')} - 30)) ${RECORDS} GROUP BY laps.id ORDER BY laps.id`,
    ],
    [
      'an expression with the reference lap',
      "SELECT ROUND(v.value ->> 'value', 2) FROM json_each(math_values('race-1/car7/002', 'Speed - reference(Speed)', 'race-1/car6/001')) v WHERE v.key IN (100, 400, 700)",
      "SELECT ROUND(value - value_at_distance('race-1/car6/001', 'Speed', distance), 2) FROM samples WHERE id = 'race-1/car7/002' AND channel = 'Speed' AND n IN (100, 400, 700) ORDER BY n",
    ],
  ])('%s', (_, helper, plain) => {
    const expected = rows(plain);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.some((row) => row.some((value) => typeof value === 'number'))).toBe(true);
    expect(rows(helper)).toEqual(near(expected));
  });
});

describe('a helper', () => {
  const calls = LAP_FUNCTIONS.map(({ name }): [string, string] => {
    const rest: Partial<Record<typeof name, string>> = {
      sample_time: "'Brake', 0", sample_distance: "'Brake', 0", time_where: "'Brake', '>', 1", channel_histogram: "'Brake', 1", value_at_distance: "'Brake', 100",
      resample_by_distance: "100, 'Brake'", resample_by_time: "1, 'Brake'", lap_delta: "'race-2/car6/009', 100",
    };
    return [name, rest[name] ?? "'Brake'"];
  });

  test.each(calls)('%s gives NULL for a lap that is not there, a channel that a lap lacks, and NULL', (name, rest) => {
    expect(rows(`SELECT ${name}('race-2/car6/009', ${rest}), ${name}('race-2/car6/001', ${rest}), ${name}(NULL, ${rest})`)).toEqual([[null, null, null]]);
  });

  test('gives NULL where the lap does not come past a distance, or has no such sample', () => {
    expect(rows("SELECT value_at_distance(laps.id, 'Speed', 6000), value_at_distance(laps.id, 'Speed', -1), sample_time(laps.id, 'Speed', 5000), channel_mean(laps.id, 'Speed', 6000, 7000) FROM laps LIMIT 1")).toEqual([[null, null, null, null]]);
    expect(rows("SELECT resample_by_distance(laps.id, 10000, 'Speed') FROM laps WHERE lap = 1 LIMIT 1")[0]![0]).toMatch(/^\[(?:\{"distance":0,[^}]*\})?\]$/);
  });

  test.each([
    ['SELECT channel_mean(7)', 'channel_mean(id, channel [, from, to]): argument 1 is not a text (line 1, column 8).'],
    ["SELECT channel_mean('race-1/car6/001')", 'channel_mean(id, channel [, from, to]): argument 2 is missing, a text (line 1, column 8).'],
    ["SELECT channel_mean('race-1/car6/001', 'Speed', 1)", 'argument 4 is missing, a number (line 1, column 8).'],
    ["SELECT channel_mean('race-1/car6/001', 'Speed', 1, 2, 3)", '1 more than it takes (line 1, column 8).'],
    ["SELECT time_where('race-1/car6/001', 'Speed', '~', 3)", "argument 3 is not one of '>', '>=', '<', '<=', '=', '<>' (line 1, column 8)."],
    ["SELECT channel_histogram('race-1/car6/001', 'Speed', 0)", 'argument 3 is not a number above 0 (line 1, column 8).'],
    ["SELECT math_mean('race-1/car6/001', 'Speed + Brake')", 'in the expression at character 9: Speed is m/s, Brake is %: they cannot be added (line 1, column 8).'],
    ["SELECT math_mean('race-1/car6/001', 'Speed - reference(Speed)')", 'takes the id of the reference lap as its last argument'],
    ["SELECT math_values('race-1/car6/001', 'Sped')", 'There is no channel "Sped". Is Speed meant'],
    ["SELECT resample_by_time('race-1/car6/001', 1e-9, 'Speed')", '1000000 are the most.'],
  ])('says what is wrong: %s', (sql, message) => {
    expect(() => rows(sql)).toThrow(expect.objectContaining({ code: 'E_SQL_SYNTAX', message: expect.stringContaining(message) }));
  });

  test('an expression may name the math channels that come with the query, and no others', () => {
    const sql = "SELECT math_mean('race-1/car6/001', 'Double')";
    const math = [{ name: 'Kmh', expression: 'Speed in km/h' }, { name: 'Double', expression: '2 * kmh' }];
    const [[mean]] = rows("SELECT channel_mean('race-1/car6/001', 'Speed')") as [[number]];
    expect(ask(path, sql, math).rows).toEqual([[expect.closeTo(7.2 * mean, 6)]]);
    expect(() => ask(path, sql)).toThrow('There is no channel "Double"');
    expect(() => ask(path, sql, [{ name: 'Double', expression: 'double' }])).toThrow('Double is made of itself');
  });

  test('of a damaged lap says so, and the other laps are still there', () => {
    const file = join(dir, 'hurt.db');
    const store = new LapStore(file);
    fillRaces(store);
    store.db.exec("UPDATE lap SET samples = CAST(substr(samples, 1, length(samples) / 2) || zeroblob(length(samples) - length(samples) / 2) AS BLOB) WHERE id = 'race-1/car6/001'");
    store.close();
    const sum = (id: string): Rows => ask(file, `SELECT SUM(v.value) > 0 FROM json_each(channel_values('${id}', 'BrakePowerRR')) v`).rows;
    expect(() => sum('race-1/car6/001')).toThrow(expect.objectContaining({ code: 'E_DB_CORRUPT', message: expect.stringContaining('a lap is damaged') }));
    expect(sum('race-1/car6/002')).toEqual([[1]]);
  });

  test('sees two laps side by side, and many in turn', () => {
    const [[both]] = rows("SELECT SUM(channel_mean(a.id, 'Speed') > channel_mean(b.id, 'Speed')) FROM laps a, laps b WHERE a.car = 'car7' AND b.car = 'car6' AND a.lap = 1 AND b.race_id = a.race_id") as [[number]];
    expect(both).toBe(6);
  });
});

test('the catalogue names tables and columns as they are', () => {
  for (const { name, columns } of SQL_TABLES) {
    expect(ask(path, `SELECT * FROM ${name} LIMIT 0`).columns, name).toEqual(columns);
  }
});
