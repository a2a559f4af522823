import { describe, expect, test } from 'vitest';
import { lapTimes, raceTime } from '../../../sim/strategy/free-air.ts';
import { Phases, type Phase } from '../../../sim/strategy/phases.ts';
import { plan, toy } from './toy.ts';

const LAPS = 8;

/** Every lap takes 100 s, 140 s under a virtual safety car and 160 s behind the safety car. */
const inputs = toy({
  laps: LAPS,
  driver: { t_pit_tirechange: 3 },
  track: {
    t_pitdrive_inlap: 2,
    t_pitdrive_outlap: 15,
    t_pitdrive_inlap_fcy: 1,
    t_pitdrive_outlap_fcy: 9,
    t_pitdrive_inlap_sc: 0.5,
    t_pitdrive_outlap_sc: 7,
  },
});

const of = (...phases: Phase[]) => Phases.of(phases, LAPS);
const under = (phases: Phases, driven = plan('S')) => Array.from(lapTimes(inputs, driven, phases), (time) => Number(time.toFixed(9)));

describe('a virtual safety car', () => {
  test('slows the part of a lap that it covers', () => {
    const phases = of({ start: 2.25, end: 4.5, kind: 'VSC' });
    expect(under(phases)).toEqual([100, 100, 130, 140, 120, 100, 100, 100]);
    expect([phases.startTime[0], phases.endTime[0]]).toEqual([225, 540]);
  });

  test('within a lap', () => {
    expect(under(of({ start: 2.25, end: 2.5, kind: 'VSC' }))).toEqual([100, 100, 110, 100, 100, 100, 100, 100]);
  });

  test('makes a stop cheaper where it covers the way in or out', () => {
    expect(under(of({ start: 2.5, end: 4, kind: 'VSC' }), plan('SH', 3))).toEqual([100, 100, 121, 152, 100, 100, 100, 100]);
    expect(under(of({ start: 3, end: 4, kind: 'VSC' }), plan('SH', 3))).toEqual([100, 100, 102, 152, 100, 100, 100, 100]);
    expect(under(of({ start: 2, end: 3, kind: 'VSC' }), plan('SH', 3))).toEqual([100, 100, 141, 118, 100, 100, 100, 100]);
  });

  test('until the flag has no end', () => {
    const phases = of({ start: 6.5, end: 9, kind: 'VSC' });
    expect(under(phases)).toEqual([100, 100, 100, 100, 100, 100, 120, 140]);
    expect(phases.endTime[0]).toBe(Infinity);
  });
});

describe('a safety car', () => {
  test('is met on the lap after it comes, and is slower on its first lap where it comes late', () => {
    const phases = of({ start: 2.75, end: 5, kind: 'SC' });
    // 35 s were left of the lap on which it came: 17.8 s less than a third of its lap.
    expect(under(phases)).toEqual([100, 100, 110, 177.8, 160, 100, 100, 100]);
    expect([phases.startTime[0], phases.endTime[0], phases.delay[0], phases.turns[0]].map((value) => Number(value!.toFixed(9)))).toEqual([275, 647.8, 52.8, 2]);
  });

  test('is there to the end of the lap', () => {
    expect(under(of({ start: 2, end: 3.5, kind: 'SC' }))).toEqual([100, 100, 140, 160, 100, 100, 100, 100]);
  });

  test('makes a stop cheapest for who has caught it', () => {
    const phases = of({ start: 2, end: 5, kind: 'SC' });
    expect(under(phases, plan('SH', 3))).toEqual([100, 100, 141, 172, 160, 100, 100, 100]);
    expect(under(phases, plan('SH', 4))).toEqual([100, 100, 140, 160.5, 170, 100, 100, 100]);
  });

  test('never makes a lap faster', () => {
    const slow = { ...inputs, driver_pars: { ...inputs.driver_pars, t_base: 100 }, track_pars: { ...inputs.track_pars, t_lap_fcy: 90, t_lap_sc: 95 } };
    expect(raceTime(slow, plan('S'), of({ start: 2, end: 5, kind: 'SC' }))).toBe(800);
  });
});
