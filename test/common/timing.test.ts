import { describe, expect, it } from 'vitest';
import { FLAGS, type TimingEvent, timingEvent, TRACK_FLAGS } from '../../common/timing.ts';

/** As version 0.1 stored them. */
const OLD: unknown[] = [
  { type: 'started', racetime: 0, track: 'lapwing-park', laps: 53, seed: 7, started: 1763834523, cars: [{ car: 'car7', number: 7, driver: 'A B', team: 'C', model: 'C1' }] },
  { type: 'flag', racetime: 0, flag: 'green' },
  { type: 'flag', racetime: 5400, flag: 'chequered' },
  { type: 'lap', racetime: 91.2, car: 'car7', lap: 1, lap_time: 89.1, sectors: [30, 29.1, 30], position: 3 },
  { type: 'pit', racetime: 300, car: 'car7', lap: 4, phase: 'in' },
  { type: 'pit', racetime: 330, car: 'car7', lap: 5, phase: 'out', stationary: 2.4, compound: 'hard' },
  {
    type: 'standings',
    racetime: 0.25,
    rows: [
      {
        ...{ car: 'car7', position: 1, lap: 0, gap: 0, interval: null, last: null, best: null, sectors: [null, null, null] },
        ...{ compound: 'soft', tyre_age: 0, stops: 0, state: 'running' },
      },
    ],
  },
  { type: 'finished', racetime: 5500, results: [{ position: 1, car: 'car7', driver: 'A B', laps: 53, time_s: 5400, best_lap_s: 88, stops: 1 }] },
];

const NEW: TimingEvent[] = [
  {
    ...{ type: 'started', racetime: 0, track: 'forza', laps: 53, seed: 7, started: 1763834523, cars: [] },
    ...{ track_title: 'Forza', car_title: 'Car 1', step: 1000, noise: true, weather_kind: 'changing' },
  },
  { type: 'sector', racetime: 30, car: 'car7', lap: 1, sector: 1, time: 28.4, best: 'session' },
  { type: 'fastest-lap', racetime: 90, car: 'car7', lap: 1, lap_time: 88.9 },
  { type: 'overtake', racetime: 40, car: 'car7', passed: 'car23', lap: 1, position: 2, distance: 1200.5 },
  { type: 'blue', racetime: 400, car: 'car99', by: 'car7', lap: 4 },
  { type: 'retired', racetime: 410, car: 'car99', lap: 4, distance: 812.4, reason: 'gearbox' },
  { type: 'weather', racetime: 0, air_temperature: 21, track_temperature: 30, wind_speed: 2, wind_direction: 270, rain: 0, wetness: 0 },
  { type: 'pit', racetime: 300, car: 'car7', lap: 4, phase: 'in', reason: 'safety car' },
  { type: 'pit', racetime: 330, car: 'car7', lap: 5, phase: 'out', stationary: 4.1, compound: 'wet', fuel: 42.5 },
];

describe('timing events', () => {
  it.each(OLD)('of an older version are still read: %j', (event) => {
    expect(timingEvent.parse(event)).toEqual(event);
  });

  it.each(NEW)('of every new type are read as they are: %j', (event) => {
    expect(timingEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it.each(FLAGS)('show the %s flag', (flag) => {
    const event = { type: 'flag', racetime: 1, flag, ...(flag === 'yellow' && { sector: 2, reason: 'car7 is slow' }), phase: 'out' };
    expect(timingEvent.parse(event)).toEqual(event);
  });

  it('refuse what they do not know', () => {
    expect(timingEvent.safeParse({ type: 'flag', racetime: 1, flag: 'purple' }).success).toBe(false);
    expect(timingEvent.safeParse({ type: 'storm', racetime: 1 }).success).toBe(false);
    expect(TRACK_FLAGS.every((flag) => FLAGS.includes(flag))).toBe(true);
  });
});
