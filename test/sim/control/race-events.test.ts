import { describe, expect, it } from 'vitest';
import { checkRaceEvents, readRaceEvents } from '../../../sim/control/race-events.ts';

describe('a file of events', () => {
  it('may name every type, by race time or by the leader’s lap, and gets durations where it gives none', () => {
    const events = readRaceEvents([
      { at: 30, type: 'yellow', sector: 2 },
      { lap: 3, type: 'safety-car', reason: 'debris' },
      { lap: 9, type: 'safety-car', duration_s: 200 },
      { at: 400.5, type: 'vsc', duration_s: 45 },
      { lap: 4, type: 'retire', car: 7, reason: 'engine' },
      { at: 0, type: 'rain', intensity: 0.4, duration_s: 300 },
      { at: 900, type: 'dry' },
      { lap: 5, type: 'pit', car: 'car23' },
    ]);
    expect(events).toEqual([
      { at: 30, type: 'yellow', sector: 2, duration_s: 30 },
      { lap: 3, type: 'safety-car', reason: 'debris', laps: 3 },
      { lap: 9, type: 'safety-car', duration_s: 200 },
      { at: 400.5, type: 'vsc', duration_s: 45 },
      { lap: 4, type: 'retire', car: 'car7', reason: 'engine' },
      { at: 0, type: 'rain', intensity: 0.4, duration_s: 300 },
      { at: 900, type: 'dry' },
      { lap: 5, type: 'pit', car: 'car23' },
    ]);
  });

  it.each([
    ['no list', { at: 1 }, /not a list/],
    ['an unknown type', [{ at: 1, type: 'vsc' }, { at: 2, type: 'storm' }], /entry 2 \(storm\): type: .*vsc/],
    ['no moment', [{ type: 'vsc' }], /entry 1 \(vsc\): needs one of "at".*"lap"/],
    ['two moments', [{ at: 1, lap: 2, type: 'vsc' }], /entry 1 \(vsc\): needs one of/],
    ['a field too many', [{ at: 1, type: 'vsc', sector: 2 }], /entry 1 \(vsc\): .*sector/],
    ['no car', [{ at: 1, type: 'retire' }], /entry 1 \(retire\): car: /],
    ['a negative time', [{ at: -1, type: 'dry' }], /entry 1 \(dry\): at: /],
    ['rain out of range', [{ at: 1, type: 'rain', intensity: 1.5 }], /entry 1 \(rain\): intensity: /],
    ['laps and seconds', [{ at: 1, type: 'safety-car', laps: 2, duration_s: 9 }], /entry 1 \(safety-car\): takes "laps" or "duration_s"/],
    ['a number for an entry', [7], /entry 1: /],
    ['too many entries', Array.from({ length: 1001 }, () => ({ at: 1, type: 'dry' })), /1001 entries/],
  ])('is refused in one line with %s', (_, document, words) => {
    expect(() => readRaceEvents(document)).toThrow(expect.objectContaining({ code: 'E_EVENTS', message: expect.stringMatching(words) as string }));
    try {
      readRaceEvents(document);
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });
});

describe('events for a race', () => {
  const scope = { cars: ['car7', 'car23'], laps: 10, sectors: 3 };
  it.each([
    [{ at: 1, type: 'retire', car: 'car99' }, /entry 1 \(retire\): car99 is not in this race. Choose one of: car7, car23/],
    [{ at: 1, type: 'yellow', sector: 4 }, /entry 1 \(yellow\): there is no sector 4/],
    [{ lap: 11, type: 'vsc' }, /entry 1 \(vsc\): lap 11 is past the end of 10/],
  ])('must be about what it has: %j', (event, words) => {
    expect(() => checkRaceEvents(readRaceEvents([event]), scope)).toThrow(words);
  });
});
